/** Candidates answer in a real browser, on a phone and at a desk, with JavaScript and without. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser, type Setting } from '../support/browser.ts';
import { invite, register } from '../support/participants.ts';
import { responseOf, savesOf, sheetOf } from '../support/responses.ts';

let study: TestApp;
let address: string;
let browser: Browser;

beforeAll(async () => {
  study = await testApp();
  address = await study.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await study.close();
});

/** What is pressed on each page: the words of an answer, or `question → answer` where there are several. */
type Presses = readonly (readonly string[])[];

async function press(page: Page, words: string): Promise<void> {
  const [question = '', answer] = words.split(' → ');
  if (!answer) return page.getByLabel(words, { exact: true }).check();
  const group = page.getByRole('group', { name: question, exact: true });
  // The ends of a scale say in words what they mean: "1 Ikke sikker i det hele tatt".
  return group.getByLabel(new RegExp(`^${answer}( |$)`)).check();
}

async function answerAll(page: Page, pages: Presses): Promise<void> {
  for (const presses of pages) {
    for (const words of presses) await press(page, words);
    await page.getByRole('button', { name: 'Neste' }).click();
  }
}

/** Each width and each way with scripts is met by somebody who sails through and by somebody who stumbles. */
const oneWay: readonly Setting[] = [
  { width: 320, javaScript: true },
  { width: 1280, javaScript: false },
];
const otherWay: readonly Setting[] = [
  { width: 320, javaScript: false },
  { width: 1280, javaScript: true },
];

const everyoneLast: Presses = [
  ['Å få god lønn og materielle goder → Veldig viktig'],
  ['At arbeidet er trygt og med fast inntekt → Helt nødvendig'],
  ['A. Mange av de negative ting i folks liv er delvis på grunn av uflaks'],
  [],
  ['Hvordan vurderer du din arbeidsevne? → 0'],
  ['Nei, ingen'],
];

describe.each(oneWay)('at $width px, JavaScript $javaScript', (setting) => {
  test('Kari, who is in work, answers and sends', async () => {
    const code = await register(study);
    const page = await freshPage(browser, setting, address);
    await page.goto(await invite(study, code));
    await page.getByRole('button', { name: 'Start' }).click();
    await press(page, 'Kvinne');
    await page.getByRole('button', { name: 'Neste' }).click();
    await page.getByLabel('Hvor gammel er du?').fill('34 år');
    await page.getByRole('button', { name: 'Neste' }).click();
    await answerAll(page, [
      ['Ja'],
      ['Heltid'],
      ['Nei, ingen av delene'],
      ['Sykepenger (fra arbeidsgiver eller NAV)', 'Uførestønad'],
      ['Innen 3 måneder'],
      ['Har du vansker med å konsentrere deg? → Som vanlig', 'Verre enn vanlig'],
      [],
      ['Blir ditt arbeid verdsatt av din nærmeste sjef? → Av og til'],
      [],
      ['Jeg gjør alt jeg kan for å fortsette å arbeide. → Helt enig'],
      ['… møte forventningene til jobbutførelse? → 1', '… holde vanlig arbeidstempo? → 10'],
      ...everyoneLast,
    ]);
    await page.getByText('Nesten ferdig').waitFor();
    await page.getByRole('button', { name: 'Send inn' }).click();
    await page.getByText('Vi har fått svarene dine.').waitFor();

    expect(await sheetOf(study, code)).toMatchObject({
      ...{ gender: 1, age: 34, jm02: 1, jm03: 1, jm04: '<not-applicable>', jm05: 4, jm06: [1, 3] },
      ...{ jm07: 3, jm08: 2, jm09: 3, jm10: '<skipped>', jm12: 3, jm18: 5, jm20: 1, jm21: 10 },
      ...{ jm23: '<not-applicable>', jm29: 4, jm32: 5, jm35: 1, jm40: 0, helped: 1 },
    });

    await page.goBack();
    expect(await page.locator('main').textContent()).toContain('Siden er lukket');
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });
});

