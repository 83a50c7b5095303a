/** The whole form with the keyboard alone, and always seeing where one is. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { invite, register } from '../support/participants.ts';
import { sheetOf } from '../support/responses.ts';

let study: TestApp;
let browser: Browser;
let page: Page;
let link: string;
let code: string;

beforeAll(async () => {
  study = await testApp();
  const address = await study.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  code = await register(study, { name: 'Gro Lie' });
  link = await invite(study, code);
});
afterAll(async () => {
  await browser.close();
  await study.close();
});

interface Focused {
  readonly id: string;
  readonly text: string;
  readonly visible: boolean;
}

/** What has the focus, and whether it shows: by a line around it or its box, or by coming into sight. */
function focused(): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const around = [element, element.parentElement, element.nextElementSibling];
    return {
      id: element.id,
      text: element.textContent ?? '',
      visible:
        (element.matches('.ds-skip-link') && element.getBoundingClientRect().height > 40) ||
        around.some((one) => {
          if (!one) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
        }),
    };
  });
}

/** Presses Tab until it is there; on the way the focus is always to be seen. */
async function tabTo(target: (focus: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await focused();
    expect({ ...focus, visible: true }).toEqual(focus);
    if (target(focus)) return;
  }
  throw new Error(`Tab does not get there on ${page.url()}`);
}

const pressNext = async () => {
  await tabTo(({ text }) => text === 'Neste');
  await page.keyboard.press('Enter');
};
const on = (name: string) => page.waitForURL(`**/answers/pages/${name}`);

test('Gro answers every kind of question with Tab, Space, arrows and Enter', async () => {
  await page.goto(link);
  await tabTo(({ text }) => text === 'Hopp til innholdet');
  await tabTo(({ text }) => text === 'Start');
  await page.keyboard.press('Enter');

  await on('gender');
  await tabTo(({ id }) => id === 'gender-1');
  await page.keyboard.press('Space');
  await pressNext();

  await on('age');
  await tabTo(({ id }) => id === 'age');
  await page.keyboard.type('61');
  await page.keyboard.press('Enter');

  await on('work');
  await tabTo(({ id }) => id === 'jm02-1');
  await page.keyboard.press('ArrowDown');
  await pressNext();

  await on('literacy');
  await pressNext();
  await on('benefits');
  for (const option of ['jm06-2', 'jm06-7']) {
    await tabTo(({ id }) => id === option);
    await page.keyboard.press('Space');
  }
  await pressNext();

  await on('time-to-work');
  await page.goto('/answers/pages/confidence-if-in-work');
  for (const [item, right] of [
    ['jm25', 4],
    ['jm26', 1],
  ] as const) {
    await tabTo(({ id }) => id === `${item}-1`);
    for (let step = 0; step < right; step += 1) await page.keyboard.press('ArrowRight');
  }
  await pressNext();

  await on('ideal-job');
  await page.goto('/answers/summary');
  await tabTo(({ text }) => text === 'Send inn');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/thanks/**');
  expect(await sheetOf(study, code)).toMatchObject({
    ...{ gender: 1, age: 61, jm02: 2, jm05: '<skipped>', jm06: [2, 7] },
    ...{ jm25: 5, jm26: 2, jm27: '<skipped>' },
  });
});

test('the link past the top leads to the content', async () => {
  await page.goto('/s/unknown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect((await focused()).id).toBe('main');
});
