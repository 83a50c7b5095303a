/** Lets one command work in the registry while nobody else has it open. */

import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { type DatabaseHome, dialect } from './dialects.ts';
import type { RegistryTransaction } from './events.ts';
import type { RegistryTables } from './registry-tables.ts';

export type Alone<T> = { readonly alone: true; readonly result: T } | { readonly alone: false };

/** One transaction. On PostgreSQL an idle server may have no connection, and cannot be seen then. */
export async function aloneInRegistry<T>(
  home: DatabaseHome,
  work: (trx: RegistryTransaction) => Promise<T>,
): Promise<Alone<T>> {
  const db = new Kysely<RegistryTables>({ dialect: dialect(home, 'registry', 'alone') });
  try {
    const free = home.kind === 'sqlite' ? await isFree(db) : await isUnused(db);
    if (!free) return { alone: false };
    return { alone: true, result: await db.transaction().execute(work) };
  } finally {
    await db.destroy();
  }
}

/** A server keeps a shared lock on the file for as long as it runs, also when it is idle. */
async function isFree(db: Kysely<RegistryTables>): Promise<boolean> {
  try {
    await db.selectFrom('event_head').selectAll().execute();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return false;
    throw error;
  }
}

/** Looks a few times, as a connection that has just been closed is listed a moment longer. */
async function isUnused(db: Kysely<RegistryTables>): Promise<boolean> {
  for (let looks = 0; looks < 10; looks += 1) {
    const { rows } = await sql<{ others: string }>`
      select count(*) as others from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
    if (Number(rows[0]?.others) === 0) return true;
    await wait(100);
  }
  return false;
}
