/** The second factor of an account: its app's secret, the last code that was taken, and recovery codes. */

import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';

/** False if the account was given another second factor since `previous`, the instant of the one it had. */
export async function setSecondFactor(
  trx: RegistryTransaction,
  accountId: string,
  previous: string | null,
  { sealed, since, step }: { sealed: string; since: string; step: number },
): Promise<boolean> {
  const result = await trx
    .updateTable('account')
    .set({ totp_sealed: sealed, totp_since: since, totp_step: step })
    .where('id', '=', accountId)
    .where('totp_since', previous === null ? 'is' : '=', previous)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** The account is without a second factor again. */
export async function clearSecondFactor(
  trx: RegistryTransaction,
  accountId: string,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ totp_sealed: null, totp_since: null, totp_step: null })
    .where('id', '=', accountId)
    .execute();
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
}

/** False if a code of this step or a later one was taken before: each is good once. */
export async function takeStep(
  trx: RegistryTransaction,
  accountId: string,
  step: number,
): Promise<boolean> {
  const result = await trx
    .updateTable('account')
    .set({ totp_step: step })
    .where('id', '=', accountId)
    .where('totp_step', '<', step)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** The earlier ones stop working. */
export async function replaceRecoveryCodes(
  trx: RegistryTransaction,
  accountId: string,
  hashes: readonly string[],
): Promise<void> {
  // Changes nothing, but whoever else replaces them waits until this transaction is over.
  await trx
    .updateTable('account')
    .set((eb) => ({ totp_step: eb.ref('totp_step') }))
    .where('id', '=', accountId)
    .execute();
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  await trx
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ code_hash: hash, account_id: accountId, used_at: null })))
    .execute();
}

/** False if the account has no such code, or it was used before. */
export async function takeRecoveryCode(
  trx: RegistryTransaction,
  accountId: string,
  hash: string,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('code_hash', '=', hash)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function unusedRecoveryCodes(db: RegistrySelect, accountId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
