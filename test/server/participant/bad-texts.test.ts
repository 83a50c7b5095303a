/** Texts and dates that cannot be taken, and texts that look dangerous and are only texts. */

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TextArguments, texts } from '../../../server/texts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { sheetOf } from '../../support/responses.ts';
import { everyRow } from '../../support/tables.ts';
import { type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let code: string;
let writer: Visitor;
const surveys = join(import.meta.dirname, '../../fixtures/surveys-text');

beforeAll(async () => {
  study = await testApp({ surveys });
  const place = { role: 'writer', arm: 'skriver', site: 'nord', name: 'Torhild Bakke' };
  code = await register(study, place, 'diaries');
  writer = visitor(study);
  await writer.start(await invite(study, code));
});
afterAll(() => study.close());

/** The text of a problem, as the page says it. */
type Reason = readonly [key: string, details?: TextArguments];
const unreadable: Reason = ['problem.unreadable-character'];
const tooLong: Reason = ['problem.too-long', { max: 200 }];
const twoAnswers: Reason = ['problem.two-answers'];
const notADate: Reason = ['problem.not-a-date'];
const tooEarly: Reason = ['problem.out-of-range', { from: '01.01.2000', to: '31.12.2030' }];

const cases: [string, string, string | string[], Reason][] = [
  ['U+0000', 'words', 'før\u0000etter', unreadable],
  ['an escape character', 'words', '\u001b[31mrødt', unreadable],
  ['a text too long', 'words', 'a'.repeat(201), tooLong],
  ['two texts', 'words', ['en', 'to'], twoAnswers],
  ['a day that is not there', 'born', '30.02.2017', notADate],
  ['a date in words', 'born', 'i går', notADate],
  ['full-width digits for a date', 'born', '０１.０２.２０１７', notADate],
  ['markup for a date', 'born', '<script>', notADate],
  ['a date too early', 'born', '31.12.1999', tooEarly],
];

test.each(cases)('%s is refused, explained, and not written', async (_, item, typed, reason) => {
  for (const language of ['nb', 'en'] as const) {
    await writer.get(`/answers/pages/day?lang=${language}`);
    const before = await everyRow(study.services.db);
    await writer.next({ [item]: typed });
    expect(writer.shown.status).toBe(422);
    expect(writer.shown.text).toContain(texts(language)(...reason));
    expect(await everyRow(study.services.db)).toBe(before);
  }
});

test.each([
  ['markup', '<script>alert(1)</script>'],
  ['a formula', '=HYPERLINK("http://evil.example")'],
  ['SQL', `'); DROP TABLE response; --`],
  ['a template', '{{constructor}} <%= 7 * 7 %>'],
  ['emoji and combining marks', 'Fint 👩🏽‍🔧 a\u030a'],
  ['two lines', 'første\nandre'],
])('%s is a text like any other: kept as written, and shown as text', async (_, words) => {
  await writer.get('/answers/pages/day');
  await writer.next({ words });
  expect((await sheetOf(study, code)).words).toBe(words.normalize('NFC'));
  await writer.get('/answers/pages/day');
  expect(writer.shown.text).toContain(words.normalize('NFC').replace('\n', ' '));
  expect(writer.shown.html).not.toMatch(/<script>|<%/);
});
