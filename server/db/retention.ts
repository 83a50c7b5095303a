/** What is destroyed when a study's retention ends: identities, and whatever leads from answers to them. */

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { RegistryTransaction, StudyTransaction } from './events.ts';
import { type AnyDb, isPostgres } from './migrations/columns.ts';
import type { RegistryDb, RegistrySelect, StudyDb, StudySelect } from './open.ts';

/** Rows by table, those with none left out. */
export type Counts = Readonly<Record<string, number>>;

type Any = Record<string, Record<string, unknown>>;

/** By which column the rows of a study are known, in an order in which nothing refers to what is gone. */
export const identityTables = {
  consent_answer: 'consent_id',
  consent_scan: 'code',
  note: 'code',
  data_copy: 'code',
  person_name: 'code',
  outbox: 'code',
  consent: 'code',
  import_draft: 'study',
  person: 'study',
} as const;

type IdentityTable = keyof typeof identityTables;

const identityTableNames = Object.keys(identityTables) as IdentityTable[];

export async function identitiesOf(db: RegistrySelect, study: string): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const table of identityTableNames) {
    const row = await (db as unknown as AnyDb)
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('count'))
      .where((eb) => isOf(eb, table, study))
      .executeTakeFirstOrThrow();
    counts[table] = Number(row.count);
  }
  return withoutZeros(counts);
}

export async function deleteIdentities(trx: RegistryTransaction, study: string): Promise<void> {
  for (const table of identityTableNames)
    await (trx as unknown as AnyDb)
      .deleteFrom(table)
      .where((eb) => isOf(eb, table, study))
      .execute();
}

function isOf(
  eb: ExpressionBuilder<Any, string>,
  table: IdentityTable,
  study: string,
): Expression<SqlBool> {
  const column = identityTables[table];
  if (column === 'study') return eb('study', '=', study);
  const codes = eb.selectFrom('person').select('code').where('study', '=', study);
  if (column === 'code') return eb('code', 'in', codes);
  return eb('consent_id', 'in', eb.selectFrom('consent').select('id').where('code', 'in', codes));
}

/** The keys of the event log's fingerprints, the links, and the visits that came by them. */
export async function tracesOf(db: StudySelect, study: string): Promise<Counts> {
  const participants = db.selectFrom('participant').where('study', '=', study);
  const codes = participants.select('code');
  const responses = db.selectFrom('response').select('id').where('code', 'in', codes);
  const count = (table: 'link' | 'visit') =>
    db.selectFrom(table).select((eb) => eb.fn.countAll().as('count'));
  const keys = await participants
    .select((eb) => eb.fn.countAll().as('count'))
    .where('event_key', '!=', '')
    .executeTakeFirstOrThrow();
  const links = await count('link').where('code', 'in', codes).executeTakeFirstOrThrow();
  const visits = await count('visit')
    .where('response_id', 'in', responses)
    .executeTakeFirstOrThrow();
  return withoutZeros({
    event_key: Number(keys.count),
    link: Number(links.count),
    visit: Number(visits.count),
  });
}

export async function deleteTraces(trx: StudyTransaction, study: string): Promise<void> {
  const codes = trx.selectFrom('participant').select('code').where('study', '=', study);
  const responses = trx.selectFrom('response').select('id').where('code', 'in', codes);
  await trx
    .updateTable('saved_page')
    .set({ visit_id: null })
    .where('response_id', 'in', responses)
    .execute();
  await trx.deleteFrom('visit').where('response_id', 'in', responses).execute();
  await trx.deleteFrom('link').where('code', 'in', codes).execute();
  await trx.updateTable('participant').set({ event_key: '' }).where('study', '=', study).execute();
}

/** The journal holds pages as they were before; it starts anew once nobody reads from it. */
export async function emptyJournal(db: RegistryDb | StudyDb): Promise<void> {
  const store = db as unknown as AnyDb;
  if (!isPostgres(store)) await sql`pragma wal_checkpoint(truncate)`.execute(store);
}

function withoutZeros(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
