/** A table and a sentence on their way to a report: as files, and by a real browser's clipboard. */

import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOnPaper } from '../support/answering.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, layoutFaults, lookAt, openBrowser, withAxe } from '../support/browser.ts';
import { register } from '../support/participants.ts';
import { eventsIn, open, type Staff } from '../support/staff.ts';
import { keyedOnce, notBlinded, surveysWith } from '../support/surveys.ts';
import { signIn } from './pages/sign-in.ts';

/** Twelve people, every other in work; six answer about motivation, three about concentration. */
const ability = [
  [4, 5, 6, 7, 3, 8, 5, 6, 2, 7, 9, 4],
  [6, 5, 8, 7, 5, 9, 5, 8, 3, 6, 10, 7],
];
const motivation = [
  [2, 3, 4, 3, 5, 1],
  [3, 3, 5, 4, 5, 3],
];
const concentration = [
  [1, 2, 3],
  [2, 2, 4],
];

let t: TestApp;
let browser: Browser;
let page: Page;
let researcher: Staff;

beforeAll(async () => {
  t = await testApp({
    now: '2018-08-01T09:00:00Z',
    surveys: surveysWith({ ...keyedOnce, ...notBlinded }),
  });
  for (let i = 0; i < 12; i += 1) {
    const code = await register(t, { channel: 'paper', email: null });
    for (const wave of [0, 1]) {
      const own = motivation[wave]?.[i];
      const answers: Record<string, string> = {
        ...{ jm02: i % 2 ? '2' : '1', jm40: String(ability[wave]?.[i]) },
        ...(own && { jm28: String(own), jm31: String(own), jm34: String(own) }),
        ...(i < 3 && { jm08: String(concentration[wave]?.[i]) }),
      };
      await keyOnPaper(t, code, wave + 1, { answers, writtenOn: null, receivedOn: '2018-07-01' });
    }
  }
  researcher = await t.signedIn('researcher');
  browser = await openBrowser();
  const address = await t.app.listen({ host: '127.0.0.1', port: 0 });
  page = await withAxe(await freshPage(browser, { width: 1280, javaScript: true }, address));
  await signIn(page, t, 'researcher');
});
afterAll(async () => {
  await browser.close();
  await t.close();
});

const file = (name: string) => open(t, researcher, `/research/jobbspesialist/results/${name}`);

describe('the table as CSV', () => {
  const linesOf = (body: string, delimiter: string) =>
    parse(body, { delimiter, bom: true, relax_column_count: true }) as string[][];
  const lineOf = (lines: readonly string[][], label: string) =>
    lines.find(([first]) => first?.startsWith(label))?.slice(1);

  test('has what R finds, as APA prints it in English', async () => {
    const lines = linesOf((await file('change-3-months.csv?lang=en')).body, ',');
    expect(lines[0]).toEqual(['Table 3']);
    expect(lines[1]).toEqual(['Change From Inclusion to 3 Months: Job Specialist']);
    expect(lines[2]?.slice(0, 7)).toEqual([
      ...['Variable', 'n', 'Inclusion M', 'Inclusion SD', '3 months M', '3 months SD'],
      'Change [95% CI]',
    ]);
    expect(lines[2]?.slice(7)).toEqual(['F', 'df', 'p', 'p adj', 'Λ', 'ηp² [90% CI]']);
    // t.test(b, a, paired = TRUE): t = 3.2226503, df = 11, p-value = 0.0081207, 0.3434452 to 1.8232214;
    // p.adjust(c(0.0081207, 0.0421940, 0.1835034), "holm")[1]: 0.0243621; 1/(1 + t²/11): 0.5143678;
    // l/(l + 13) where pf(t², 1, 11, l) is .95 and .05: 0.0959592 and 0.6712598
    expect(lineOf(lines, 'Work ability')).toEqual([
      ...['12', '5.50', '2.07', '6.58', '1.98', '1.08 [0.34, 1.82]', '10.39', '1, 11'],
      ...['.008', '.024*', '.51', '.49 [.10, .67]'],
    ]);
    expect(lines.at(-1)).toEqual(['* p adj < .05.']);
  });

  test('has decimal commas and columns of its own in Norwegian', async () => {
    const lines = linesOf((await file('change-3-months.csv?lang=nb')).body, ';');
    expect(lineOf(lines, 'Arbeidsevne')).toEqual([
      ...['12', '5,50', '2,07', '6,58', '1,98', '1,08 [0,34; 1,82]', '10,39', '1; 11'],
      ...['0,008', '0,024*', '0,51', '0,49 [0,10; 0,67]'],
    ]);
  });

  test('tests nothing of fewer than ten, and tells nothing of fewer than the study’s limit', async () => {
    const lines = linesOf((await file('change-3-months.csv?lang=en')).body, ',');
    // t.test(c(3, 3, 5, 4, 5, 3), c(2, 3, 4, 3, 5, 1), paired = TRUE): 0.0433469 to 1.6233198
    const dashes = (count: number) => Array.from({ length: count }, () => '–');
    expect(lineOf(lines, 'Intrinsic work motivation')).toEqual([
      ...['6', '3.00', '1.41', '3.83', '0.98', '0.83 [0.04, 1.62]', ...dashes(6)],
    ]);
    expect(lineOf(lines, 'Difficulty concentrating')).toEqual(['< 5', ...dashes(11)]);
    const notes = lines.map(([note]) => note?.replace(/^\w /, ''));
    expect(notes).toContain('Fewer than ten pairs: estimate and interval, no test.');
    expect(notes).toContain('Fewer than 5: not shown.');
  });

  test('has a difference of two groups with its interval, whoever few they are', async () => {
    const lines = linesOf((await file('in-work-at-inclusion.csv?lang=en')).body, ',');
    // t.test(a[c(TRUE, FALSE)], a[c(FALSE, TRUE)]): -4.0435858 to 1.3769191
    expect(lineOf(lines, 'Work ability')?.slice(0, 8)).toEqual([
      ...['6', '4.83', '2.48', '6', '6.17', '1.47', '−1.33 [−4.04, 1.38]', '–'],
    ]);
  });

  test('is on record, and is of a comparison in the plan', async () => {
    await file('change-3-months.html');
    expect((await eventsIn(t, 'registry')).at(-1)?.action).toBe('results read');
    for (const name of ['nothing.csv', 'change-3-months.pdf', 'change-3-months'])
      expect((await file(name)).statusCode).toBe(404);
  });
});

