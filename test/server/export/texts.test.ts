/** What people write in their own words: nothing of it runs in a spreadsheet, nothing else is touched. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harmless } from '../../../server/export/csv.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import type { TestApp } from '../../support/app.ts';
import { diaryApp, registerWriter } from './diaries.ts';
import { type Downloads, downloadsOf } from './downloads.ts';

describe('a text that a spreadsheet would run', () => {
  test.each([
    ['=1+1'],
    ['+4712345678'],
    ['-1+2'],
    ['@SUM(A1)'],
    ['\tx'],
    ['\rx'],
    ['  =1+1'],
    ['"=1+1"'],
    ["'=1+1"],
    [" \"\t=cmd|' /C calc'!A0"],
    ['＝1+1'],
  ])('%j gets an apostrophe', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });

  test.each([['a=b'], ['1-2'], ['kari@post.example'], ["'sitat'"], [''], ['Æ ø å'], ['5 + 5']])(
    '%j stays as it is',
    (text) => {
      expect(harmless(text)).toBe(text);
    },
  );

  test('can be had back: a first apostrophe goes where the rest would run', () => {
    const back = (cell: string) =>
      cell.startsWith("'") && harmless(cell.slice(1)) !== cell.slice(1) ? cell.slice(1) : cell;
    for (const text of ["='x'", "'=x", "''=x", "'x", "'", 'x', '-', "'-'"])
      expect(back(harmless(text))).toBe(text);
  });
});

describe('in the files', () => {
  let diaries: TestApp;
  let downloads: Downloads;
  beforeAll(async () => {
    diaries = await diaryApp();
    downloads = await downloadsOf(diaries, 'diaries');
  });
  afterAll(() => diaries.close());

  const write = async (name: string, words: string) => {
    const code = await registerWriter(diaries, name);
    await answerOnWeb(diaries, code, 1, { mood: '3', words, born: '24.12.2017' });
    return code;
  };

  test.each([
    ['Kari', '=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'],
    ['Odd', '-2', '\'"-2"'],
    ['Eva', 'To linjer,\r\nog "sitat"', 'To linjer,\nog "sitat"'],
    ['Per', 'blåbær; 1,5 − 2', 'blåbær; 1,5 − 2'],
    ['Nils', '+', "'+"],
  ])('%s writes %j, and the cell reads %j', async (name, words, cell) => {
    const code = await write(name, words);
    expect((await downloads.row('wide.csv', code)).words_w1).toBe(cell);
    expect((await downloads.row('long.csv', code, '1')).words).toBe(cell);
  });

  test('codes of missing answers and dates stay numbers and dates', async () => {
    const code = await registerWriter(diaries, 'Lise Dahl');
    await answerOnWeb(diaries, code, 1, { born: '24.12.2017' });
    const row = await downloads.row('wide.csv', code);
    expect([row.words_w1, row.mood_w1, row.born_w1, row.words_w2, row.born_w2]).toEqual([
      '-2',
      '-2',
      '2017-12-24',
      '-9',
      '-9',
    ]);
  });

  test('an identity number on paper is not there to be downloaded', async () => {
    const code = await registerWriter(diaries, 'Arne Vik');
    await keyOnPaper(diaries, code, 1, {
      answers: { words: 'Jeg er 01017012345, ring' },
      writtenOn: null,
      receivedOn: '2018-03-02',
    });
    const row = await downloads.row('wide.csv', code);
    expect([row.words_w1, row.submitted_w1]).toEqual(['Jeg er [removed], ring', '2018-03-02']);
  });

  test('the codebook explains the apostrophe, and its own labels are harmless too', async () => {
    const rows = await downloads.rows('codebook.csv');
    const words = rows.find(({ name }) => name === 'words_w1');
    expect(words?.label).toBe("'= det du vil si");
    expect(words?.note).toContain('apostrophe');
    const slept = rows.find(({ name }) => name === 'slept_w1');
    expect(slept?.values).toBe('1=Ja / helt|2=Nei');
  });
});
