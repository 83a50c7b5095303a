/** Writes a store, as it stands at one moment, to a SQLite file of its own, while others go on writing. */

import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { copyRows } from './copy.ts';
import { type DatabaseHome, dialect, type Store } from './dialects.ts';
import { migrate, migrationOf } from './migrate.ts';
import type { AnyDb } from './migrations/columns.ts';

/** One read transaction from beginning to end: nobody waits for it, and it starts over for nobody. */
export async function writeSnapshot(home: DatabaseHome, store: Store, file: string): Promise<void> {
  const source: AnyDb = new Kysely({ dialect: dialect(home, store, 'read') });
  try {
    if (home.kind === 'sqlite') await sql`vacuum into ${file}`.execute(source);
    else
      await source
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => copyToFile(trx, store, file));
  } finally {
    await source.destroy();
  }
}

/** Fills a store that has no tables yet from a file that `writeSnapshot` made. */
export async function readSnapshot(home: DatabaseHome, store: Store, file: string): Promise<void> {
  const target: AnyDb = new Kysely({ dialect: dialect(home, store, 'write') });
  const source = plainFile(file, true);
  try {
    await migrate(target, store, (await migrationOf(source)) ?? undefined);
    await target.transaction().execute((trx) => copyRows(source, trx, source));
  } finally {
    await source.destroy();
    await target.destroy();
  }
}

async function copyToFile(source: AnyDb, store: Store, file: string): Promise<void> {
  const target = plainFile(file, false);
  try {
    await migrate(target, store, (await migrationOf(source)) ?? undefined);
    await target.transaction().execute((trx) => copyRows(source, trx, trx));
  } finally {
    await target.destroy();
  }
}

/** Without the safeguards of a store: it is written once, read once, and checked as a whole. */
function plainFile(file: string, readonly: boolean): AnyDb {
  const database = new Database(file, { readonly });
  database.pragma('foreign_keys = off');
  return new Kysely({ dialect: new SqliteDialect({ database }) });
}
