/** Two coordinators at two sites of one study: whatever address one has seen, the other opens nobody with it. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { invite, register } from '../support/participants.ts';
import { everyRow } from '../support/tables.ts';
import { signIn, stepUp } from './pages/sign-in.ts';

let study: TestApp;
let browser: Browser;
let address: string;
const people = {
  tromso: ['Ragnhild Myrvang', 'Åshild Nessekvål'],
  harstad: ['Gunvor Tangstad'],
} as const;
type Site = keyof typeof people;
const seen: Partial<Record<Site, Seen>> = {};

beforeAll(async () => {
  study = await testApp();
  address = await study.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  for (const site of ['tromso', 'harstad'] as const) {
    for (const name of people[site]) {
      const email = `${name.split(' ')[0]?.toLowerCase()}@post.example`;
      const code = await register(study, { name, site, email, phone: null });
      await invite(study, code);
    }
    const page = await coordinatorAt(site);
    seen[site] = await everythingSeenBy(page);
    await page.context().close();
  }
});
afterAll(async () => {
  await browser.close();
  await study.close();
});

async function coordinatorAt(site: Site): Promise<Page> {
  const page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  await signIn(page, study, 'coordinator', [{ study: 'jobbspesialist', site }]);
  // Some pages ask once more who it is; that must not be all that stands in the way.
  await stepUp(page);
  return page;
}

interface Seen {
  /** Addresses of pages. */
  readonly pages: Set<string>;
  /** Where forms are posted. */
  readonly forms: Set<string>;
  text: string;
}

/** Follows every link of the house from the start page on. */
async function everythingSeenBy(page: Page): Promise<Seen> {
  const seen: Seen = { pages: new Set(), forms: new Set(), text: '' };
  const waiting = ['/staff'];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.pages.has(url)) continue;
    seen.pages.add(url);
    const response = await page.goto(url).catch(() => null);
    if (!response?.headers()['content-type']?.includes('html')) continue;
    seen.text += await page.content();
    const { links, forms } = await page.evaluate(() => ({
      links: [...document.querySelectorAll('a[href^="/"]')].map(
        (a) => a.getAttribute('href') ?? '',
      ),
      forms: [...document.forms].map((form) => new URL(form.action).pathname),
    }));
    for (const form of forms) seen.forms.add(form);
    // Another language, and a place on the page, are the same page.
    waiting.push(
      ...links.map((href) => href.replace(/#.*/, '')).filter((href) => !/lang=/.test(href)),
    );
  }
  return seen;
}

test('each sees all people of their site, and nobody of the other', () => {
  for (const [site, other] of [
    ['tromso', 'harstad'],
    ['harstad', 'tromso'],
  ] as const) {
    for (const name of people[site]) expect(seen[site]?.text).toContain(name);
    for (const name of people[other]) expect(seen[site]?.text).not.toContain(name);
  }
});

test('no address or form of the one opens or changes anything for the other', async () => {
  const ofSomebody = /\/[2-9A-HJKMNP-Z]{7}(\/|\?|$)/;
  const pages = [...(seen.tromso?.pages ?? [])].filter((url) => ofSomebody.test(url));
  const forms = [...(seen.tromso?.forms ?? [])].filter((url) => ofSomebody.test(url));
  expect(pages.length).toBeGreaterThan(people.tromso.length * 10);
  expect(forms.length).toBeGreaterThan(people.tromso.length * 10);

  const harstad = await coordinatorAt('harstad');
  await harstad.goto('/staff');
  const csrf = await harstad.locator('input[name=_csrf]').first().inputValue();
  const before = await everyRow(study.services.db);
  const { request } = harstad;
  for (const url of pages) {
    const reply = await request.get(url, { maxRedirects: 0 });
    expect([url, reply.status()]).toEqual([url, 404]);
    for (const name of people.tromso) expect(await reply.text()).not.toContain(name);
  }
  for (const url of forms) {
    const form = { form: { _csrf: csrf }, maxRedirects: 0 };
    const file = { multipart: { _csrf: csrf }, maxRedirects: 0 };
    const reply = await request.post(url, /scans$/.test(url) ? file : form);
    expect([url, reply.status()]).toEqual([url, 404]);
  }
  expect(await everyRow(study.services.db)).toBe(before);
  await harstad.context().close();
});
