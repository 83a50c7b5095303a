/** A hundred letters in one file, in a real browser: the page shows how far it is, and opens nobody's name meanwhile. */

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dispatch } from '../../server/contact/dispatch.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { follow, freshPage, openBrowser } from '../support/browser.ts';
import { register } from '../support/participants.ts';
import { eventsIn } from '../support/staff.ts';
import { signIn } from './pages/sign-in.ts';

const count = 100;

let browser: Browser;
let t: TestApp;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  t = await testApp();
  const address = await t.app.listen({ host: '127.0.0.1', port: 0 });
  page = await freshPage(browser, { width: 320, javaScript: true }, address);
  for (let n = 1; n <= count; n += 1) await register(t, { channel: 'paper', email: null });
  await dispatch(t.services);
  await signIn(page, t, 'coordinator');
});
afterAll(async () => {
  await browser.close();
  await t.close();
});

test('they are downloaded while a bar grows, and then the list is back', async () => {
  await page.goto('/staff');
  await follow(page.getByRole('link', { name: '100 brev skal skrives ut.' }));
  await follow(page.getByRole('button', { name: 'Gjør klar til utskrift' }));
  const reads = async () =>
    (await eventsIn(t, 'registry')).filter(({ action }) => action === 'identity read').length;
  const before = await reads();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Brev og skjema som PDF' }).click();
  await page.locator('progress').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('Navn');
  expect(await page.locator('ol.lines').count()).toBe(0);
  expect(await reads()).toBe(before);
  const file = readFileSync((await (await download).path()) ?? '');
  await page.locator('ol.lines').waitFor();
  expect(await reads()).toBe(before + 1);
  // A cover on a sheet of its own, and seven pages on four.
  const pages = file.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
  expect(pages.length).toBe(count * (2 + 8));
});
