/** Keys at the keying screen that stop, go back, take back or mean nothing, and the mouse and texts beside them. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { type Desk, deskOf, keyedSheet } from '../support/keying.ts';
import { logged } from '../support/paper.ts';
import { register } from '../support/participants.ts';
import { keyedOnce, surveysWith } from '../support/surveys.ts';

let browser: Browser;
let study: TestApp;
let desk: Desk;
let code: string;

beforeAll(async () => {
  browser = await openBrowser();
  study = await testApp({ now: '2018-03-20T09:00:00Z', surveys: surveysWith(keyedOnce) });
  const address = await study.app.listen({ host: '127.0.0.1', port: 0 });
  const page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  desk = await deskOf(page, study, address);
});
afterAll(async () => {
  await browser.close();
  await study.close();
});
beforeEach(async () => {
  code = await register(study, { channel: 'paper', email: null });
  const { id } = await logged(study, code, 1, '2018-03-20');
  await desk.page.goto(`/staff/paper-entries/${id}`);
});

const value = (id: string) => desk.page.locator(`#${id}`).inputValue();
const checked = (name: string) =>
  desk.page
    .locator(`[name=${name}]:checked`)
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
const focus = () => desk.page.evaluate(() => document.activeElement?.id ?? '');
const send = async () => {
  await desk.press('Enter');
  await desk.page.waitForURL('**/receipt');
  return keyedSheet(study, code);
};

describe('what stands on the paper', () => {
  test('is kept in the wrong branch, and marked at once', async () => {
    await desk.press('Enter 1 3 4 1 1');
    expect(await desk.at()).toBe('4');
    await desk.press('5');
    expect([await desk.at(), await value('jm04'), await focus()]).toEqual(['jm04', '5', 'jm04']);
    await desk.press('Enter 4 0 Enter 1 1 1 1 1 / 3');
    expect(await desk.at()).toBe('24–27');
    const mark = desk.page.locator('[data-question=jm23] .key-mark');
    expect(await mark.textContent()).toBe('Skulle stått tomt. Svaret blir med.');
    await desk.press('Enter / Enter');
    expect(await desk.at()).toBe('unclear-form');
    const summary = desk.page.locator('.key-summary li:visible');
    expect((await summary.allTextContents()).map((text) => text.trim())).toEqual([
      'Svar: 13',
      'Blankt: 25',
      'Skulle stått tomt: 2 (4, 23)',
    ]);
    expect(await send()).toMatchObject({
      ...{ jm04: [5, 'wrong-branch'], jm23: [3, 'wrong-branch'], jm24: '<not-applicable>' },
      ...{ jm06: [10], jm12: '<skipped>', jm28: '<skipped>', helped: '<skipped>' },
    });
  });

  test('can be blank, illegible, or two marks, each with its key', async () => {
    await desk.press('- * u + Enter');
    expect(await desk.at()).toBe('jm04');
    await desk.press('x * + - 3 * b Enter / / / / / *');
    expect(await checked('unclear-form')).toEqual(['yes']);
    expect(await send()).toMatchObject({
      ...{ gender: '<illegible>', age: '<illegible>', jm02: '<two-marks>' },
      ...{ jm04: '<two-marks>', jm05: '<illegible>', jm06: '<two-marks>', jm07: '<skipped>' },
      ...{ jm08: 3, jm09: '<illegible>' },
    });
  });
});

