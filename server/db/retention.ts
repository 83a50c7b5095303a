/** What is destroyed when a study's retention ends, or somebody becomes anonymous: identities, and whatever leads from answers to them. */

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
  person: 'code',
} as const;

type IdentityTable = keyof typeof identityTables;

/** Everybody of a study, or a person under all codes that are theirs. */
export type Whose = { readonly study: string } | { readonly codes: readonly string[] };

const identityTableNames = Object.keys(identityTables) as IdentityTable[];

export async function identitiesOf(db: RegistrySelect, whose: Whose): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const table of identityTableNames) {
    const row = await (db as unknown as AnyDb)
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('count'))
      .where((eb) => isOf(eb, table, whose))
      .executeTakeFirstOrThrow();
    counts[table] = Number(row.count);
  }
  return withoutZeros(counts);
}

export async function deleteIdentities(trx: RegistryTransaction, whose: Whose): Promise<void> {
  for (const table of identityTableNames)
    await (trx as unknown as AnyDb)
      .deleteFrom(table)
      .where((eb) => isOf(eb, table, whose))
      .execute();
}

function isOf(
  eb: ExpressionBuilder<Any, string>,
  table: IdentityTable,
  whose: Whose,
): Expression<SqlBool> {
  const column = identityTables[table];
  // A file of people to register belongs to nobody in particular.
  if (column === 'study') return 'study' in whose ? eb('study', '=', whose.study) : eb.lit(false);
  const codes =
    'study' in whose
      ? eb.selectFrom('person').select('code').where('study', '=', whose.study)
      : whose.codes.map((code) => eb.val(code));
  if (column === 'code') return eb('code', 'in', codes);
  return eb('consent_id', 'in', eb.selectFrom('consent').select('id').where('code', 'in', codes));
}

/** The keys of the event log's fingerprints, the links, and the visits that came by them. */
export async function tracesOf(db: StudySelect, whose: Whose): Promise<Counts> {
  const participants = participantsOf(db, whose);
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

export async function deleteTraces(trx: StudyTransaction, whose: Whose): Promise<void> {
  const codes = participantsOf(trx, whose).select('code');
  const responses = trx.selectFrom('response').select('id').where('code', 'in', codes);
  await trx
    .updateTable('saved_page')
    .set({ visit_id: null })
    .where('response_id', 'in', responses)
    .execute();
  await trx.deleteFrom('visit').where('response_id', 'in', responses).execute();
  await trx.deleteFrom('link').where('code', 'in', codes).execute();
  await trx.updateTable('participant').set({ event_key: '' }).where('code', 'in', codes).execute();
}

function participantsOf(db: StudySelect, whose: Whose) {
  const all = db.selectFrom('participant');
  return 'study' in whose
    ? all.where('study', '=', whose.study)
    : all.where('code', 'in', whose.codes);
}

/** The journal holds pages as they were before; it starts anew once nobody reads from it. */
export async function emptyJournal(db: RegistryDb | StudyDb): Promise<void> {
  const store = db as unknown as AnyDb;
  if (!isPostgres(store)) await sql`pragma wal_checkpoint(truncate)`.execute(store);
}

function withoutZeros(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
