/** Two coordinators at two sites of one study: whatever address one has seen, the other opens nobody with it. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { invite, register } from '../support/participants.ts';
import { everyRow } from '../support/tables.ts';
import { signIn } from './pages/staff.ts';

let study: TestApp;
let browser: Browser;
let address: string;
const people = {
  tromso: ['Ragnhild Myrvang', 'Torstein Solbakk', 'Åshild Nessekvål'],
  harstad: ['Gunvor Tangstad', 'Eilert Myrvang'],
} as const;
type Site = keyof typeof people;

beforeAll(async () => {
  study = await testApp();
  address = await study.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  for (const site of ['tromso', 'harstad'] as const)
    for (const name of people[site]) {
      const email = `${name.split(' ')[0]?.toLowerCase()}@post.example`;
      const code = await register(study, { name, site, email, phone: null });
      await invite(study, code);
    }
});
afterAll(async () => {
  await browser.close();
  await study.close();
});

async function coordinatorAt(site: Site): Promise<Page> {
  const page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  await signIn(page, study, 'coordinator', [{ study: 'jobbspesialist', site }]);
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

test('each sees all people of their site, and nobody of the other', async () => {
  for (const [site, other] of [
    ['tromso', 'harstad'],
    ['harstad', 'tromso'],
  ] as const) {
    const page = await coordinatorAt(site);
    const { text } = await everythingSeenBy(page);
    for (const name of people[site]) expect(text).toContain(name);
    for (const name of people[other]) expect(text).not.toContain(name);
    await page.context().close();
  }
});

test('no address or form of the one opens or changes anything for the other', async () => {
  const tromso = await coordinatorAt('tromso');
  const seen = await everythingSeenBy(tromso);
  await tromso.context().close();
  const ofSomebody = /\/[2-9A-HJKMNP-Z]{7}(\/|\?|$)/;
  const pages = [...seen.pages].filter((url) => ofSomebody.test(url));
  const forms = [...seen.forms].filter((url) => ofSomebody.test(url));
  expect(pages.length).toBeGreaterThanOrEqual(people.tromso.length * 3);
  expect(forms.length).toBeGreaterThanOrEqual(people.tromso.length * 3);

  const harstad = await coordinatorAt('harstad');
  const before = await everyRow(study.services.db);
  for (const url of pages) {
    const response = await harstad.goto(url);
    expect([url, response?.status()]).toEqual([url, 404]);
    for (const name of people.tromso) expect(await harstad.content()).not.toContain(name);
  }
  await harstad.goto('/staff');
  const csrf = await harstad.locator('input[name=_csrf]').first().inputValue();
  for (const url of forms) {
    const reply = await harstad.request.post(url, { form: { _csrf: csrf }, maxRedirects: 0 });
    expect([url, reply.status()]).toEqual([url, 404]);
  }
  const after = await everyRow(study.services.db);
  // Looking at their own start page is on record.
  expect(withoutReads(after)).toEqual(withoutReads(before));
  await harstad.context().close();
});

function withoutReads(rows: string): string[] {
  return rows.split('\n').filter((row) => !/^registry event/.test(row));
}
