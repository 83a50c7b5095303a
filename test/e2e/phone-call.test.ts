/** One phone call, counted: from the list to what the caller asked for, by mouse and by keyboard alone. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser, widths } from '../support/browser.ts';
import { invite, register } from '../support/participants.ts';
import { eventsIn } from '../support/staff.ts';
import { signIn } from './pages/sign-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What a practised hand needs for each (Card, Moran and Newell's keystroke-level model, 1980). */
const seconds = { click: 1.1 + 0.4 + 0.2, key: 0.2, letter: 0.2, thought: 1.35 } as const;

/** Counts what the hand does, and what it would take with one thought before each page. */
class Hand {
  readonly page: Page;
  clicks = 0;
  keys = 0;
  constructor(page: Page) {
    this.page = page;
  }
  async click(role: 'link' | 'button', name: string | RegExp): Promise<void> {
    this.clicks += 1;
    await this.page.getByRole(role, { name }).first().click();
    await this.page.waitForLoadState();
  }
  async type(label: string, text: string): Promise<void> {
    this.clicks += 1;
    this.keys += text.length;
    await this.page.getByLabel(label).fill(text);
  }
  /** Tabs until what has the focus says this, then presses Enter. */
  async reach(text: string, leads = true): Promise<void> {
    // A page begins with the focus on its heading, a moment after it is there.
    await this.page.locator('h1:focus').waitFor();
    for (let i = 0; i < 12; i += 1) {
      await this.tab();
      const focused = await this.page.evaluate(() => document.activeElement?.textContent ?? '');
      if (!focused.trim().startsWith(text)) continue;
      this.keys += 1;
      const from = this.page.url();
      await this.page.keyboard.press('Enter');
      if (leads) await this.page.waitForURL((to) => to.href !== from);
      return;
    }
    throw new Error(`"${text}" is too far away`);
  }
  private async tab(): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press('Tab');
  }
  get takes(): number {
    const acts = this.clicks + (this.clicks === 0 ? 1 : 0);
    return this.clicks * seconds.click + this.keys * seconds.key + acts * seconds.thought;
  }
}

/** At a desk; how each page looks on a phone is looked at for itself. */
const [, desk] = widths;

describe.each([desk])('at %d pixels', (width) => {
  let t: TestApp;
  let page: Page;
  beforeAll(async () => {
    t = await testApp();
    const address = await t.app.listen({ host: '127.0.0.1', port: 0 });
    page = await freshPage(browser, { width, javaScript: false }, address);
    await signIn(page, t, 'coordinator');
  });
  afterAll(async () => {
    await page.context().close();
    await t.close();
  });

  const caller = async (name: string) => {
    const code = await register(t, { name });
    await invite(t, code);
    await page.goto('/staff/participants');
    return code;
  };
  const stateOf = (code: string) =>
    t.services.db.study
      .selectFrom('participant')
      .select('state')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
      .then(({ state }) => state);

  test('“I have lost the link”', async () => {
    await caller('Lise Dahl');
    const before = t.mails.length;
    const hand = new Hand(page);
    await hand.click('link', 'Lise Dahl');
    await hand.click('button', /^Send ny lenke/);
    expect(await page.getByRole('status').textContent()).toContain('En ny lenke til');
    expect(t.mails.length).toBe(before + 1);
    within(hand, 'new link', 2);
  });

  test('“I have a new phone number”', async () => {
    const code = await caller('Nils Moe');
    const hand = new Hand(page);
    await hand.click('link', 'Nils Moe');
    await hand.click('link', 'Endre kontakt');
    await hand.type('Telefon', '99 77 66 55');
    await hand.click('button', 'Lagre');
    expect(await page.getByRole('link', { name: '99 77 66 55' }).count()).toBe(1);
    expect((await eventsIn(t, 'registry')).at(-2)).toMatchObject({
      action: 'person changed',
      code,
    });
    within(hand, 'new number', 4);
  });

  test('“Not now, please”', async () => {
    const code = await caller('Pia Aas');
    const hand = new Hand(page);
    await hand.click('link', 'Pia Aas');
    await hand.click('link', 'Sett på pause');
    await hand.click('button', 'Sett på pause');
    expect(await stateOf(code)).toBe('paused');
    within(hand, 'pause', 3);
  });

  test('“I want to withdraw”', async () => {
    const code = await caller('Gro Grieg');
    const hand = new Hand(page);
    await hand.click('link', 'Gro Grieg');
    await hand.click('link', 'Vil trekke seg');
    await hand.click('button', 'Ja, personen trekker seg');
    expect(await stateOf(code)).toBe('withdrawn');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('trukket deg');
    within(hand, 'withdraw', 3);
  });

  test('“She has died”', async () => {
    const code = await caller('Dina Dahl');
    const hand = new Hand(page);
    await hand.click('link', 'Dina Dahl');
    await hand.click('link', 'Er død');
    await hand.click('button', 'Ja, personen er død');
    expect(await stateOf(code)).toBe('dead');
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
    within(hand, 'dead', 3);
  });

  test.each([
    ['new link', ['Send ny lenke'], 'enrolled'],
    ['pause', ['Sett på pause', 'Sett på pause'], 'paused'],
    ['withdraw', ['Vil trekke seg', 'Ja, personen trekker seg'], 'withdrawn'],
    ['dead', ['Er død', 'Ja, personen er død'], 'dead'],
    ['more', ['Mer'], 'enrolled'],
  ] as const)('without a mouse: %s', async (what, names, state) => {
    const code = await caller('Kari Nordli');
    // Where the search leads: the page itself, with the focus on the name.
    await page.goto(`/staff/jobbspesialist/participants/${code}`);
    const hand = new Hand(page);
    for (const name of names) await hand.reach(name, name !== 'Mer');
    expect(await stateOf(code)).toBe(state);
    expect(hand.keys).toBeLessThanOrEqual(12);
    within(hand, `${what}, keys only`, 0);
  });

  function within(hand: Hand, what: string, clicks: number): void {
    expect(hand.clicks).toBeLessThanOrEqual(clicks);
    // Worked out from the counts, not measured: no clock decides.
    expect(hand.takes).toBeLessThan(20);
    const counted = `${hand.clicks} clicks, ${hand.keys} keys`;
    process.stdout.write(`${width} px, ${what}: ${counted}, about ${hand.takes.toFixed(0)} s\n`);
  }
});
