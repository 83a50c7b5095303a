/** Reading changes nothing: mail scanners open links, and browsers fetch pages ahead. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { visitor } from '../../support/visitor.ts';

let study: TestApp;
let link: string;
let watchers: Database.Database[];

beforeAll(async () => {
  study = await testApp();
  link = await invite(study, await register(study));
  watchers = ['study', 'registry'].map(
    (store) => new Database(join(study.folder, `${store}.sqlite`), { readonly: true }),
  );
});
afterAll(async () => {
  for (const watcher of watchers) watcher.close();
  await study.close();
});

/** Every row, every byte of the database files, and SQLite's own count of changes. */
async function state() {
  const files = ['study', 'registry'].flatMap((store) => [
    `${store}.sqlite`,
    `${store}.sqlite-wal`,
  ]);
  return {
    rows: await everyRow(study.services.db),
    bytes: files.map((file) =>
      createHash('sha256')
        .update(readFileSync(join(study.folder, file)))
        .digest('hex'),
    ),
    versions: watchers.map((watcher) => watcher.pragma('data_version', { simple: true })),
  };
}

test('a mail scanner that opens a link a hundred times in every way finds nothing to change', async () => {
  const before = await state();
  for (let round = 0; round < 100; round += 1)
    for (const url of [link, `${link}?lang=en`])
      for (const method of ['GET', 'HEAD'] as const) {
        const response = await study.app.inject({ method, url });
        expect(response.statusCode).toBe(200);
        expect(response.headers['set-cookie']).toBeUndefined();
      }
  expect(await state()).toEqual(before);
});

test('the state that is compared does change with a press on the button', async () => {
  const before = await state();
  await visitor(study).start(link);
  const after = await state();
  expect(after.rows).not.toBe(before.rows);
  expect(after.bytes).not.toEqual(before.bytes);
  expect(after.versions).not.toEqual(before.versions);
});

test('reading every page of a visit, in both languages, changes nothing', async () => {
  const browser = visitor(study);
  await browser.start(link);
  await browser.next({ gender: '1' });
  const before = await state();
  const addresses = [
    ...['/answers', '/answers/pages/gender', '/answers/pages/age', '/answers/pages/nothing'],
    ...['/answers/summary', '/thanks/jobbspesialist/candidate', '/answers/pages/age?from=summary'],
    ...['/s/unknown', '/nowhere', '/healthz', link],
  ];
  for (const address of addresses)
    for (const language of ['nb', 'en']) {
      const url = `${address}${address.includes('?') ? '&' : '?'}lang=${language}`;
      for (const method of ['GET', 'HEAD'] as const) {
        const headers = { cookie: browser.cookie };
        const response = await study.app.inject({ method, url, headers });
        expect(response.headers['set-cookie']).toBeUndefined();
      }
    }
  expect(await state()).toEqual(before);
});
