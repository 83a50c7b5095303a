/** What is keyed is saved meanwhile, in words as well as in choices, and the page needs no script for any of it. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { diaryApp, registerWriter } from '../server/export/diaries.ts';
import type { TestApp } from '../support/app.ts';
import { follow, freshPage, openBrowser } from '../support/browser.ts';
import { type Desk, deskOf, keyedSheet } from '../support/keying.ts';
import { logged } from '../support/paper.ts';

let browser: Browser;
let study: TestApp;
let address: string;
let desk: Desk;
let code: string;
let path: string;

/** What was sent to be saved, and what a stand-in for the server answers; `null` lets the server itself. */
let drafts: URLSearchParams[];
let answer: { status: number; body: object } | 'no network' | null;

beforeAll(async () => {
  browser = await openBrowser();
  study = await diaryApp({ now: '2018-03-20T09:00:00Z' });
  address = await study.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await study.close();
});
beforeEach(async () => {
  await desk?.page.context().close();
  drafts = [];
  answer = null;
  code = await registerWriter(study, 'Oda Lie', { channel: 'paper', email: null });
  path = `/staff/paper-entries/${(await logged(study, code, 1, '2018-03-20')).id}`;
});

async function open(javaScript = true): Promise<Page> {
  const page = await freshPage(browser, { width: 1280, javaScript }, address);
  desk = await deskOf(page, study, address);
  await page.route('**/draft', (route) => {
    drafts.push(new URLSearchParams(route.request().postData() ?? ''));
    if (answer === null) return route.continue();
    if (answer === 'no network') return route.abort('internetdisconnected');
    return route.fulfill({ status: answer.status, json: answer.body });
  });
  await page.goto(path);
  return page;
}

const status = (text: string) =>
  desk.page.locator('[data-saving]', { hasText: text }).waitFor({ state: 'visible' });

test('every answer is saved soon after it, with everything else as it stands', async () => {
  await open();
  await desk.press('Enter 7 2');
  await status('Lagret 10:00');
  const last = drafts.at(-1);
  expect(Object.fromEntries(last ?? [])).toMatchObject({
    ...{ mood: '7', slept: '2', _csrf: expect.stringMatching(/./), _lang: 'nb' },
  });
  const before = drafts.length;
  await desk.press('Backspace');
  await desk.page.waitForTimeout(600);
  expect(drafts.length).toBe(before);
});

test('a form that was begun is gone on with where it was left', async () => {
  const page = await open();
  await desk.press('1 2 0 3 2 0 1 8 7 *');
  await status('Lagret 10:00');
  await page.goto(path);
  expect(await desk.at()).toBe('words');
  expect(await page.locator('#written-on').inputValue()).toBe('12.03.2018');
  expect(
    await page
      .locator('#mood-7, #slept-illegible')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked)),
  ).toEqual([true, true]);
});

test('without a network it says so, and saves when the network is back', async () => {
  const page = await open();
  answer = 'no network';
  await desk.press('Enter 7');
  await status('Ikke lagret ennå – prøver igjen');
  answer = { status: 200, body: { saved: '12:05' } };
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await status('Lagret 12:05');
});

test('a form that cannot be saved any more says why', async () => {
  await open();
  answer = { status: 409, body: { problem: 'Skjemaet er besvart fra før.' } };
  await desk.press('Enter 7');
  await status('Skjemaet er besvart fra før.');
});

test('what was keyed last is saved when the page is left', async () => {
  const page = await open();
  await desk.press('Enter 7');
  await page.goto('/staff/paper-entries');
  await page.goto(path);
  expect(await page.locator('#mood-7').isChecked()).toBe(true);
});

test('a text is written as it stands, and Enter goes on', async () => {
  await open();
  await desk.press('Enter a 1');
  expect(await desk.at()).toBe('words');
  await desk.page.keyboard.type('x-antall: 5 * 2 / s');
  await desk.press('Shift+Enter');
  await desk.page.keyboard.type('Ny linje');
  await desk.press('Enter');
  expect(await desk.at()).toBe('born');
  await desk.press('2 4 1 2 2 0 1 7');
  expect(await desk.at()).toBe('unclear-form');
  await desk.press('Backspace Backspace Backspace');
  expect(await desk.at()).toBe('slept');
  await desk.press('Enter Enter Enter Enter');
  await desk.page.waitForURL('**/receipt');
  expect(await keyedSheet(study, code)).toEqual({
    ...{ mood: 10, slept: 1, words: 'x-antall: 5 * 2 / s\nNy linje', born: '2017-12-24' },
  });
});

test('a text that cannot be read has its key while the field is empty', async () => {
  await open();
  await desk.press('Enter a 1 *');
  expect(await desk.at()).toBe('born');
  await desk.press('Backspace');
  await desk.page.keyboard.type('Takk');
  await desk.press('Control+z');
  await desk.press('Control+Shift+z');
  await desk.press('Enter +  Enter');
  await desk.page.waitForURL('**/receipt');
  expect(await keyedSheet(study, code)).toMatchObject({ words: 'Takk', born: '<two-marks>' });
});

test('without a script the form is filled in and sent like the rest', async () => {
  const page = await open(false);
  expect(
    await page.locator('.key-strip, .key-stretch, .key-saying').locator('visible=true').count(),
  ).toBe(0);
  await page.locator('#mood-10').check();
  await page.locator('#slept-illegible').check();
  await page.locator('#words').fill('Takk');
  await page.locator('#born').fill('24.12.2017');
  await follow(page.getByRole('button', { name: 'Lagre skjemaet' }));
  expect(page.url()).toContain('/receipt');
  expect(await keyedSheet(study, code)).toEqual({
    ...{ mood: 10, slept: '<illegible>', words: 'Takk', born: '2017-12-24' },
  });
  expect(drafts).toEqual([]);
});
