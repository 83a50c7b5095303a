/** Answers that cannot be taken: refused with a reason in the reader's language, and nothing is written. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TextArguments, texts } from '../../../server/texts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { sheetOf } from '../../support/responses.ts';
import { everyRow } from '../../support/tables.ts';
import { type Filled, type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let code: string;
let kari: Visitor;

beforeAll(async () => {
  study = await testApp();
  code = await register(study);
  kari = visitor(study);
  await kari.start(await invite(study, code));
  await kari.get('/answers/pages/work');
  await kari.next({ jm02: '1' });
  await kari.get('/answers/pages/hours');
  await kari.next({ jm03: '2' });
});
afterAll(() => study.close());

/** The text of a problem, as the page says it. */
type Reason = readonly [key: string, details?: TextArguments];
const notAnOption: Reason = ['problem.not-an-option'];
const twoAnswers: Reason = ['problem.two-answers'];
const exclusive: Reason = ['problem.exclusive-with-others'];
const notANumber: Reason = ['problem.not-a-number', { from: 16, to: 80 }];
const outOfRange: Reason = ['problem.out-of-range', { from: 16, to: 80 }];

const cases: [string, string, Filled, Reason][] = [
  ['an option that does not exist', 'gender', { gender: '3' }, notAnOption],
  ['a negative option', 'gender', { gender: '-2' }, notAnOption],
  ['the name of an option', 'gender', { gender: 'Kvinne' }, notAnOption],
  ['two radio values', 'gender', { gender: ['1', '2'] }, twoAnswers],
  ['two statements of a pair', 'statements', { jm35: ['1', '2'] }, twoAnswers],
  ['a third statement', 'statements', { jm35: '3' }, notAnOption],
  ['an exclusive option with others', 'benefits', { jm06: ['1', '10'] }, exclusive],
  ['two exclusive options', 'benefits', { jm06: ['10', '11'] }, exclusive],
  ['a ticked option that does not exist', 'benefits', { jm06: ['1', '12'] }, notAnOption],
  ['“none of these” where there is no such option', 'benefits', { jm06: '0' }, notAnOption],
  ['11 on a scale from 1 to 10', 'confidence-in-work', { jm20: '11' }, notAnOption],
  ['0 on a scale from 1 to 10', 'confidence-in-work', { jm20: '0' }, notAnOption],
  ['letters on a scale', 'confidence-in-work', { jm20: 'abc' }, notAnOption],
  ['two points of a scale', 'confidence-in-work', { jm20: ['4', '5'] }, twoAnswers],
  ['−0 on a scale', 'work-ability', { jm40: '-0' }, notAnOption],
  ['1e1 on a scale', 'work-ability', { jm40: '1e1' }, notAnOption],
  ['0x5 on a scale', 'work-ability', { jm40: '0x5' }, notAnOption],
  ['a leading zero on a scale', 'work-ability', { jm40: '05' }, notAnOption],
  ['half a point', 'work-ability', { jm40: '5.5' }, notAnOption],
  ['full-width digits on a scale', 'work-ability', { jm40: '５' }, notAnOption],
  ['Arabic digits on a scale', 'work-ability', { jm40: '٥' }, notAnOption],
  ['the code of a missing reason', 'work-ability', { jm40: '-2' }, notAnOption],
  ['U+0000 on a scale', 'work-ability', { jm40: '5\u0000' }, notAnOption],
  ['letters for a number', 'age', { age: 'abc' }, notANumber],
  ['−0 for a number', 'age', { age: '-0' }, notANumber],
  ['1e1 for a number', 'age', { age: '2e1' }, notANumber],
  ['full-width digits for a number', 'age', { age: '３４' }, notANumber],
  ['a decimal for a number', 'age', { age: '34.5' }, notANumber],
  ['U+0000 for a number', 'age', { age: '\u0000' }, notANumber],
  ['markup for a number', 'age', { age: '<script>alert(1)</script>' }, notANumber],
  ['a whole essay for a number', 'age', { age: 'x'.repeat(200_000) }, notANumber],
  ['two numbers', 'age', { age: ['34', '35'] }, twoAnswers],
  ['a number below the range', 'age', { age: '15' }, outOfRange],
  ['a number above the range', 'age', { age: '81' }, outOfRange],
  ['a missing reason for a number', 'age', { age: '-5' }, notANumber],
];

test.each(cases)('%s is refused, explained, and not written', async (_, page, filled, reason) => {
  for (const language of ['nb', 'en'] as const) {
    await kari.get(`/answers/pages/${page}?lang=${language}`);
    const before = await everyRow(study.services.db);
    await kari.next(filled);
    expect(kari.shown.status).toBe(422);
    expect(kari.shown.html).toContain(`<html lang="${language}">`);
    expect(kari.shown.text).toContain(texts(language)(...reason));
    expect(kari.shown.html).toContain('role="alert"');
    expect(kari.shown.html).not.toContain('<script>alert');
    expect(await everyRow(study.services.db)).toBe(before);
  }
});

test('one answer that cannot be taken holds back the whole page, and nothing typed is lost', async () => {
  await kari.get('/answers/pages/concentration-memory');
  const before = await everyRow(study.services.db);
  await kari.next({ jm08: '3', jm09: '7' });
  expect(kari.shown.status).toBe(422);
  expect(kari.shown.html).toContain('id="jm08-3" checked');
  expect(await everyRow(study.services.db)).toBe(before);
  await kari.next({ jm08: '3', jm09: '1' });
  expect(await sheetOf(study, code)).toMatchObject({ jm08: 3, jm09: 1 });
});

test('what was typed stands there again, made harmless', async () => {
  await kari.get('/answers/pages/age');
  await kari.next({ age: '"><b>34</b>' });
  expect(kari.shown.html).toContain('value="&quot;&gt;&lt;b&gt;34&lt;/b&gt;"');
});

test('the list of problems leads to the control that each is about', async () => {
  await kari.get('/answers/pages/confidence-in-work');
  await kari.next({ jm20: '11', jm22: 'x' });
  for (const target of ['jm20-1', 'jm22-1']) {
    expect(kari.shown.html).toContain(`href="#${target}"`);
    expect(kari.shown.html).toContain(`id="${target}"`);
  }
});

describe('what people type that means a number', () => {
  test.each([
    ['with its unit', '34 år', 34],
    ['with spaces', '  34 ', 34],
    ['with leading zeros', '034', 34],
  ])('%s is taken', async (_, age, value) => {
    await kari.get('/answers/pages/age');
    await kari.next({ age });
    expect(kari.shown.url).toBe('/answers/pages/work');
    expect((await sheetOf(study, code)).age).toBe(value);
  });

  test.each(['', ' ', '\t', '\u00a0'])('%j is left blank', async (age) => {
    await kari.get('/answers/pages/age');
    await kari.next({ age });
    expect((await sheetOf(study, code)).age).toBe('<skipped>');
  });
});
