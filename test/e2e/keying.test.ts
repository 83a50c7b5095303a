/** Whole paper forms keyed with the keyboard alone, each key counted, and what is stored against the paper. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { type Desk, deskOf, keyedSheet } from '../support/keying.ts';
import { logged } from '../support/paper.ts';
import { register } from '../support/participants.ts';
import { keyedOnce, surveysWith } from '../support/surveys.ts';

let browser: Browser;
let study: TestApp;
let address: string;
let desk: Desk;

beforeAll(async () => {
  browser = await openBrowser();
  study = await testApp({ now: '2018-03-20T09:00:00Z', surveys: surveysWith(keyedOnce) });
  address = await study.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await study.close();
});
beforeEach(async () => {
  await desk?.page.context().close();
  const page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  desk = await deskOf(page, study, address);
});

const onPaper = { channel: 'paper', email: null } as const;

async function open(changes: Parameters<typeof register>[1] = {}, wave = 1): Promise<string> {
  const code = await register(study, { ...onPaper, ...changes });
  const { id } = await logged(study, code, wave, '2018-03-20');
  await desk.page.goto(`/staff/paper-entries/${id}`);
  return code;
}

async function sent(code: string) {
  const keystrokes = desk.keystrokes() + 1;
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL('**/receipt');
  return { keystrokes, sheet: await keyedSheet(study, code) };
}

const same = (names: readonly number[], value: number) =>
  Object.fromEntries(names.map((number) => [`jm${String(number).padStart(2, '0')}`, value]));

test('a complete job-mastery form of somebody in work takes 51 keystrokes', async () => {
  const code = await open();
  await desk.press('1 2 0 3 2 0 1 8');
  expect(await desk.at()).toBe('gender');
  await desk.press('1 3 4 1 2 6 0 4 2 7 Enter');
  expect(await desk.at()).toBe('jm07');
  await desk.press('8 2 1 4 5');
  expect(await desk.at()).toBe('jm12');
  await desk.press('1 2 3 4 5 1 2 3 0 9 1');
  expect(await desk.at()).toBe('23–27');
  await desk.press('Enter 5 4 3 2 1 5 4 1 2 1 2 1 a 1');
  expect(await desk.at()).toBe('unclear-form');
  const { keystrokes, sheet } = await sent(code);
  expect(keystrokes).toBe(51);
  expect(keystrokes).toBeLessThan(60);
  expect(sheet).toEqual({
    ...{ gender: 1, age: 34, jm02: 1, jm03: 2, jm04: 60, jm05: 4, jm06: [2, 7] },
    ...{ jm07: 8, jm08: 2, jm09: 1, jm10: 4, jm11: 5 },
    ...{ jm12: 1, jm13: 2, jm14: 3, jm15: 4, jm16: 5, jm17: 1, jm18: 2, jm19: 3 },
    ...{ jm20: 10, jm21: 9, jm22: 1 },
    ...Object.fromEntries([23, 24, 25, 26, 27].map((n) => [`jm${n}`, '<not-applicable>'])),
    ...{ jm28: 5, jm29: 4, jm30: 3, jm31: 2, jm32: 1, jm33: 5, jm34: 4 },
    ...{ jm35: 1, jm36: 2, jm37: 1, jm38: 2, jm39: 1, jm40: 10, helped: 1 },
  });
  const response = await study.services.db.study
    .selectFrom('response')
    .select(['written_on', 'received_on'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  expect(response).toEqual({ written_on: '2018-03-12', received_on: '2018-03-20' });
});

test('one of somebody out of work, with two benefits, takes 43', async () => {
  const code = await open();
  await desk.press('1 2 0 3 2 0 1 8 2 6 1 2');
  expect(await desk.at()).toBe('3–4');
  await desk.press('Enter 4 3 6 Enter 5 1 1 1 1');
  expect(await desk.at()).toBe('12–22');
  await desk.press('Enter 1 1 0 0 0 1 1 1 1 1 1 1 2 2 2 2 2 0 5');
  const { keystrokes, sheet } = await sent(code);
  expect(keystrokes).toBe(43);
  expect(sheet).toMatchObject({
    ...{ gender: 2, age: 61, jm02: 2, jm03: '<not-applicable>', jm05: 4, jm06: [3, 6], jm07: 5 },
    ...{ jm12: '<not-applicable>', jm22: '<not-applicable>' },
    ...{ ...same([23, 24], 1), ...same([25, 26, 27], 10) },
    ...{ ...same([28, 29, 30, 31, 32, 33, 34], 1), ...same([35, 36, 37, 38, 39], 2) },
    ...{ jm40: 0, helped: 5 },
  });
});

test('one of a later wave begins at question 2, and takes 48', async () => {
  const code = await open(
    {
      inclusionDate: '2017-12-01',
      consent: {
        givenOn: '2017-11-28',
        channel: 'paper',
        text: study.services.definitions.study('jobbspesialist')?.consent_texts[0] as never,
      },
    },
    2,
  );
  await desk.press('0 3 0 3 2 0 1 8');
  expect(await desk.at()).toBe('jm02');
  await desk.press('1 2 6 0 4 2 7 Enter 8 2 1 4 5 1 2 3 4 5 1 2 3 0 9 1');
  await desk.press('Enter 5 4 3 2 1 5 4 1 2 1 2 1 a 1');
  const { keystrokes, sheet } = await sent(code);
  expect(keystrokes).toBe(48);
  expect(sheet).toMatchObject({ gender: '<not-applicable>', jm02: 1, jm22: 1, jm40: 10 });
});

test('the fidelity scale, with three ticks at each of its four tick-all questions, takes 40', async () => {
  const code = await open({
    ...{ role: 'job-specialist', arm: 'jobbspesialist', site: 'tromso' },
    ...{ team: 'team-1', inclusionDate: '2017-08-21' },
    consent: {
      givenOn: '2017-08-20',
      text: study.services.definitions.study('jobbspesialist')?.consent_texts[0] as never,
    },
  });
  await desk.press('0 1 0 9 2 0 1 7');
  expect(await desk.at()).toBe('sef01');
  await desk.press('5 4 1 2 6 Enter 3 2 1 1 2 3 Enter 1 3 4 Enter');
  expect(await desk.at()).toBe('sef09');
  await desk.press('1 2 3 4 5 5 4 3 2 1 2 4 5 Enter');
  const { keystrokes, sheet } = await sent(code);
  expect(keystrokes).toBe(40);
  expect(sheet).toEqual({
    ...{ sef01: 5, sef02: 4, sef03: [1, 2, 6], sef04: 3, sef05: 2, sef06: 1 },
    ...{ sef07: [1, 2, 3], sef08: [1, 3, 4], sef09: 1, sef10: 2, sef11: 3, sef12: 4, sef13: 5 },
    ...{ sef14: 5, sef15: 4, sef16: 3, sef17: 2, sef18: 1, sef19: [2, 4, 5] },
  });
});
