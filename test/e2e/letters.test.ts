/** A hundred letters in one file, in a real browser: the page shows how far it is, and opens nobody's name meanwhile. */

import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
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

test('while somebody’s letters are made the page has a bar and no names, and then the list is back', async () => {
  await page.goto('/staff');
  await follow(page.getByRole('link', { name: '100 brev skal skrives ut.' }));
  await follow(page.getByRole('button', { name: 'Gjør klar til utskrift' }));
  const link = page.getByRole('link', { name: 'Brev og skjema som PDF' });
  const url = (await link.getAttribute('href')) ?? '';
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const before = await reads();
  // Nobody reads on: the server waits after the first letters, for as long as it takes to look.
  const making = await t.app.inject({ url, headers: { cookie }, payloadAsStream: true });
  await page.reload();
  await page.locator('progress').waitFor(patience);
  // Asked for beside the page, which loads itself anew meanwhile.
  const seen = await (await page.context().request.get(page.url())).text();
  expect([seen.includes('<progress'), seen.includes('class="lines"')]).toEqual([true, false]);
  expect(await reads()).toBe(before);
  const file = await buffer(making.stream());
  await page.locator('ol.lines').waitFor(patience);
  expect(await reads()).toBe(before + 1);
  // A cover on a sheet of its own, and seven pages on four.
  expect(pagesIn(file)).toBe(count * (2 + 8));
});

test('the link saves the file, and the page stays where it is', async () => {
  const link = page.getByRole('link', { name: 'PDF for ensidig utskrift' });
  const [download] = await Promise.all([page.waitForEvent('download', patience), link.click()]);
  const file = readFileSync((await download.path()) ?? '');
  expect(pagesIn(file)).toBe(count * (1 + 7));
  await page.locator('ol.lines').waitFor(patience);
});

/** A busy machine takes its time. */
const patience = { timeout: 60_000 };

const reads = async () =>
  (await eventsIn(t, 'registry')).filter(({ action }) => action === 'identity read').length;

const pagesIn = (file: Buffer) => file.toString('latin1').match(/\/Type \/Page\b/g)?.length;
