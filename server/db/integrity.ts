/** What a database itself finds wrong with a store, without changing anything. */

import { sql } from 'kysely';
import { type AnyDb, isPostgres } from './migrations/columns.ts';

/** PostgreSQL looks after its pages and references itself, all the time. */
export function checksItself(db: unknown): boolean {
  return isPostgres(db as AnyDb);
}

/** Every fault that SQLite finds in its file; also when it is too damaged to be read at all. */
export async function fileFaults(db: unknown): Promise<string[]> {
  return damageOr(async () => {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
      db as AnyDb,
    );
    return rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok');
  });
}

/** Every row that refers to one that is not there, by table and number of the row. */
export async function referenceFaults(db: unknown): Promise<string[]> {
  return damageOr(async () => {
    const { rows } = await sql<{ table: string; rowid: number; parent: string }>`
      pragma foreign_key_check`.execute(db as AnyDb);
    return rows.map(
      ({ table, rowid, parent }) =>
        `row ${rowid} of ${table} refers to a ${parent} that is not there`,
    );
  });
}

async function damageOr(look: () => Promise<string[]>): Promise<string[]> {
  try {
    return await look();
  } catch (error) {
    if (isDamage(error)) return [(error as Error).message];
    throw error;
  }
}

/** Thrown by whatever reads a page that cannot be a page of a SQLite file. */
export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(code);
}
