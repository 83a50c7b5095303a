/** The gate: researchers' code has no other way to data, and every passage is in the event log. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';

const server = join(import.meta.dirname, '../../../server');
const sources = ['research', 'export', 'analysis'].flatMap((folder) =>
  filesIn(join(server, folder)).map((file) => ({
    file: `${folder}/${file}`,
    text: readFileSync(join(server, folder, file), 'utf8'),
  })),
);

/** The folders in a room too. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
}

describe('the code of research, export and analysis', () => {
  test.each(sources)('$file cannot write to the study, and opens no store', ({ text }) => {
    expect(text).not.toMatch(/\bdb\.study\b|StudyTransaction|StudyDb|RegistryDb|openDatabases/);
    expect(text).not.toMatch(/from '[^']*db\/(open|\w+-tables|migrations)/);
    expect(text).not.toMatch(/\.(insertInto|updateTable|deleteFrom|selectFrom)\(/);
  });

  test('reads through queries that ask for a view', () => {
    const queries = readFileSync(join(server, 'db/exports.ts'), 'utf8');
    const functions = [...queries.matchAll(/export async function \w+\(\s*(\w+: \w+)/g)];
    expect(functions.length).toBeGreaterThan(0);
    for (const [, first] of functions) expect(first).toBe('view: ResearchView');
    const study = /from '[^']*db\/(participants|responses|links|visits)\.ts'/;
    for (const { file, text } of sources) expect(`${file} ${study.exec(text)}`).toMatch(/ null$/);
  });

  test('makes a view in one place only', () => {
    const making = sources.filter(({ text }) => /new ResearchView\(|studyReader/.test(text));
    expect(making.map(({ file }) => file)).toEqual(['research/gate.ts']);
  });
});

describe('passing the gate', () => {
  let study: TestApp;
  let before = 0;
  beforeAll(async () => {
    study = await testApp();
    await register(study);
  });
  beforeEach(async () => {
    before = (await events()).length;
  });
  afterAll(() => study.close());

  const events = () =>
    study.services.db.registry
      .selectFrom('event')
      .select(['actor', 'action', 'detail'])
      .orderBy('seq')
      .execute();

  /** What went through the gate in this test. */
  const passages = async () =>
    (await events())
      .slice(before)
      .filter(({ action }) => /overview|export/.test(action))
      .map(({ actor, action, detail }) => ({ actor, action, detail: JSON.parse(detail) }));

  test('is in the event log: who, which study, which file', async () => {
    const { cookie, accountId } = await study.signedIn('researcher');
    const headers = { cookie };
    await study.app.inject({ url: '/research/jobbspesialist', headers });
    const file = '/research/jobbspesialist/exports/long.csv?role=job-specialist';
    await study.app.inject({ url: file, headers });
    expect(await passages()).toEqual([
      {
        actor: accountId,
        action: 'research overview read',
        detail: { study: 'jobbspesialist', by: 'session' },
      },
      {
        actor: accountId,
        action: 'export downloaded',
        detail: {
          study: 'jobbspesialist',
          by: 'session',
          file: 'long.csv',
          role: 'job-specialist',
        },
      },
    ]);
    expect(await firstBrokenEvent(study.services.db.registry)).toBeNull();
  });

  test.each(['coordinator', 'keyer', 'admin'] as const)('is not for the role %s', async (role) => {
    const { cookie } = await study.signedIn(role);
    for (const url of [
      '/research',
      '/research/jobbspesialist',
      '/research/jobbspesialist/exports/wide.csv',
    ])
      expect((await study.app.inject({ url, headers: { cookie } })).statusCode).toBe(403);
    expect(await passages()).toEqual([]);
  });

  test('is not for who is not signed in', async () => {
    for (const url of ['/research/jobbspesialist', '/research/jobbspesialist/exports/wide.csv']) {
      const { statusCode, headers, body } = await study.app.inject({ url });
      expect([statusCode, headers.location ?? '']).toEqual([303, '/sign-in']);
      expect(body).not.toContain('jobbspesialist,');
    }
    expect(await passages()).toEqual([]);
  });

  test('leaves no trace where there is nothing: unknown studies, roles and files are not found', async () => {
    const { cookie } = await study.signedIn('researcher');
    for (const url of [
      '/research/nowhere',
      '/research/nowhere/exports/wide.csv',
      '/research/jobbspesialist/exports/narrow.csv',
      '/research/jobbspesialist/exports/__proto__',
      '/research/jobbspesialist/exports/wide.csv?role=nobody',
      '/research/jobbspesialist/exports/wide.csv?role=',
      '/research/jobbspesialist/exports/wide.csv?role=candidate&role=candidate',
    ])
      expect((await study.app.inject({ url, headers: { cookie } })).statusCode, url).toBe(404);
    expect(await passages()).toEqual([]);
  });

  test('is not tried by HEAD, which nobody reads', async () => {
    const { cookie } = await study.signedIn('researcher');
    for (const url of ['/research/jobbspesialist', '/research/jobbspesialist/exports/wide.csv'])
      await study.app.inject({ method: 'HEAD', url, headers: { cookie } });
    expect(await passages()).toEqual([]);
  });
});