describe('a number out of its range', () => {
  test('is stopped at the digit that makes it so, with the range beside it', async () => {
    await desk.press('Enter 1 9');
    expect([await desk.at(), await desk.said()]).toEqual(['age', 'Svaret må være fra 16 til 80.']);
    await desk.press('Enter');
    expect(await desk.at()).toBe('age');
    await desk.press('Backspace 3 4');
    expect([await desk.at(), await desk.said()]).toEqual(['jm02', '']);
  });

  test('is come back to before the form is sent', async () => {
    await desk.press('Enter 1 9');
    await desk.page.getByRole('button', { name: 'Lagre skjemaet' }).click();
    expect([await desk.at(), await desk.said()]).toEqual(['age', 'Svaret må være fra 16 til 80.']);
    await desk.press('3 4');
    expect([await desk.at(), await value('age')]).toEqual(['jm02', '34']);
  });

  test('is a day that has not come, or that does not exist', async () => {
    await desk.press('2 1 0 3 2 0 1 8');
    expect(await desk.said()).toBe('Datoen kan ikke være etter 20.03.2018.');
    await desk.press('Backspace Backspace Backspace Backspace Backspace Backspace Backspace');
    await desk.press('Backspace 3 0 0 2 2 0 1 8');
    expect(await desk.at()).toBe('written-on');
    expect(await desk.said()).toBe('Skriv datoen slik, 31.12.2026.');
  });
});

describe('the way back', () => {
  test('is Backspace, question by question, and over a stretch at once', async () => {
    await desk.press('Enter 1 3 4 2 Enter 4');
    expect(await desk.at()).toBe('jm06');
    await desk.press('Backspace Backspace');
    expect(await desk.at()).toBe('3–4');
    await desk.press('Backspace Backspace');
    expect([await desk.at(), await value('age')]).toEqual(['age', '34']);
    await desk.press('4 5');
    expect([await desk.at(), await value('age')]).toEqual(['jm02', '45']);
  });

  test('is Ctrl+Z, step by step, with the cursor; and Ctrl+Y forth again', async () => {
    await desk.press('Enter 1 3 4 1 1 Enter 4 2 7 Enter');
    expect(await desk.at()).toBe('jm07');
    await desk.press('Control+z Control+z');
    expect([await desk.at(), await checked('jm06')]).toEqual(['jm06', ['2']]);
    await desk.press('Control+z Control+z Control+z Control+z Control+z Control+z');
    expect([await desk.at(), await value('age')]).toEqual(['age', '']);
    await desk.press('Control+y Control+Shift+Z Control+y');
    expect([await desk.at(), await value('age'), await checked('jm02')]).toEqual([
      '4',
      '34',
      ['1'],
    ]);
    for (let step = 0; step < 9; step += 1) await desk.press('Control+z');
    expect([await desk.at(), await desk.said()]).toEqual([
      'written-on',
      'Det er ikke mer å angre.',
    ]);
  });

  test('brings back a section that was emptied', async () => {
    await desk.press('Enter 1 3 4 1 1 Enter 4 2 Enter Backspace Backspace /');
    expect([await desk.at(), await checked('jm06')]).toEqual(['jm12', []]);
    await desk.press('Control+z');
    expect([await desk.at(), await checked('jm06')]).toEqual(['jm05', ['2']]);
  });
});

