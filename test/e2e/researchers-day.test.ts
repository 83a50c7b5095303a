/** A researcher's way in a real browser: from a blinded overview to a sentence in a report, and a ZIP of everything. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOnPaper } from '../support/answering.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { follow, freshPage, lookAt, openBrowser, withAxe } from '../support/browser.ts';
import { register } from '../support/participants.ts';
import { keyedOnce, surveysWith } from '../support/surveys.ts';
import { unzipped } from '../support/unzipped.ts';
import { signIn } from './pages/sign-in.ts';

/** Work ability of twelve people, at inclusion and after three months. */
const ability = [
  [4, 5, 6, 7, 3, 8, 5, 6, 2, 7, 9, 4],
  [6, 5, 8, 7, 5, 9, 5, 8, 3, 6, 10, 7],
];

let t: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  t = await testApp({ now: '2018-08-01T09:00:00Z', surveys: surveysWith(keyedOnce) });
  for (let i = 0; i < 12; i += 1) {
    const code = await register(t, { channel: 'paper', email: null });
    for (const wave of [0, 1])
      await keyOnPaper(t, code, wave + 1, {
        ...{ answers: { jm02: '1', jm40: String(ability[wave]?.[i]) }, writtenOn: null },
        receivedOn: '2018-07-01',
      });
  }
  browser = await openBrowser();
  const address = await t.app.listen({ host: '127.0.0.1', port: 0 });
  page = await withAxe(await freshPage(browser, { width: 320, javaScript: true }, address));
  await signIn(page, t, 'researcher');
});
afterAll(async () => {
  await browser.close();
  await t.close();
});

const link = (name: string) => page.getByRole('link', { name, exact: true });
/** One of the pages about the study. */
const studyPage = (name: string) =>
  page.getByRole('navigation', { name: 'Sider om studien' }).getByRole('link', { name });
const button = (name: string) => page.getByRole('button', { name });

test('the overview says that answers are hidden, and the results are withheld', async () => {
  await page.goto('/research/jobbspesialist');
  expect(await page.textContent('main')).toContain('Grupper og svar er skjult');
  await follow(studyPage('Resultater'));
  expect(await page.textContent('main')).toContain('Holdt tilbake til data er låst opp.');
  expect(await page.textContent('main')).not.toContain('1,08');
});

test('the plan is frozen, and two waves are locked and opened', async () => {
  await follow(studyPage('Datauttrekk'));
  await follow(button('Frys planen'));
  for (const wave of ['12 måneder', '18 måneder']) await page.getByLabel(wave).uncheck();
  await follow(button('Lås uttrekket'));
  expect(await page.textContent('main')).toContain('Inklusjon, 3 måneder');
  expect(await lookAt(page)).toEqual([]);
});

test('a sentence of the results is copied and pasted into a report', async () => {
  await follow(studyPage('Resultater'));
  const row = page.locator('tr:has(#change-3-months-work_ability) + tr');
  await row.getByText('Vis hvordan').click();
  expect(await lookAt(page)).toEqual([]);
  await row.getByRole('button', { name: 'Kopier setningen' }).click();
  await row.getByText('Kopiert').waitFor();
  // The report is written somewhere else.
  const report = await page.context().newPage();
  await report.setContent('<div id="report" contenteditable="true"></div>');
  await report.locator('#report').focus();
  await report.keyboard.press('Control+V');
  // t.test(b, a, paired = TRUE) in R: t = 3.2226503, df = 11, p-value = 0.0081207, 0.3434452 to 1.8232214
  const pasted = (await report.locator('#report').textContent()) ?? '';
  expect(pasted.replaceAll('\u00a0', ' ').trim()).toMatch(
    /^Arbeidsevne: .*1,08, 95 % KI \[0,34; 1,82\].*F\(1; 11\) = 10,39, p = 0,008/,
  );
  expect(await report.locator('#report i').allTextContents()).toContain('F');
  await report.close();
});

test('everything is downloaded in one ZIP, whose checksums are right', async () => {
  await page.goto('/research/jobbspesialist?cut=1');
  const saved = page.waitForEvent('download');
  await link('everything.zip').click();
  const { files, text } = unzipped(readFileSync(await (await saved).path()));
  const sums = text('SHA256SUMS').trimEnd().split('\n');
  expect(sums.length).toBeGreaterThan(10);
  for (const line of sums) {
    const [sum = '', name = ''] = line.split(/ [ *]/);
    const bytes = files[name] ?? new Uint8Array();
    expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, sum]);
  }
  expect(text('README.txt')).toContain('uttrekk 1');
});
