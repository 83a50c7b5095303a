/** Links to a copy of what is held about somebody; only the hash of a token is kept. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type DataCopy = Selectable<RegistryTables['data_copy']>;

/** False when the form was sent before. */
export async function insertDataCopy(trx: RegistryTransaction, row: DataCopy): Promise<boolean> {
  const result = await trx
    .insertInto('data_copy')
    .values(row)
    .onConflict((conflict) => conflict.column('nonce').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function usableDataCopy(
  db: RegistrySelect,
  hash: string,
  now: string,
): Promise<DataCopy | null> {
  const row = await db
    .selectFrom('data_copy')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** From now on the links of somebody open nothing; how many there were that did. */
export async function shutDataCopies(
  trx: RegistryTransaction,
  code: string,
  now: string,
): Promise<number> {
  const result = await trx
    .updateTable('data_copy')
    .set({ expires_at: now })
    .where('code', '=', code)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
