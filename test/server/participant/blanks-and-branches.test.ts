/** Nothing is forced: blanks, "none of these", and what becomes of a branch that is not asked. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { responseOf, scoresOf, sheetOf } from '../../support/responses.ts';
import { type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let code: string;
let browser: Visitor;

beforeAll(async () => {
  study = await testApp();
});
beforeEach(async () => {
  study.setTime('2018-03-01T09:00:00Z');
  code = await register(study, { name: 'Line Moe', email: 'line.moe@post.example' });
  browser = visitor(study);
  await browser.start(await invite(study, code));
});
afterAll(() => study.close());

test('every page can be left blank, and all of them are listed before sending', async () => {
  const seen: string[] = [];
  while (browser.shown.url !== '/answers/summary') {
    seen.push(browser.shown.url.replace('/answers/pages/', ''));
    await browser.next();
  }
  expect(seen).toEqual([
    ...['gender', 'age', 'work', 'literacy', 'benefits', 'time-to-work'],
    ...['concentration-memory', 'satisfaction', 'ideal-job', 'ideal-job-more'],
    ...['statements', 'statements-more', 'work-ability', 'assistance'],
  ]);
  // 1a, 1b, 2, 5–11 and 28–40 are ten and thirteen, and who helped is one more.
  expect(browser.shown.text).toContain('Du har hoppet over 24 spørsmål.');
  expect(browser.shown.text).toContain('Å utvikle seg personlig gjennom jobben (og 3 til)');
  await browser.submit();
  const sheet = await sheetOf(study, code);
  expect(sheet).toMatchObject({ gender: '<skipped>', jm06: '<skipped>', helped: '<skipped>' });
});

test('a blank at item 2 shows neither branch, and both are missing as “routing unknown”', async () => {
  await browser.get('/answers/pages/work');
  await browser.next();
  expect(browser.shown.url).toBe('/answers/pages/literacy');
  await browser.get('/answers/summary');
  await browser.submit();
  const sheet = await sheetOf(study, code);
  expect(sheet.jm02).toBe('<skipped>');
  for (const item of ['jm03', 'jm04', 'jm12', 'jm22', 'jm23', 'jm27'])
    expect(sheet[item]).toBe('<routing-unknown>');
  const scores = await scoresOf(study, code);
  expect(scores.expectation_in_work).toBe('<routing-unknown> from 0 of 2');
  expect(scores.self_efficacy_not_in_work).toBe('<routing-unknown> from 0 of 3');
});

test('who changes item 2 keeps the other branch out of the data, and is told so', async () => {
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '1' });
  await browser.get('/answers/pages/staying-in-work');
  await browser.next({ jm18: '5', jm19: '5' });
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '2' });
  expect(browser.shown.url).toBe('/answers/pages/literacy');

  await browser.get('/answers/summary');
  expect(browser.shown.text).toContain('Du har endret et svar. Derfor tar vi ikke med 2 svar');
  await browser.submit();
  expect(await sheetOf(study, code)).toMatchObject({
    ...{ jm02: 2, jm18: '<not-applicable>', jm19: '<not-applicable>', jm23: '<skipped>' },
  });
  expect((await scoresOf(study, code)).expectation_in_work).toBe('<not-applicable> from 0 of 2');
});

test('who changes item 2 back finds the first branch as it was', async () => {
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '1' });
  await browser.next({ jm03: '1' });
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '2' });
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '1' });
  expect(browser.shown.html).toContain('id="jm03-1" checked');
  await browser.get('/answers/summary');
  expect(browser.shown.text).not.toContain('Du har endret et svar');
});

test('one answer left out is told in the singular', async () => {
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '1' });
  await browser.next({ jm03: '1' });
  await browser.get('/answers/pages/work');
  await browser.next({ jm02: '2' });
  await browser.get('/answers/summary');
  expect(browser.shown.text).toContain('Derfor tar vi ikke med ett svar du ga før.');
});

test('an open question is answered from the summary, which then comes back', async () => {
  while (browser.shown.url !== '/answers/summary') await browser.next();
  await browser.follow('Hvordan vurderer du din arbeidsevne?');
  expect(browser.shown.text).toContain('Min beste arbeidsevne');
  await browser.next({ jm40: '0' });
  expect(browser.shown.url).toBe('/answers/summary');
  expect(browser.shown.text).not.toContain('Hvordan vurderer du din arbeidsevne?');
});

test('a branch that opens from the summary is asked page by page, and then the summary again', async () => {
  while (browser.shown.url !== '/answers/summary') await browser.next();
  await browser.get('/answers/pages/work?from=summary');
  const asked: string[] = [];
  await browser.next({ jm02: '2' });
  while (browser.shown.url !== '/answers/summary') {
    asked.push(browser.shown.url);
    await browser.next();
  }
  expect(asked).toEqual([
    '/answers/pages/returning-to-work?from=summary',
    '/answers/pages/confidence-if-in-work?from=summary',
  ]);
});

test('the first page has no way back, the second leads to the first and saves on the way', async () => {
  expect(browser.shown.html).not.toContain('value="back"');
  await browser.next({ gender: '1' });
  await browser.back({ age: '44' });
  expect(browser.shown.url).toBe('/answers/pages/gender');
  expect(await sheetOf(study, code)).toEqual({ gender: 1, age: 44 });
});

describe('a question to tick all that apply, without an option for none', () => {
  beforeEach(async () => {
    study.setTime('2017-08-25T09:00:00Z');
    code = await register(study, {
      ...{ role: 'job-specialist', arm: null, site: null, team: 'team-1' },
      ...{ name: 'Siv Aune', email: 'siv.aune@nav.example', inclusionDate: '2017-08-21' },
    });
    browser = visitor(study);
    await browser.start(await invite(study, code));
    await browser.get('/answers/pages/tasks');
  });

  const answered = async (ticked: string[]) => {
    await browser.next({ sef03: ticked });
    await browser.get('/answers/summary');
    await browser.submit();
    const { sef03 } = await sheetOf(study, code);
    return { sef03, points: (await scoresOf(study, code)).sef03_points };
  };

  test('offers “Ingen av disse”', () => {
    expect(browser.shown.text).toContain('Ingen av disse');
    expect(browser.shown.html).toMatch(/name="sef03" value="0" id="sef03-0" data-exclusive/);
  });

  test('with nothing ticked is missing', async () => {
    expect(await answered([])).toEqual({ sef03: '<skipped>', points: '<skipped> from 0 of 1' });
  });

  test('with “Ingen av disse” ticked is none, and scores 0', async () => {
    expect(await answered(['0'])).toEqual({ sef03: [0], points: '0 from 1 of 1' });
  });

  test('with three ticked scores 3', async () => {
    expect(await answered(['1', '2', '6'])).toEqual({ sef03: [1, 2, 6], points: '3 from 1 of 1' });
  });
});

test('a response knows the version of the instrument it was given with', async () => {
  expect(await responseOf(study, code)).toMatchObject({
    instrument: 'job-mastery',
    instrument_version: 1,
    submitted_at: null,
  });
});
