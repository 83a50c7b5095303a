/** The files that are ready for analysis: the same data, and nothing where an answer is missing. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wideBlankSav } from '../../../server/export/wide-sav.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb } from '../../support/answering.ts';
import type { TestApp } from '../../support/app.ts';
import { readSav } from '../../support/sav.ts';
import { viewOf } from '../research/views.ts';
import { diaryApp, registerWriter } from './diaries.ts';
import { type Downloads, downloadsOf } from './downloads.ts';

let diaries: TestApp;
let files: Downloads;
let kari: string;

beforeAll(async () => {
  diaries = await diaryApp({ now: '2018-03-01T09:00:00Z' });
  kari = await registerWriter(diaries, 'Kari Nordli');
  await registerWriter(diaries, 'Odd Berg');
  // What she wrote looks like a code, and is none.
  await answerOnWeb(diaries, kari, 1, { mood: '3', words: '-2' });
  files = await downloadsOf(diaries, 'diaries');
});
afterAll(() => diaries.close());

test.each(['wide', 'long'])('%s: only reasons for missing answers are gone', async (name) => {
  const coded = parse(await files.text(`${name}.csv`)) as string[][];
  const blank = parse(await files.text(`${name}-blank.csv`)) as string[][];
  const [header = []] = coded;
  expect(blank[0]).toEqual(header);
  let gone = 0;
  for (const [row, cells] of coded.entries())
    for (const [at, cell] of cells.entries()) {
      const isAnswer = /^(mood|slept|words|born|mood_score)(_w\d)?$/.test(header[at] ?? '');
      const isReason = row > 0 && isAnswer && /^-[1-9]$/.test(cell);
      if (isReason) gone += 1;
      expect([header[at], blank[row]?.[at]]).toEqual([header[at], isReason ? '' : cell]);
    }
  expect(gone).toBeGreaterThan(5);
});

test('what somebody wrote stays, also where it looks like a code', async () => {
  expect((await files.row('wide-blank.csv', kari)).words_w1).toBe(`'"-2"`);
});

test('SPSS has nothing there, and declares no code as missing', async () => {
  const view = viewOf(diaries, 'diaries');
  const pieces: Uint8Array[] = [];
  for await (const piece of wideBlankSav.chunks(view, roleOf(view.study, 'writer')))
    pieces.push(piece as Uint8Array);
  const { meta, rows } = await readSav(Buffer.concat(pieces));
  const other = rows.find(({ code }) => code !== kari);
  const hers = rows.find(({ code }) => code === kari);
  expect([hers?.mood_w1, hers?.mood_w2 ?? null]).toEqual([3, null]);
  expect([other?.mood_w1 ?? null, other?.mood_score_w1 ?? null]).toEqual([null, null]);
  const labels = meta.getValueLabels('mood_w1') ?? [];
  expect(labels.filter(({ val }) => Number(val) < 0)).toEqual([]);
  const missing = meta.sysvars.find(({ name }) => name === 'mood_w1')?.missing;
  expect(missing ?? null).toBeNull();
});
