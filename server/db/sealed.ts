/** Reads and writes sealed cells by table and column, page by page, for whoever has to go through all of them. */

import type { SealedColumn } from '../security/sealed-columns.ts';
import type { RegistryTransaction } from './events.ts';
import type { AnyDb } from './migrations/columns.ts';
import type { RegistrySelect } from './open.ts';

export interface SealedCell {
  readonly row: string;
  readonly sealed: string;
}

/** Few, as a cell may hold a whole scanned form. */
const pageLength = 20;

export async function* sealedCells(
  db: RegistrySelect,
  { table, key, column }: SealedColumn,
): AsyncGenerator<SealedCell> {
  const cells = (db as unknown as AnyDb)
    .selectFrom(table)
    .select([key, `${column}_sealed`])
    .where(`${column}_sealed`, 'is not', null)
    .orderBy(key)
    .limit(pageLength);
  for (let last: string | null = null; ; ) {
    const page = await (last === null ? cells : cells.where(key, '>', last)).execute();
    for (const row of page)
      yield { row: String(row[key]), sealed: String(row[`${column}_sealed`]) };
    if (page.length < pageLength) return;
    last = String(page.at(-1)?.[key]);
  }
}

/** `change` names whole columns: `email_sealed`, `email_index`. */
export async function updateCells(
  trx: RegistryTransaction,
  { table, key }: Pick<SealedColumn, 'table' | 'key'>,
  row: string,
  change: Readonly<Record<string, string>>,
): Promise<void> {
  await (trx as unknown as AnyDb).updateTable(table).set(change).where(key, '=', row).execute();
}

export async function emptyTable(trx: RegistryTransaction, table: string): Promise<void> {
  await (trx as unknown as AnyDb).deleteFrom(table).execute();
}

/** What the check of the key is sealed as; null before the first start with a key. */
export async function keyCheckOf(db: RegistrySelect): Promise<string | null> {
  const row = await db.selectFrom('key_check').select('sealed').executeTakeFirst();
  return row?.sealed ?? null;
}

/** Of two servers that start at once, the first one writes it. */
export async function insertKeyCheck(
  db: Pick<RegistryTransaction, 'insertInto'>,
  sealed: string,
): Promise<void> {
  await db
    .insertInto('key_check')
    .values({ id: 1, sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function replaceKeyCheck(trx: RegistryTransaction, sealed: string): Promise<void> {
  await trx.deleteFrom('key_check').execute();
  await insertKeyCheck(trx, sealed);
}
