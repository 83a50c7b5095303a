/** Every template renders from a plain object, in every language, in strict mode and with nothing unescaped. */

import { describe, expect, test } from 'vitest';
import { renderPage, templateNames } from '../../server/render.ts';
import { languages } from '../../server/texts.ts';
import { leavingSamples } from './samples/leaving.ts';
import { participantSamples } from './samples/participant.ts';
import { rightsSamples } from './samples/rights.ts';

const samples = [...participantSamples, ...leavingSamples, ...rightsSamples];

/** Areas whose templates all have samples; a template in one of them that nobody renders is a fault. */
const areas = ['participant/', 'errors/', 'layouts/'];

test('every template has a sample', () => {
  const rendered = new Set(
    samples.flatMap(({ template, frame }) => [template, `layouts/${frame.layout}`]),
  );
  const expected = templateNames.filter((name) => areas.some((area) => name.startsWith(area)));
  expect(expected.filter((name) => !rendered.has(name))).toEqual([]);
});

describe.each(languages)('in %s', (language) => {
  test.each(samples.map((sample, index) => ({ name: `${sample.template} (${index})`, sample })))(
    '$name renders whole and harmless',
    ({ sample }) => {
      const html = renderPage({ ...sample, frame: { ...sample.frame, language } });
      expect(html).toContain(`<html lang="${language}">`);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toMatch(/undefined|\[object|NaN|\{\{/);
      // What came from outside stands there as it was written, and is never markup.
      expect(html).not.toMatch(/<b>|"lese"|& /);
      expect(unbalanced(html)).toEqual([]);
    },
  );
});

/** Elements that are opened and not closed, or the other way round. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g))
    if (!['meta', 'link', 'input', 'br'].includes(name)) {
      if (!slash) open.push(name);
      else if (open.pop() !== name) faults.push(`</${name}>`);
    }
  return [...faults, ...open];
}
