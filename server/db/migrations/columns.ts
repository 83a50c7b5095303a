/** The few words in which SQLite and PostgreSQL differ when tables are made. */

import {
  type CreateTableBuilder,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  sql,
} from 'kysely';

/** A migration must not know today's tables: their types change, what it once did does not. */
export type AnyDb = Kysely<Record<string, Record<string, unknown>>>;

export function isPostgres(db: AnyDb): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** A column for 64-bit floating point numbers. */
export function double(db: AnyDb): RawBuilder<unknown> {
  return isPostgres(db) ? sql`double precision` : sql`real`;
}

/** Makes SQLite refuse values of another type than the column's; PostgreSQL always does. */
export function strict<T extends string, C extends string>(
  db: AnyDb,
  table: CreateTableBuilder<T, C>,
): CreateTableBuilder<T, C> {
  return isPostgres(db) ? table : table.modifyEnd(sql`strict`);
}

/** The append-only event log and the row that holds the end of its chain. */
export async function createEventLog(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('event')
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('code', 'text')
      .addColumn('detail', 'text', (c) => c.notNull())
      .addColumn('previous_hash', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull()),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('event_head')
      .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull()),
  ).execute();
  await db.insertInto('event_head').values({ id: 1, seq: 0, hash: '' }).execute();
  await db.schema.createIndex('event_code').on('event').column('code').execute();
}
