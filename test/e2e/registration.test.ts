/** Registering a pile of signed forms with the keyboard alone: how many fields and key presses it takes. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { signIn } from './pages/sign-in.ts';

let study: TestApp;
let browser: Browser;
let page: Page;
let presses = 0;
beforeAll(async () => {
  study = await testApp();
  const address = await study.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  await signIn(page, study, 'coordinator');
  await page.goto('/staff/jobbspesialist/participants/new');
});
afterAll(async () => {
  await browser.close();
  await study.close();
});

async function key(name: string): Promise<void> {
  presses += 1;
  await page.keyboard.press(name);
}

async function type(text: string): Promise<void> {
  for (const letter of text) await key(letter);
}

/** The field, or the kind of element where it has no name. */
const focused = () =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName || '');

/** Where the keyboard stands on the way to a field, each time with one press. */
async function tabTo(id: string): Promise<void> {
  for (let steps = 0; (await focused()) !== id; steps += 1) {
    if (steps > 30) throw new Error(`${id} is not reached`);
    await key('Tab');
  }
}

/** Name and e-mail as people have them, and what is read off the form. */
async function fillIn(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, text] of Object.entries(fields)) {
    await tabTo(id);
    await type(text === 'yes' ? ' ' : text);
  }
  await tabTo('BUTTON');
  await key('Enter');
  await page.getByRole('heading', { name: 'Personen er registrert' }).waitFor();
}

test('the first form of a pile takes seven fields, the next ones four, and no mouse', async () => {
  expect(await focused()).toBe('name');
  const asks = { ask_survey: 'yes', ask_archive: 'yes' };
  const first = { name: 'Solveig Aas', email: 'solveig@post.example' };
  await fillIn({ ...first, consent_date: '27022018', ...asks, arm: 'K', site: 'H' });
  const firstPresses = presses;

  presses = 0;
  await key('Enter');
  await page.waitForURL('**/new?after=*');
  expect(await focused()).toBe('name');
  await fillIn({ name: 'Torstein Vik', email: 'torstein@post.example', ...asks });
  process.stdout.write(
    `registering by keyboard: ${firstPresses} presses for the first form, ${presses} for the next\n`,
  );

  const rows = await study.services.db.study
    .selectFrom('participant')
    .select(['arm', 'site', 'inclusion_date', 'channel', 'language'])
    .execute();
  const same = { arm: 'kvp', site: 'harstad', inclusion_date: '2018-02-27' };
  expect(rows).toEqual([1, 2].map(() => ({ ...same, channel: 'web', language: 'nb' })));
});
