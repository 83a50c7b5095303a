/** A form that changed between waves: the columns of both versions side by side, told apart. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOnWeb } from '../../support/answering.ts';
import { diaryApp, registerWriter } from './diaries.ts';
import { type Downloads, downloadsOf, pick } from './downloads.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-versions-'));
const home = { kind: 'sqlite', folder } as const;
const key = randomBytes(32);
let downloads: Downloads;
let close: () => Promise<void>;
let kari: string;
let odd: string;

beforeAll(async () => {
  const before = await diaryApp({ home, key, version: 1, now: '2018-03-01T09:00:00Z' });
  kari = await registerWriter(before, 'Kari Nordli');
  await answerOnWeb(before, kari, 1, { mood: '3', slept: '1', words: 'ok', born: '2018-01-01' });
  await before.close();

  const after = await diaryApp({ home, key, version: 2, now: '2018-04-02T09:00:00Z' });
  close = after.close;
  odd = await registerWriter(after, 'Odd Berg', { inclusionDate: '2018-04-01' });
  await answerOnWeb(after, kari, 2, { mood: '4', energy: '6', words: 'bra' });
  await answerOnWeb(after, odd, 1, { mood: '5', words: 'fint' });
  downloads = await downloadsOf(after, 'diaries');
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

test('every column of either version is there, each where its version has it', async () => {
  const [header] = (await downloads.text('long.csv')).split('\n');
  expect(header).toBe(
    'code,arm,site,inclusion_date,wave,status,submitted,dated_by,days_from_target,outside_window,' +
      'channel,received,keyed,keyed_by,keyed_again_by,version,' +
      'mood,slept,energy,words,born,vigour,mood_score',
  );
});

test('what a version did not ask is not applicable; the version stands beside it', async () => {
  const columns = 'version mood slept energy words born vigour mood_score';
  expect(pick(await downloads.row('long.csv', kari, '1'), columns)).toBe(
    'version=1 mood=3 slept=1 energy=-3 words=ok born=2018-01-01 vigour=-3 mood_score=3',
  );
  expect(pick(await downloads.row('long.csv', kari, '2'), columns)).toBe(
    'version=2 mood=4 slept=-3 energy=6 words=bra born=-3 vigour=6 mood_score=4',
  );
  expect(pick(await downloads.row('long.csv', odd, '1'), columns)).toBe(
    'version=2 mood=5 slept=-3 energy=-2 words=fint born=-3 vigour=-2 mood_score=5',
  );
});

test('a wave that is not over has its reason in the columns of both', async () => {
  expect(pick(await downloads.row('wide.csv', odd), 'status_w2 energy_w2 born_w2 vigour_w2')).toBe(
    'status_w2=not-yet-due energy_w2=-9 born_w2=-9 vigour_w2=-9',
  );
});

test('the codebook tells which version a column and its wording are of', async () => {
  const rows = await downloads.rows('codebook.csv');
  const note = (name: string) => rows.find((row) => row.name === name)?.note;
  expect(note('energy_w1')).toBe('Only in version 2.');
  expect(note('slept_w1')).toBe('Only in version 1.');
  expect(note('mood_w1')).toBe('Wording or values differ between versions. This is version 2.');
  expect(rows.find(({ name }) => name === 'mood_w1')?.label).toBe('Hvordan er dagen i dag?');
  expect(rows.map(({ name }) => name)).not.toContain('slept_w2');
});
