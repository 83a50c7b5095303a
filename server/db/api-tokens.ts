/** API tokens: only their hashes are kept; each is one researcher's, for files of one study, until it expires. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type ApiToken = Selectable<RegistryTables['api_token']>;
/** Which files a token opens: all, or only those that tell of no answer. */
export type Scope = ApiToken['scope'];

/** Whose tokens are meant: of one study, or of all when an administrator asks. */
export interface TokenOwner {
  readonly accountId: string;
  readonly study?: string;
}

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

/** The tokens of an owner that still open something, oldest first. */
export async function usableApiTokens(
  db: RegistrySelect,
  { accountId, study }: TokenOwner,
  now: string,
): Promise<ApiToken[]> {
  return db
    .selectFrom('api_token')
    .selectAll()
    .where('account_id', '=', accountId)
    .$if(study !== undefined, (query) => query.where('study', '=', study ?? ''))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .orderBy('token_hash')
    .execute();
}

/** The study it was for; null if there is no such token of this owner, or it was revoked before. */
export async function revokeApiToken(
  trx: RegistryTransaction,
  { accountId, study }: TokenOwner,
  hash: string,
  at: string,
): Promise<string | null> {
  const revoked = await trx
    .updateTable('api_token')
    .set({ revoked_at: at })
    .where('token_hash', '=', hash)
    .where('account_id', '=', accountId)
    .$if(study !== undefined, (query) => query.where('study', '=', study ?? ''))
    .where('revoked_at', 'is', null)
    .returning('study')
    .executeTakeFirst();
  return revoked?.study ?? null;
}
