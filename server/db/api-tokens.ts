/** API tokens: only their hashes are kept; each is one researcher's, for one study, until it expires. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type ApiToken = Selectable<RegistryTables['api_token']>;

export async function insertApiToken(trx: RegistryTransaction, token: ApiToken): Promise<void> {
  await trx.insertInto('api_token').values(token).execute();
}

export async function usableApiToken(
  db: RegistrySelect,
  hash: string,
  now: string,
): Promise<ApiToken | null> {
  const row = await db
    .selectFrom('api_token')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** The tokens of an account for a study that still open something, oldest first. */
export async function usableApiTokens(
  db: RegistrySelect,
  owner: { accountId: string; study: string },
  now: string,
): Promise<ApiToken[]> {
  return db
    .selectFrom('api_token')
    .selectAll()
    .where('account_id', '=', owner.accountId)
    .where('study', '=', owner.study)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .orderBy('token_hash')
    .execute();
}

/** False if there is no such token of this owner, or it was revoked before. */
export async function revokeApiToken(
  trx: RegistryTransaction,
  owner: { accountId: string; study: string },
  hash: string,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('api_token')
    .set({ revoked_at: at })
    .where('token_hash', '=', hash)
    .where('account_id', '=', owner.accountId)
    .where('study', '=', owner.study)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}
