/** All files of a study in one ZIP: each the same as by itself, explained, and with checksums that hold. */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFormats } from '../../../server/export/index.ts';
import { zipped } from '../../../server/export/packs/zip.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { type Unzipped, unzipped } from '../../support/unzipped.ts';
import { downloadsOf } from './downloads.ts';
import { packed, wholeText } from './packs.ts';

let study: TestApp;
let cookie: string;
let whole: Unzipped;

beforeAll(async () => {
  study = await testApp({ now: '2018-03-01T09:00:00Z', surveys: surveysWith(notBlinded) });
  await answerOnWeb(study, await register(study), 1, { jm02: '2', jm40: '7' });
  await register(study, { name: 'Odd Berg', arm: 'kvp', site: 'harstad' });
  ({ cookie } = await study.signedIn('researcher'));
  whole = await packed(study, 'jobbspesialist', 'everything.zip');
});
afterAll(() => study.close());

const get = (url: string) => study.app.inject({ url, headers: { cookie } });
const address = '/research/jobbspesialist/exports/everything.zip';

test('it has a folder for each role, with every file as it is by itself', async () => {
  const downloads = await downloadsOf(study);
  for (const role of ['candidate', 'job-specialist'])
    for (const { file } of exportFormats.filter(({ file }) => !file.endsWith('.sav')))
      expect(whole.text(`${role}/jobbspesialist-${role}-${file}`)).toBe(
        await downloads.text(`${file}?role=${role}`),
      );
});

test('the checksums are those of the files, all of them', () => {
  const lines = whole.text('SHA256SUMS').trimEnd().split('\n');
  const files = Object.entries(whole.files).filter(([name]) => name !== 'SHA256SUMS');
  const sums = files.map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`,
  );
  expect(lines.sort()).toEqual(sums.sort());
});

test('the text beside them is in both languages, names every file, and says which plan it was', () => {
  const text = whole.text('README.txt');
  expect(text.indexOf('Filene er laget 1. mars 2018.')).toBeGreaterThan(0);
  expect(text).toContain('The files were made on 1 March 2018.');
  expect(text).toMatch(/\n[0-9a-f]{64}\n/);
  for (const name of Object.keys(whole.files))
    if (name !== 'README.txt') expect(text).toContain(name);
  expect(text).not.toContain('Dette er holdt tilbake');
});

test('what is blinded is blinded in all of them, and the text says so', async () => {
  const blinded = await packed(study, 'jobbspesialist', 'everything.zip', {
    ...{ mask_arms: true, withhold_waves: [2, 3, 4] },
  });
  expect(blinded.text('README.txt')).toContain('Svarene fra 3 måneder, 12 måneder, 18 måneder.');
  expect(blinded.text('README.txt')).toContain('Hvem som er i hvilken gruppe.');
  expect(wholeText(blinded)).not.toMatch(/_w[234]\b|Kvalifiseringsprogrammet|Din Utvikling/);
});

test('it is downloaded, and the log tells of it', async () => {
  const { statusCode, headers } = await get(address);
  expect([statusCode, headers['content-type'], headers['content-disposition']]).toEqual([
    ...[200, 'application/zip', 'attachment; filename="jobbspesialist-everything.zip"'],
  ]);
  const last = await study.services.db.registry
    .selectFrom('event')
    .select(['action', 'detail'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(last.action).toBe('export downloaded');
  expect(JSON.parse(last.detail)).toMatchObject({ file: 'everything.zip', role: 'all' });
  expect((await get(`${address}?role=candidate`)).statusCode).toBe(404);
});

test('what was asked for is all that is held: nothing is read before', async () => {
  const read: string[] = [];
  const file = (name: string) => ({
    name,
    async *chunks() {
      for (let piece = 0; piece < 3; piece += 1) {
        read.push(`${name}${piece}`);
        yield createHash('sha512').update(`${name}${piece}`).digest('hex').repeat(2000);
      }
    },
  });
  const pieces = zipped([file('a'), file('b')], '2018-03-01');
  const first = [(await pieces.next()).value];
  expect(read).toEqual(['a0']);
  for await (const piece of pieces) first.push(piece);
  const { files } = unzipped(Buffer.concat(first.map((piece) => piece ?? new Uint8Array())));
  expect(Object.keys(files)).toEqual(['a', 'b', 'SHA256SUMS']);
});

describe('how far a download has come', () => {
  const id = 'a'.repeat(32);
  const progress = (of = id) => get(`/research/jobbspesialist/download-progress/${of}`);

  test('is told to who began it, and ends as finished', async () => {
    expect((await progress()).statusCode).toBe(404);
    const { rawPayload } = await get(`${address}?progress=${id}`);
    // Six files with answers for each role; two candidates are in each of them.
    expect((await progress()).json()).toEqual({
      ...{ bytes: rawPayload.length, done: 12, of: 12, state: 'finished' },
    });
    const other = await study.signedIn('researcher');
    const theirs = await study.app.inject({
      ...{ url: `/research/jobbspesialist/download-progress/${id}`, headers: other },
    });
    expect(theirs.statusCode).toBe(404);
  });

  test('is kept for no id but one that a page makes', async () => {
    for (const bad of ['1', 'x'.repeat(32), `${id}b`]) {
      expect((await get(`${address}?progress=${bad}`)).statusCode).toBe(200);
      expect((await progress(bad)).statusCode).toBe(404);
    }
  });
});