describe('a key', () => {
  test('that means nothing here does nothing, and says so', async () => {
    await desk.press('Enter 3');
    expect([await desk.at(), await desk.said()]).toEqual(['gender', 'Tasten 3 gjelder ikke her.']);
    const spoken = desk.page.locator('[data-spoken]');
    expect(await spoken.textContent()).toBe('Tasten 3 gjelder ikke her.');
    await desk.press('2');
    expect([await desk.at(), await desk.said()]).toEqual(['age', '']);
  });

  test('that is held down is taken once', async () => {
    await desk.press('Enter');
    for (let times = 0; times < 6; times += 1) await desk.page.keyboard.down('1');
    await desk.page.keyboard.up('1');
    expect([await desk.at(), await value('age')]).toEqual(['age', '']);
    await desk.page.keyboard.down('Enter');
    for (let times = 0; times < 6; times += 1) await desk.page.keyboard.down('Enter');
    await desk.page.keyboard.up('Enter');
    expect(await desk.at()).toBe('jm02');
    for (let times = 0; times < 6; times += 1) await desk.page.keyboard.down('Backspace');
    await desk.page.keyboard.up('Backspace');
    expect(await desk.at()).toBe('age');
  });

  test('of the numeric keypad, or with Ctrl or Alt, is what it is', async () => {
    await desk.press('NumpadEnter Shift+Numpad2 Shift+Numpad4 Shift+Numpad5 Control+1 Alt+1');
    expect([await desk.at(), await value('age')]).toEqual(['jm02', '45']);
    await desk.press('NumpadMultiply NumpadAdd NumpadSubtract NumpadDivide');
    expect(await desk.at()).toBe('jm12');
  });

  test('of the numeric keypad is a digit also without NumLock', async () => {
    await desk.press('Numpad1 Numpad2 Numpad0 Numpad3 Numpad2 Numpad0 Numpad1 Numpad8');
    expect([await desk.at(), await value('written-on')]).toEqual(['gender', '12.03.2018']);
    await desk.press('Numpad1 Numpad3 Numpad4 Numpad2');
    expect([await desk.at(), await value('age'), await checked('jm02')]).toEqual([
      '3–4',
      '34',
      ['2'],
    ]);
  });

  test('pressed after a click beside the form is the form’s', async () => {
    await desk.press('Enter');
    await desk.page.locator('h1').click();
    await desk.press('2');
    expect([await desk.at(), await checked('gender')]).toEqual(['age', ['2']]);
  });
});

test('the mouse moves the cursor and chooses, and the keyboard goes on from there', async () => {
  await desk.page.locator('[data-question=jm08] legend').click();
  expect([await desk.at(), await focus()]).toEqual(['jm08', 'jm08-1']);
  await desk.page.locator('label', { has: desk.page.locator('#jm10-4') }).click();
  expect([await desk.at(), await checked('jm10')]).toEqual(['jm10', ['4']]);
  await desk.press('Enter 2');
  expect([await desk.at(), await checked('jm11')]).toEqual(['jm12', ['2']]);
  await desk.page.locator('#age').click();
  await desk.page.locator('label', { has: desk.page.locator('#age-illegible') }).click();
  await desk.page.locator('#age').click();
  await desk.press('3');
  expect([await checked('age'), await value('age')]).toEqual([[], '3']);
});

test('what the server could not take is where the cursor begins', async () => {
  await desk.page.locator('#age').fill('34');
  const there = desk.page.waitForEvent('load');
  await desk.page.locator('form.keying').evaluate((form: HTMLFormElement) => {
    for (const [name, typed] of [
      ['written-on', '30.02.2018'],
      ['age', '9'],
    ] as const)
      (form.elements.namedItem(name) as HTMLInputElement).value = typed;
    form.submit();
  });
  await there;
  expect([await desk.at(), await focus()]).toEqual(['written-on', 'written-on']);
  await desk.press('1 2 0 3 2 0 1 8');
  expect(await desk.at()).toBe('gender');
});

test('a question that should be empty is keyed where it was clicked', async () => {
  await desk.press('Enter 1 3 4 1 1 Enter / /');
  expect(await desk.at()).toBe('23–27');
  await desk.page.locator('[data-question=jm25] legend').click();
  expect(await desk.at()).toBe('jm25');
  await desk.press('7');
  expect([await desk.at(), await checked('jm25')]).toEqual(['26–27', ['7']]);
  await desk.press('Backspace Backspace');
  expect(await desk.at()).toBe('23–24');
  await desk.page.getByRole('button', { name: 'Skal stå tomt' }).click();
  expect(await desk.at()).toBe('jm25');
});

test('Tab and arrows choose as everywhere, and the cursor comes along', async () => {
  await desk.press('Enter ArrowDown');
  expect([await desk.at(), await checked('gender')]).toEqual(['gender', ['2']]);
  await desk.press('Tab');
  expect([await desk.at(), await focus()]).toEqual(['age', 'age']);
});
