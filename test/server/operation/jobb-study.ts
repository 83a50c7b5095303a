/** A small study with something in every corner that a backup, a check or a new key has to reach. */

import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DatabaseHome } from '../../../server/db/dialects.ts';
import { openReaders } from '../../../server/db/open.ts';
import { sealer } from '../../../server/security/sealing.ts';
import { answerOnWeb, beginOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';

export interface JobbStudy {
  readonly home: DatabaseHome;
  readonly key: Buffer;
  /** Kari has answered and sent; Ola has begun; Aud takes part on paper and has no e-mail address. */
  readonly kari: string;
  readonly ola: string;
  readonly aud: string;
}

/** The server that made it has stopped. */
export async function jobbStudy(home: DatabaseHome): Promise<JobbStudy> {
  const app = await testApp({ home });
  try {
    return await fill(app);
  } finally {
    await app.close();
  }
}

/** The same while its server runs. */
export async function fill(app: TestApp): Promise<JobbStudy> {
  const kari = await register(app);
  const ola = await register(app, { name: 'Ola Sæther', email: 'ola@post.example', phone: null });
  const aud = await register(app, { name: 'Aud Åsen', email: null, channel: 'paper' });
  await invite(app, kari);
  await invite(app, ola);
  await answerOnWeb(app, kari, 1, { gender: '1', jm05: '2', jm07: '3' });
  await beginOnWeb(app, ola, 1);
  await app.signedIn('coordinator');
  await sealedOdds(app, kari);
  const { home, key } = app.services.config;
  return { home, key, kari, ola, aud };
}

/** A scan, a note, an import and a second factor; and a message that is still to be sent. */
async function sealedOdds({ services }: TestApp, code: string): Promise<void> {
  const { registry } = services.db;
  const at = '2018-03-01T09:00:00.000Z';
  const seal = (plain: string, table: string, column: string, row: string) =>
    services.sealer.seal(plain, { table, column, row });
  const consent = await registry
    .selectFrom('consent')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  await registry
    .insertInto('consent_answer')
    .values({ consent_id: consent.id, item: 'survey', agreed: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await registry
    .insertInto('consent_scan')
    .values({
      ...{ id: 'a-scan', consent_id: consent.id, code, media_type: 'image/png', bytes: 3 },
      ...{ sha256: 'a-sum', scanned_at: at, scanned_by: 'system' },
      body_sealed: seal('iVBORw0K'.repeat(20_000), 'consent_scan', 'body', 'a-scan'),
    })
    .execute();
  await registry
    .insertInto('note')
    .values({
      ...{ id: 'a-note', code, kind: 'phone', written_at: at, written_by: 'system' },
      text_sealed: seal('Ringer tilbake på torsdag', 'note', 'text', 'a-note'),
    })
    .execute();
  await registry
    .insertInto('import_draft')
    .values({
      ...{ id: 'a-draft', study: 'jobbspesialist', role: 'candidate', made_by: 'system' },
      ...{ made_at: at, expires_at: at, imported_at: null },
      rows_sealed: seal('[["Liv Berg"]]', 'import_draft', 'rows', 'a-draft'),
    })
    .execute();
  const account = await registry.selectFrom('account').select('id').executeTakeFirstOrThrow();
  await registry
    .updateTable('account')
    .set({ totp_sealed: seal('JBSWY3DPEHPK3PXP', 'account', 'totp', account.id) })
    .where('id', '=', account.id)
    .execute();
  const message = await registry.selectFrom('outbox').select('id').executeTakeFirstOrThrow();
  await registry
    .updateTable('outbox')
    .set({ status: 'failed', token_sealed: seal('a-token', 'outbox', 'token', message.id) })
    .where('id', '=', message.id)
    .execute();
}

export const sealerOf = ({ key }: JobbStudy) => sealer(key);

export const newSealer = () => sealer(randomBytes(32));

export function folderOf(home: DatabaseHome): string {
  if (home.kind !== 'sqlite') throw new Error('this home is no folder');
  return home.folder;
}

type Rows = Record<string, Record<string, unknown>[]>;

/** Every row of every table of both stores, in an order that is the same on both homes. */
export async function contentsOf(home: DatabaseHome): Promise<{ study: Rows; registry: Rows }> {
  const readers = openReaders(home);
  try {
    return { study: await rowsOf(readers.study), registry: await rowsOf(readers.registry) };
  } finally {
    await readers.close();
  }
}

async function rowsOf(reader: unknown): Promise<Rows> {
  const db = reader as Kysely<Record<string, Record<string, unknown>>>;
  const contents: Rows = {};
  for (const { name } of await db.introspection.getTables())
    contents[name] = (await db.selectFrom(name).selectAll().execute()).sort((a, b) =>
      JSON.stringify(Object.entries(a).sort()) < JSON.stringify(Object.entries(b).sort()) ? -1 : 1,
    );
  return contents;
}
