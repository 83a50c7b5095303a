/** Copies the rows of every table from one store to another of the same migration, page by page. */

import { sql } from 'kysely';
import type { AnyDb } from './migrations/columns.ts';

interface Table {
  readonly name: string;
  readonly key: readonly string[];
}

/** Few, as a row may hold a whole scanned form. */
const pageLength = 50;

/**
 * `sqlite` is the one of the two that is on SQLite: it is asked which tables there are, in an order in which
 * every row comes after those it refers to.
 */
export async function copyRows(from: AnyDb, to: AnyDb, sqlite: AnyDb): Promise<void> {
  const tables = await tablesInOrder(sqlite);
  // Migrations write a few rows of their own, such as the end of an empty event log.
  for (const { name } of tables.toReversed()) await to.deleteFrom(name).execute();
  for (const table of tables)
    for await (const rows of pagesOf(from, table))
      await to.insertInto(table.name).values(rows).execute();
}

async function* pagesOf(db: AnyDb, { name, key }: Table) {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const rows = db.selectFrom(name).selectAll().orderBy(columns).limit(pageLength);
  for (let last: Record<string, unknown> | undefined; ; ) {
    const after = sql.join(key.map((column) => last?.[column]));
    const page = await (last === undefined
      ? rows
      : rows.where(sql<boolean>`(${columns}) > (${after})`)
    ).execute();
    if (page.length > 0) yield page;
    last = page.at(-1);
    if (page.length < pageLength) return;
  }
}

async function tablesInOrder(db: AnyDb): Promise<Table[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  const parents = new Map<string, string[]>();
  for (const name of names) parents.set(name, await parentsOf(db, name));
  const ordered: Table[] = [];
  const placed = new Set<string>();
  const place = async (name: string): Promise<void> => {
    if (placed.has(name)) return;
    placed.add(name);
    for (const parent of parents.get(name) ?? []) await place(parent);
    ordered.push({ name, key: await keyOf(db, name) });
  };
  for (const name of names) await place(name);
  return ordered;
}

async function parentsOf(db: AnyDb, table: string): Promise<string[]> {
  const { rows } = await sql<{
    parent: string;
  }>`select "table" as parent from pragma_foreign_key_list(${table})`.execute(db);
  return rows.map(({ parent }) => parent);
}

async function keyOf(db: AnyDb, table: string): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`.execute(db);
  return rows.map(({ name }) => name);
}
