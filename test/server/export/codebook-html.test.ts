/** The codebook to read: every column is in it, in the study's languages, and it needs nothing but itself. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { downloadsOf } from './downloads.ts';

let study: TestApp;
let page: string;
let columns: string[];

beforeAll(async () => {
  study = await testApp();
  const downloads = await downloadsOf(study);
  page = await downloads.text('codebook.html');
  columns = ((await downloads.text('wide.csv')).split('\n')[0] ?? '').split(',');
});
afterAll(() => study.close());

/** What stands under the heading of a name. */
function entry(name: string): string {
  return page.split(`<article id="${name}"`)[1]?.split('</article>')[0] ?? '';
}

test('every column of wide.csv is found in an entry', () => {
  const named = [...page.matchAll(/<dd><code>([^<]*)<\/code><\/dd>/g)].flatMap(([, names = '']) =>
    names.split(', '),
  );
  // Of a question with several answers, the first and the last column of a wave are named.
  const within = (column: string) =>
    named.some((name) => {
      const [from = '', to] = name.split(' … ');
      return column === from || (to !== undefined && column >= from && column <= to);
    });
  expect(columns.filter((column) => !within(column))).toEqual([]);
});

test('a question has its words and answers in both languages, the first one leading', () => {
  const text = entry('jm02');
  expect(text.indexOf('Er du i arbeid?')).toBeGreaterThan(0);
  expect(text.indexOf('Er du i arbeid?')).toBeLessThan(text.indexOf('Are you in work?'));
  expect(text).toMatch(/>1<\/th><td>Ja<span class="other" lang="en">Yes</);
});

test('it says who is asked, and each column of a question with several answers', () => {
  expect(entry('jm03')).toContain('jm02 &#x3D; 1');
  expect(entry('jm06')).toMatch(/>jm06_03<\/th><td>Uførestønad</);
  expect(entry('gender')).toContain('<dd>Bare ved første målepunkt</dd>');
});

test('a scale has its rule, items, range, source and what was taken for granted', () => {
  const text = entry('locus_internal');
  for (const part of ['jm35, jm36', 'count@1', 'jm35 &#x3D; 2', '0–5', 'Rotter (1966)'])
    expect(text).toContain(part);
  expect(text).toMatch(/<dt>Antakelse<\/dt><dd lang="en">The internal choices are/);
});

test('every reason for a missing answer is in it', () => {
  for (const code of [1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(page).toMatch(new RegExp(`<th scope="row">-${code}</th>`));
});

test('it loads nothing, runs nothing, and every link of its contents leads somewhere', () => {
  expect(page).not.toMatch(/<(script|link|img|iframe)\b|\bsrc=|url\(|@import|\son\w+=/);
  const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
  expect(targets.length).toBeGreaterThan(60);
  for (const target of targets) expect(page).toContain(`id="${target.slice(1)}"`);
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
