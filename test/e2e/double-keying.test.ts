/** Ten envelopes, two keyers with nothing but the keyboard, and slips planted in what they key: all are found, and none invented. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeMark } from '../../server/printing/form-mark.ts';
import { seeded } from '../oracle/data-sets.ts';
import { downloadsOf } from '../server/export/downloads.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { follow, freshPage, openBrowser } from '../support/browser.ts';
import { deskOf } from '../support/keying.ts';
import { register } from '../support/participants.ts';
import { keyedTwice, surveysWith } from '../support/surveys.ts';
import { signIn } from './pages/sign-in.ts';

/** What is keyed at each field, in the order of the paper: by somebody in work part-time. */
type Paper = Readonly<Record<string, string>>;

let browser: Browser;
let t: TestApp;
let address: string;
const papers = new Map<string, Paper>();
beforeAll(async () => {
  browser = await openBrowser();
  t = await testApp({ now: '2018-03-20T09:00:00Z', surveys: surveysWith(keyedTwice) });
  address = await t.app.listen({ host: '127.0.0.1', port: 0 });
  const draw = seeded(2018);
  for (let n = 0; n < 10; n += 1)
    papers.set(await register(t, { channel: 'paper', email: null }), paper(draw));
});
afterAll(async () => {
  await browser.close();
  await t.close();
});

function paper(draw: () => number): Paper {
  const from = (first: number, last: number) => first + Math.floor(draw() * (last - first + 1));
  const many = (numbers: readonly [number, number], first: number, last: number) =>
    Object.fromEntries(
      Array.from({ length: numbers[1] - numbers[0] + 1 }, (_, i) => [
        `jm${numbers[0] + i}`,
        String(from(first, last)),
      ]),
    );
  return {
    'written-on': `${from(10, 19)}.03.2018`,
    ...{ gender: String(from(1, 2)), age: String(from(18, 66)), jm02: '1', jm03: '2' },
    ...{
      jm04: String(from(10, 99)),
      jm05: String(from(1, 4)),
      jm06: `${from(1, 4)} ${from(5, 9)}`,
    },
    ...{ jm07: String(from(1, 8)), jm08: String(from(1, 4)), jm09: String(from(1, 4)) },
    ...{ ...many([10, 19], 1, 5), ...many([20, 22], 1, 10), ...many([28, 34], 1, 5) },
    ...{ ...many([35, 39], 1, 2), jm40: String(from(0, 10)), helped: String(from(1, 5)) },
  };
}

/** By form and field: what the first and the second keyer press instead of what stands there. */
const slips: readonly [form: number, field: string, first: string | null, second: string | null][] =
  [
    [1, 'jm08', null, '-'],
    [2, 'written-on', '20.03.2018', null],
    [2, 'jm40', null, '*'],
    [4, 'age', '17', '71'],
    [6, 'jm06', null, '3'],
    [6, 'jm35', '+', null],
    [8, 'jm12', '-', '*'],
  ];

/** The keys of a whole form, without the one that sends it. */
function keysOf(read: Paper): string {
  return Object.entries(read)
    .map(([field, value]) => {
      const stretch = field === 'jm28' ? 'Enter ' : '';
      return stretch + keysAt(field, value);
    })
    .join(' ');
}

function keysAt(field: string, value: string): string {
  if (/^[-*+]$/.test(value)) return value;
  if (field === 'written-on') return [...value.replaceAll('.', '')].join(' ');
  if (field === 'age' || field === 'jm04') return [...value].join(' ');
  if (field === 'jm06') return `${value} Enter`;
  return value === '10' ? (field === 'jm40' ? 'a' : '0') : value;
}

function readBy(which: 0 | 1, form: number): Paper {
  const own = slips.flatMap(([at, field, ...keyed]) => {
    const pressed = keyed[which];
    return at === form && pressed !== null && pressed !== undefined ? [[field, pressed]] : [];
  });
  return { ...[...papers.values()][form], ...Object.fromEntries(own) };
}

test.each([0, 1] as const)(
  'keyer %i takes the envelopes one after the other',
  async (which) => {
    const page = await freshPage(browser, { width: 1280, javaScript: true }, address);
    const desk = await deskOf(page, t, address);
    await page.goto('/staff/paper-entries');
    for (const [form, code] of [...papers.keys()].entries()) {
      await page.locator('#code:focus').waitFor();
      // The hand scanner types what the square says, and Enter.
      const mark = writeMark({ of: { code, wave: 1 }, version: 1, page: 1, pages: 7 });
      await page.keyboard.type(mark);
      await followed(page);
      expect(await desk.at()).toBe('written-on');
      await desk.press(keysOf(readBy(which, form)));
      expect(await desk.at()).toBe('unclear-form');
      await followed(page);
      expect(page.url()).toContain('/receipt');
    }
    await page.context().close();
  },
  180_000,
);

async function followed(page: Page): Promise<void> {
  const there = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await there;
}

test('a coordinator finds every slip and nothing else, and decides with the paper in hand', async () => {
  const page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  await signIn(page, t, 'coordinator');
  for (const [form, code] of [...papers.keys()].entries()) {
    const planted = slips.filter(([at]) => at === form).map(([, field]) => field);
    await page.goto('/staff/paper-entries');
    const link = page.locator('#to-decide ~ ul a', { hasText: code });
    expect([code, await link.count()]).toEqual([code, planted.length > 0 ? 1 : 0]);
    if (planted.length === 0) continue;
    await follow(link);
    const asked = await page
      .locator('.difference input[value=first]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name.slice(5)));
    expect([code, asked]).toEqual([code, planted]);
    for (const [, field, first, second] of slips.filter(([at]) => at === form)) {
      const pick = first === null ? 'first' : second === null ? 'second' : 'other';
      await page.locator(`#pick-${field}-${pick}`).check();
      const stands = papers.get(code)?.[field] ?? '';
      if (pick === 'other') await page.locator(`[name=other-${field}]`).fill(stands);
    }
    await follow(page.getByRole('button', { name: 'Lagre valgene' }));
    expect(await page.locator('main').textContent()).toContain('Dette svaret gjelder');
  }
  await page.goto('/staff/jobbspesialist/keying-quality');
  expect(await page.locator('main').textContent()).toContain('10 skjema er tastet av to.');
});

test('the exported values are what stands on the papers', async () => {
  const downloads = await downloadsOf(t);
  for (const [code, read] of papers) {
    const row = await downloads.row('wide.csv?role=candidate', code);
    const { 'written-on': day = '', jm06 = '', ...values } = read;
    const ticked = jm06.split(' ');
    const expected = {
      submitted: day.split('.').reverse().join('-'),
      ...values,
      ...Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [
          `jm06_${String(i + 1).padStart(2, '0')}`,
          ticked.includes(String(i + 1)) ? '1' : '0',
        ]),
      ),
    };
    const exported = Object.keys(expected).map((name) => [name, row[`${name}_w1`]]);
    expect(Object.fromEntries(exported)).toEqual(expected);
  }
});
