/** What holds for every format in the registry, also for the next one. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { exportFormats } from '../../../server/export/index.ts';
import { answerOnWeb } from '../../support/answering.ts';
import type { TestApp } from '../../support/app.ts';
import { nothingBlinded, viewOf } from '../research/views.ts';
import { diaryApp, registerWriter } from './diaries.ts';
import { downloadsOf } from './downloads.ts';

let diaries: TestApp;

beforeAll(async () => {
  diaries = await diaryApp({ now: '2018-03-01T09:00:00Z' });
  const kari = await registerWriter(diaries, 'Kari Nordli');
  const odd = await registerWriter(diaries, 'Odd Berg', { arm: 'venter' });
  await registerWriter(diaries, 'Eva Moe', { arm: 'venter', inclusionDate: '2018-02-01' });
  await answerOnWeb(diaries, kari, 1, { mood: '3', words: '=1+1, "ja"\n- og nei' });
  await answerOnWeb(diaries, odd, 1, { mood: '8', words: 'æøå' });
  await withdrawParticipant(diaries.services, odd, 'system');
  diaries.setTime('2018-04-02T09:00:00Z');
  await answerOnWeb(diaries, kari, 2, { mood: '9', words: 'hemmelig ord' });
});
afterAll(() => diaries.close());

async function made(format: (typeof exportFormats)[number], blinding = nothingBlinded) {
  const view = viewOf(diaries, 'diaries', blinding);
  const [role] = view.study.roles;
  if (!role) throw new Error('the study has no role');
  const pieces: Buffer[] = [];
  for await (const piece of format.chunks(view, role)) pieces.push(Buffer.from(piece));
  // As bytes where they are no text.
  return Buffer.concat(pieces).toString(format.contentType.startsWith('text/') ? 'utf8' : 'latin1');
}

test('the formats have names of their own', () => {
  const names = exportFormats.map(({ file }) => file);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[A-Za-z]+$/);
});

describe.each(exportFormats.map((format) => [format.file, format] as const))(
  '%s',
  (file, format) => {
    test('is downloaded under the name of study, role and format', async () => {
      const { cookie } = await diaries.signedIn('researcher');
      const url = `/research/diaries/exports/${file}`;
      const response = await diaries.app.inject({ url, headers: { cookie } });
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toBe(format.contentType);
      expect(response.headers['content-disposition']).toBe(
        `attachment; filename="diaries-writer-${file}"`,
      );
      expect(response.headers['cache-control']).toBe('no-store');
      const isText = format.contentType.startsWith('text/');
      expect(response.rawPayload.toString(isText ? 'utf8' : 'latin1')).toBe(await made(format));
    });

    test('is explained on the page of the study', async () => {
      const { cookie } = await diaries.signedIn('researcher');
      const page = await diaries.app.inject({ url: '/research/diaries', headers: { cookie } });
      expect(page.body).toContain(`href="/research/diaries/exports/${file}?role&#x3D;writer"`);
    });

    test('gives the same bytes for the same data', async () => {
      expect(await made(format)).toBe(await made(format));
    });

    test('holds nothing that tells who people are', async () => {
      expect(await made(format)).not.toMatch(
        /Nordli|Berg|Moe|post\.example|99 ?00 ?11 ?22|Storgata/,
      );
    });

    test('hides arms that are masked and waves that are withheld', async () => {
      // The role has the word of an arm in its label.
      const blinded = (await made(format, { mask_arms: true, withhold_waves: [2] })).replaceAll(
        'Den som skriver',
        '',
      );
      expect(blinded).not.toMatch(/skriver|venter/);
      expect(blinded).not.toMatch(/hemmelig|_w2/);
      const everything = await made(format, { mask_arms: true, withhold_waves: [1, 2] });
      expect(everything).not.toMatch(/æøå|hemmelig|_w[12]/);
    });
  },
);

const csv = exportFormats.filter(
  ({ contentType, file }) => contentType.startsWith('text/csv') && !file.startsWith('redcap'),
);

describe.each(csv.map((format) => [format.file, format] as const))('%s', (_file, format) => {
  test('has as many cells in every row as names in its header, each name once', async () => {
    const rows = parse(await made(format)) as string[][];
    const [header = []] = rows;
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([header.length]));
    expect(new Set(header).size).toBe(header.length);
    expect(rows.length).toBeGreaterThan(1);
    for (const name of header) expect(name).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
  });

  test('has no cell that a spreadsheet would run, and only ASCII minus signs before numbers', async () => {
    const rows = parse(await made(format)) as string[][];
    for (const cell of rows.flat())
      if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[\s"]*[=+\-@−\t\r]/);
  });

  test('ends its lines with LF and has no byte order mark', async () => {
    const text = await made(format);
    expect(text).not.toMatch(/\r|\uFEFF/);
    expect(text.endsWith('\n')).toBe(true);
  });
});

test('a study without participants gives a header and nothing else', async () => {
  const empty = await diaryApp();
  const downloads = await downloadsOf(empty, 'diaries');
  expect((await downloads.text('wide.csv')).split('\n')).toHaveLength(2);
  expect((await downloads.text('long.csv')).split('\n')).toHaveLength(2);
  expect(await downloads.rows('codebook.csv')).not.toHaveLength(0);
  await empty.close();
});
