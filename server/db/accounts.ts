/** Staff accounts, what they may enter, and their one-time links. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type Account = Selectable<RegistryTables['account']>;
export type AccountLink = Selectable<RegistryTables['account_link']>;
export type AccountAccess = Pick<Selectable<RegistryTables['account_access']>, 'study' | 'site'>;
export type Role = Account['role'];

/** False if the e-mail address has an account already. */
export async function insertAccount(trx: RegistryTransaction, account: Account): Promise<boolean> {
  const result = await trx
    .insertInto('account')
    .values(account)
    .onConflict((conflict) => conflict.column('email_index').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function accountByEmail(
  db: RegistrySelect,
  emailIndex: string,
): Promise<Account | null> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('email_index', '=', emailIndex)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export async function accountById(db: RegistrySelect, id: string): Promise<Account | null> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Also an account that is closed. */
export async function accountOfAnyState(db: RegistrySelect, id: string): Promise<Account | null> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function allAccounts(db: RegistrySelect): Promise<Account[]> {
  return db.selectFrom('account').selectAll().orderBy('created_at').execute();
}

export async function accessOf(db: RegistrySelect, accountId: string): Promise<AccountAccess[]> {
  return db
    .selectFrom('account_access')
    .select(['study', 'site'])
    .where('account_id', '=', accountId)
    .orderBy('study')
    .orderBy('site')
    .execute();
}

/** What every account may enter, by its id. */
export async function accessOfAll(
  db: RegistrySelect,
): Promise<ReadonlyMap<string, readonly AccountAccess[]>> {
  const rows = await db
    .selectFrom('account_access')
    .selectAll()
    .orderBy('study')
    .orderBy('site')
    .execute();
  return Map.groupBy(rows, ({ account_id }) => account_id);
}

/** Replaces what an account may enter. */
export async function setAccess(
  trx: RegistryTransaction,
  accountId: string,
  access: readonly AccountAccess[],
): Promise<void> {
  await trx.deleteFrom('account_access').where('account_id', '=', accountId).execute();
  if (access.length === 0) return;
  await trx
    .insertInto('account_access')
    .values(access.map(({ study, site }) => ({ account_id: accountId, study, site })))
    .execute();
}

export async function setPassword(
  trx: RegistryTransaction,
  id: string,
  passwordHash: string,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ password_hash: passwordHash })
    .where('id', '=', id)
    .execute();
}

export async function disableAccount(
  trx: RegistryTransaction,
  id: string,
  at: string,
): Promise<void> {
  await trx.updateTable('account').set({ disabled_at: at }).where('id', '=', id).execute();
}

export async function insertAccountLink(
  trx: RegistryTransaction,
  link: AccountLink,
): Promise<void> {
  await trx.insertInto('account_link').values(link).execute();
}

export async function usableAccountLink(
  db: RegistrySelect,
  hash: string,
  now: string,
): Promise<AccountLink | null> {
  const row = await db
    .selectFrom('account_link')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** False if somebody used it first. */
export async function useAccountLink(
  trx: RegistryTransaction,
  hash: string,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('account_link')
    .set({ used_at: at })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Uses up all links that would make a first administrator: there is only one first. */
export async function useFirstAdministratorLinks(
  trx: RegistryTransaction,
  hash: string,
  at: string,
): Promise<boolean> {
  const used = await trx
    .updateTable('account_link')
    .set({ used_at: at })
    .where('account_id', 'is', null)
    .where('used_at', 'is', null)
    .returning('token_hash')
    .execute();
  return used.some((link) => link.token_hash === hash);
}

/** The links an account was given before and has not used. */
export async function endAccountLinks(
  trx: RegistryTransaction,
  accountId: string,
  at: string,
): Promise<void> {
  await trx
    .updateTable('account_link')
    .set({ used_at: at })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute();
}
