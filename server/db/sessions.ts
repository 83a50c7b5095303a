/** Sessions of staff, and the attempts to begin one that failed. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type Session = Selectable<RegistryTables['session']>;

export async function insertSession(trx: RegistryTransaction, session: Session): Promise<void> {
  await trx.insertInto('session').values(session).execute();
}

export async function openSession(
  db: RegistrySelect,
  hash: string,
  now: string,
): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Ends one session, or all sessions of an account; how many there were to end. */
export async function endSessions(
  trx: RegistryTransaction,
  which: { token_hash: string } | { account_id: string },
  at: string,
): Promise<number> {
  const [column, value] =
    'token_hash' in which
      ? (['token_hash', which.token_hash] as const)
      : (['account_id', which.account_id] as const);
  const result = await trx
    .updateTable('session')
    .set({ ended_at: at })
    .where(column, '=', value)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The person has just proven again who they are. */
export async function confirmSession(
  trx: RegistryTransaction,
  hash: string,
  at: string,
): Promise<void> {
  await trx
    .updateTable('session')
    .set({ confirmed_at: at })
    .where('token_hash', '=', hash)
    .execute();
}

export async function recordSignInFailure(
  trx: RegistryTransaction,
  row: Selectable<RegistryTables['sign_in_failure']>,
): Promise<void> {
  await trx.insertInto('sign_in_failure').values(row).execute();
}

/** One attempt that succeeded after all, or all that are too old to count. */
export async function forgetSignInFailures(
  trx: RegistryTransaction,
  which: { readonly id: string } | { readonly before: string },
): Promise<void> {
  const failures = trx.deleteFrom('sign_in_failure');
  await ('id' in which
    ? failures.where('id', '=', which.id)
    : failures.where('failed_at', '<=', which.before)
  ).execute();
}

export async function signInFailures(db: RegistrySelect, emailIndex: string): Promise<number> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('email_index', '=', emailIndex)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
