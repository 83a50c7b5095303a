/** A coordinator's day in a real browser: the list in the morning, the calls, and an empty list at the end. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addTask } from '../../server/tasks/task-change.ts';
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

/** At a desk; how each page looks on a phone is looked at for itself. */
const [, desk] = widths;

describe.each([desk])('at %d pixels', (width) => {
  let t: TestApp;
  let page: Page;
  const codes: Record<string, string> = {};
  beforeAll(async () => {
    t = await testApp({ now: '2018-06-25T07:00:00Z' });
    const address = await t.app.listen({ host: '127.0.0.1', port: 0 });
    page = await freshPage(browser, { width, javaScript: false }, address);
    await morning();
    await signIn(page, t, 'coordinator');
  });
  afterAll(async () => {
    await page.context().close();
    await t.close();
  });
  beforeEach(() => page.goto('/staff'));

  /** A letter that came back, a call that was promised, a form that is late, and a call for tomorrow. */
  async function morning(): Promise<void> {
    for (const name of ['Brita Foss', 'Ring Røed', 'Sein Sund', 'Vent Vold']) {
      const late = name === 'Sein Sund';
      const inclusionDate = late ? '2018-06-01' : '2018-06-20';
      const email = `${name.split(' ')[0]?.toLowerCase()}@post.example`;
      codes[name] = await register(t, { name, email, phone: null, inclusionDate });
    }
    await invite(t, codes['Sein Sund'] ?? '');
    const tasks = [
      ['Ring Røed', 'phone', '2018-06-25'],
      ['Brita Foss', 'returned', '2018-06-18'],
      ['Vent Vold', 'phone', '2018-06-26'],
    ] as const;
    for (const [name, kind, dueOn] of tasks) {
      const task = { study: 'jobbspesialist', code: codes[name] ?? '', kind, wave: 0, dueOn };
      await addTask(t.services, task, 'system');
    }
  }

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name }).first();
  const names = () => page.locator('section ol.rows > li').getByRole('link').first();

  test('the morning’s list is what is to be done, the oldest first; what comes later is folded away', async () => {
    const rows = await page.locator('section ol.rows > li').allTextContents();
    expect(rows.map((text) => Object.keys(codes).find((name) => text.includes(name)))).toEqual([
      'Brita Foss',
      'Sein Sund',
      'Ring Røed',
    ]);
    expect(await names().textContent()).toBe('Brita Foss');
    expect(await page.getByRole('link', { name: 'Vent Vold', exact: true }).isVisible()).toBe(
      false,
    );
  });

  test('somebody who was promised a call does not answer: the call moves to tomorrow', async () => {
    await row('Ring Røed').locator('summary').click();
    await row('Ring Røed').getByRole('button', { name: 'Prøv igjen den dagen' }).click();
    expect(await page.locator('section ol.rows').textContent()).not.toContain('Ring Røed');
    await page.locator('summary', { hasText: 'Kommer senere' }).click();
    expect(await row('Ring Røed').textContent()).toContain('26. juni 2018');
  });

  test('somebody who is late is called, has lost the link and gets a new one; the task is done', async () => {
    const before = t.mails.length;
    await page.getByRole('link', { name: 'Sein Sund', exact: true }).click();
    await page.getByRole('button', { name: /^Send ny lenke/ }).click();
    expect(t.mails.slice(before).map(({ to }) => to)).toEqual(['sein@post.example']);
    await page.goto('/staff');
    await row('Sein Sund')
      .getByRole('button', { name: /^Gjort/ })
      .click();
    expect(await page.getByRole('status').textContent()).toContain(codes['Sein Sund']);
  });

  test('a letter came back: the person is found by a part of their name, and the address put right', async () => {
    await page.locator('#find').fill('fos bri');
    await page.getByRole('button', { name: 'Finn', exact: true }).click();
    await page.getByRole('link', { name: 'Brita Foss', exact: true }).click();
    await page.getByRole('link', { name: 'Endre kontakt' }).click();
    await page.getByLabel('Adresse').fill('Nygata 4\n9405 Harstad');
    await page.getByRole('button', { name: 'Lagre' }).click();
    expect(await page.locator('main').textContent()).toContain('Nygata 4');
    await page.goto('/staff');
    await row('Brita Foss')
      .getByRole('button', { name: /^Gjort/ })
      .click();
  });

  test('at the end of the day the list is empty, and the log tells who did what, without a name', async () => {
    expect(await page.locator('main').textContent()).toContain('Alt er gjort for i dag');
    const done = (await eventsIn(t, 'study')).filter(({ action }) => action === 'task closed');
    expect(done.map(({ code }) => code)).toEqual(
      ['Ring Røed', 'Sein Sund', 'Brita Foss'].map((name) => codes[name]),
    );
    const logs = [...(await eventsIn(t, 'study')), ...(await eventsIn(t, 'registry'))];
    expect(JSON.stringify(logs)).not.toMatch(/Foss|Røed|Sund|Nygata|post\.example/);
  });
});