describe.each(otherWay)('at $width px, JavaScript $javaScript', (setting) => {
  test('Jon, who is out of work, stumbles, is helped on, and sends', async () => {
    const code = await register(study, { name: 'Jon Sæther' });
    const page = await freshPage(browser, setting, address);
    await page.goto(await invite(study, code));
    await page.getByRole('button', { name: 'Start' }).click();
    await answerAll(page, [['Mann'], []]);
    await answerAll(page, [['Nei'], ['Ja, lesing']]);

    await press(page, 'Dagpenger ved arbeidsledighet');
    await press(page, 'Vet ikke/usikker');
    const first = page.getByLabel('Dagpenger ved arbeidsledighet');
    // With JavaScript the other tick is gone at once; without, the page says what to do.
    expect(await first.isChecked()).toBe(!setting.javaScript);
    await page.getByRole('button', { name: 'Neste' }).click();
    if (!setting.javaScript) {
      await page.getByRole('link', { name: 'Ett av svarene kan ikke stå sammen' }).click();
      await first.uncheck();
      await page.getByRole('button', { name: 'Neste' }).click();
    }

    await answerAll(page, [
      ['Vet ikke/usikker'],
      ['Bedre enn vanlig'],
      [],
      ['Jeg er ikke klar til å begynne å arbeide igjen. → Delvis enig'],
      ['… gjøre arbeidet ditt uten å forsinke andre? → 5'],
      ...everyoneLast,
    ]);
    await page.getByRole('link', { name: 'Hvor gammel er du?' }).click();
    await page.getByLabel('Hvor gammel er du?').fill('hundre');
    await page.getByRole('button', { name: 'Neste' }).click();
    // What went wrong is read first: with JavaScript the focus goes there.
    const summary = setting.javaScript ? '[data-focus]:focus' : '[data-focus]';
    await page.locator(summary, { hasText: 'Se på dette før du går videre' }).waitFor();
    await page.getByLabel('Hvor gammel er du?').fill('57');
    await page.getByRole('button', { name: 'Neste' }).click();
    await page.getByRole('button', { name: 'Send inn' }).click();
    await page.getByText('Vi har fått svarene dine.').waitFor();

    expect(await sheetOf(study, code)).toMatchObject({
      ...{ gender: 2, age: 57, jm02: 2, jm03: '<not-applicable>', jm05: 1, jm06: [11], jm07: 8 },
      ...{ jm08: '<skipped>', jm09: 1, jm12: '<not-applicable>', jm23: 4, jm27: 5, jm40: 0 },
    });
    await page.context().close();
  });
});

describe.each(oneWay)('at $width px, JavaScript $javaScript', (setting) => {
  test('Lise stops half-way and goes on with another device', async () => {
    const code = await register(study, { name: 'Lise Holt' });
    const link = await invite(study, code);
    const phone = await freshPage(browser, setting, address);
    await phone.goto(link);
    await phone.getByRole('button', { name: 'Start' }).click();
    await answerAll(phone, [['Kvinne'], [], ['Nei'], ['Ja, begge deler']]);
    await phone.context().close();

    const tablet = await freshPage(browser, setting, address);
    await tablet.goto(link);
    await tablet.getByRole('button', { name: 'Start' }).click();
    await tablet.getByText('Mottar du noen av disse ytelsene?').waitFor();
    await tablet.getByRole('button', { name: 'Tilbake' }).click();
    await tablet.getByText('Svaret er lagret, men vises ikke.').waitFor();
    expect(await tablet.locator(':checked').count()).toBe(0);
    await tablet.goto('/answers/summary');
    await tablet.getByRole('button', { name: 'Send inn' }).click();
    await tablet.getByText('Vi har fått svarene dine.').waitFor();
    expect(await sheetOf(study, code)).toMatchObject({ gender: 1, jm02: 2, jm05: 3 });
    await tablet.context().close();
  });

  test('a double press, and a change after Back, are each saved once', async () => {
    const code = await register(study, { name: 'Per Aas' });
    const page = await freshPage(browser, setting, address);
    await page.goto(await invite(study, code));
    await page.getByRole('button', { name: 'Start' }).click();
    await press(page, 'Kvinne');
    await page.getByRole('button', { name: 'Neste' }).dblclick();
    await page.getByLabel('Hvor gammel er du?').waitFor();
    expect(await savesOf(study, code)).toHaveLength(1);
    await page.goBack();
    await press(page, 'Mann');
    await page.getByRole('button', { name: 'Neste' }).click();
    await page.getByLabel('Hvor gammel er du?').waitFor();
    expect(await sheetOf(study, code)).toEqual({ gender: 2 });

    await page.goto('/answers/summary');
    await page.getByRole('button', { name: 'Send inn' }).dblclick();
    await page.getByText(/Vi har fått svarene/).waitFor();
    expect((await responseOf(study, code)).submitted_at).not.toBeNull();
    await page.context().close();
  });
});
