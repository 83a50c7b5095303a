/** Other alphabets are printed too, each letter from the file of the typeface that has it. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { measure, runsOf } from '../../../server/printing/typeface.ts';
import { unpackedFont } from '../../../server/printing/unpacked-font.ts';
import { seenPages } from '../../support/pdf.ts';
import { fixture } from '../../surveys/helpers.ts';
import { made, printedForm } from './forms.ts';

const samples = {
  Sámi: 'Čájet šiljus đ ŋ ŧ',
  Polish: 'Zażółć gęślą jaźń, Łódź',
  Greek: 'Πόσο συχνά;',
  Ukrainian: 'Чи працюєте ви зараз?',
  Vietnamese: 'Bạn có việc làm không?',
  Norwegian: '«Ærlig talt – å, så gøy …»',
};

test.each(Object.entries(samples))('%s is printed with its letters', async (_language, words) => {
  const instrument = fixture('text');
  const printed = printedForm({ ...instrument, title: { nb: words } }, 'nb', true);
  const [page] = await seenPages((await made(printed)).pdf);
  expect(page?.text.normalize('NFC')).toContain(words);
});

test('a line is as wide as its words together', () => {
  const style = { size: 12 };
  expect(measure('', style)).toBe(0);
  expect(measure('Łódź og Tromsø', style)).toBeGreaterThan(measure('Łódź og', style));
  expect(measure('mmm', { size: 24 })).toBeCloseTo(2 * measure('mmm', style));
  expect(runsOf('Łódź', style).map(({ text }) => text)).toEqual(['Ł', 'ód', 'ź']);
});

test('a font that is no WOFF is refused', () => {
  const woff2 = createRequire(import.meta.url).resolve(
    '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2',
  );
  expect(() => unpackedFont(readFileSync(woff2))).toThrow(RangeError);
});
