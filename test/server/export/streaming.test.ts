/** A long export: nobody waits for it, it never holds more than a page, and it ends with its reader. */

import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import type { StudyReader } from '../../../server/db/open.ts';
import { wideCsv } from '../../../server/export/wide-csv.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { viewOf } from '../research/views.ts';
import { insertMany } from './many.ts';

const participants = 3000;
let study: TestApp;
let app: FastifyInstance;
let cookie: string;
let url: string;
/** How often participants were read, in pages of 50. */
let pagesRead = 0;

beforeAll(async () => {
  study = await testApp({ surveys: surveysWith(notBlinded) });
  await insertMany(study.services, participants);
  ({ cookie } = await study.signedIn('researcher'));
  const { db } = study.services;
  app = await buildApp({ ...study.services, db: { ...db, studyReader: counting(db.studyReader) } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await study.close();
});

test('others are served while it runs, and it comes in pieces', async () => {
  const order: string[] = [];
  const answer = await download();
  let pieces = 0;
  let lines = 0;
  const drained = (async () => {
    for await (const piece of answer) {
      pieces += 1;
      lines += String(piece).split('\n').length - 1;
    }
    order.push('export');
  })();
  for (let i = 0; i < 5; i += 1) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    order.push('healthz');
  }
  await drained;
  expect(order).toEqual(['healthz', 'healthz', 'healthz', 'healthz', 'healthz', 'export']);
  expect(lines).toBe(participants + 1);
  expect(pieces).toBeGreaterThan(10);
});

test('it holds a page at a time: memory stays flat', async () => {
  const [role] = study.services.definitions.study('jobbspesialist')?.roles ?? [];
  if (!role) throw new Error('the study has no role');
  const held: number[] = [];
  let chunks = 0;
  for await (const chunk of wideCsv.chunks(viewOf(study, 'jobbspesialist'), role)) {
    chunks += 1;
    if (chunks % 10 === 1) held.push(heapUsed());
    expect(chunk.length).toBeGreaterThan(0);
  }
  expect(chunks).toBe(1 + participants / 50);
  // The sheets of all 12,000 responses are some 40 MB as text, and more as objects.
  // What was there before the first page is somebody else's, and may go meanwhile.
  const [before = 0, ...after] = held;
  expect((Math.max(...after) - before) / 1024 ** 2).toBeLessThan(4);
});

test('when the client goes away, the reading stops', async () => {
  pagesRead = 0;
  const answer = await download();
  await new Promise((resolve) => answer.once('data', resolve));
  answer.destroy();
  let before: number;
  do {
    before = pagesRead;
    await pause(300);
  } while (pagesRead > before);
  expect(pagesRead).toBeGreaterThan(0);
  expect(pagesRead).toBeLessThan(participants / 50 / 2);
});

test('when it breaks off, so does the download, and the log holds no answer', async () => {
  const { studyReader, study: store } = study.services.db;
  const { id } = await studyReader.selectFrom('response').select('id').executeTakeFirstOrThrow();
  const sheet = '{"jm02": hemmelig';
  await store.updateTable('response').set({ sheet }).where('id', '=', id).execute();
  const answer = await download();
  await expect(answer.toArray()).rejects.toThrow('aborted');
  expect(study.log.join('')).toContain('sheetsOfPage');
  expect(study.log.join('')).not.toContain('hemmelig');
});

function download(): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const address = `${url}/research/jobbspesialist/exports/wide.csv`;
    get(address, { headers: { cookie } }, resolve).on('error', reject);
  });
}

function counting(reader: StudyReader): StudyReader {
  return new Proxy(reader, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (name === 'selectFrom' && given[0] === 'participant') pagesRead += 1;
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
}

/** What is still in use after everything that can be let go is let go. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