describe('the clipboard', () => {
  const results = '/research/jobbspesialist/results';
  const refused: string[] = [];
  const section = () => page.locator('section[aria-labelledby=change-3-months]');

  beforeAll(async () => {
    page.on('console', (message) => refused.push(message.text()));
    await page.context().grantPermissions(['clipboard-read']);
    await page.goto(`${results}?lang=en`);
  });

  /** Each kind of what was copied last. */
  const copied = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (type: string) => (await item?.getType(type))?.text() ?? '';
      const html = new DOMParser().parseFromString(
        (await of('text/html')).replace(/ style="[^"]*"/g, ''),
        'text/html',
      );
      return {
        text: await of('text/plain'),
        cells: [...html.querySelectorAll('tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent),
        ),
        italics: [...html.querySelectorAll('i')].map((italic) => italic.textContent),
        ruled: (await of('text/html')).match(/border-(?:top|bottom):solid black/g)?.length ?? 0,
      };
    });

  test('gets the table as Word takes it, and as text', async () => {
    await section().getByRole('button', { name: 'Copy the table' }).click();
    await section().getByText('Copied. Paste it into Word.').waitFor();
    const { text, cells, italics, ruled } = await copied();
    const row = cells.find(([label]) => label?.startsWith('Work ability'));
    expect(row?.map((cell) => cell?.replaceAll('\u00a0', ' ')).slice(1, 8)).toEqual([
      ...['12', '5.50', '2.07', '6.58', '1.98', '1.08 [0.34, 1.82]', '10.39'],
    ]);
    expect(italics).toEqual(expect.arrayContaining(['n', 'M', 'SD', 'F', 'p', 'Note.']));
    expect(ruled).toBeGreaterThan(20);
    expect(text).toContain('\t12\t5.50\t2.07\t6.58\t1.98\t1.08 [0.34, 1.82]\t10.39\t');
    // Style attributes are against the page's policy, and so they never become a part of it.
    expect(refused).toEqual([]);
  });

  test('gets the sentence with its statistics in italics', async () => {
    const howTo = section().locator('tr:has(#change-3-months-work_ability) + tr');
    await howTo.getByText('Show how').click();
    await howTo.getByRole('button', { name: 'Copy the sentence' }).click();
    await howTo.getByText('Copied.').waitFor();
    const { text, italics } = await copied();
    expect(text).toBe(
      'Work ability: the mean changed by 1.08, 95% CI [0.34, 1.82], from Inclusion to 3 months (n = 12). ' +
        'Change over the waves: F(1, 11) = 10.39, p = .008, ηp² = .49, 90% CI [.10, .67], Wilks’ Λ = .51.',
    );
    expect(italics).toEqual(['n', 'F', 'p']);
  });

  test('gets an estimate and no test of fewer than ten, and nothing of fewer than the limit', async () => {
    const few = section().locator('tr:has(#change-3-months-motivation_intrinsic) + tr');
    await few.getByText('Show how').click();
    expect(await few.locator('[data-paste-sentence]').textContent()).toBe(
      'Intrinsic work motivation: the mean changed by 0.83, 95% CI [0.04, 1.62], from Inclusion to 3 months (n = 6).',
    );
    const small = section().locator('tr:has(#change-3-months-concentration) + tr');
    await small.getByText('Show how').click();
    await small.getByText('Fewer than 5: not shown.').waitFor();
    expect(await small.getByRole('button').count()).toBe(0);
  });

  test('has a page around it on which all is well with "show how" open, and links beside it', async () => {
    expect(await layoutFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await lookAt(page)).toEqual([]);
    const links = section().locator('.paste').getByRole('link');
    expect(await links.allTextContents()).toEqual([
      ...['The table as HTML', 'The table as CSV', 'In Norwegian'],
    ]);
  });
});
