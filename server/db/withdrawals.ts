/** Whose withdrawal is still to be seen through, and the rows that follow it. */

import type { RegistryTransaction, StudyTransaction } from './events.ts';
import type { RegistrySelect, StudySelect } from './open.ts';
import type { Participant } from './participants.ts';
import type { StudyTables } from './study-tables.ts';

/** Of everybody, or of one code. */
export async function unfinishedWithdrawals(
  db: StudySelect,
  code: string | null = null,
): Promise<Participant[]> {
  return db
    .selectFrom('participant')
    .selectAll()
    .where('state', '=', 'withdrawn')
    .$if(code !== null, (one) => one.where('participant.code', '=', code))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('withdrawal_follow_up')
            .select('withdrawal_follow_up.code')
            .whereRef('withdrawal_follow_up.code', '=', 'participant.code'),
        ),
      ),
    )
    .execute();
}

/** True for whose withdrawal has been seen through as far as that nothing leads to them. */
export async function isAnonymous(db: StudySelect, code: string): Promise<boolean> {
  const row = await db
    .selectFrom('withdrawal_follow_up')
    .select('meaning')
    .where('code', '=', code)
    .executeTakeFirst();
  return row !== undefined && row.meaning !== 'keep';
}

/** Repeatable: the first one stands; false when it did already. */
export async function finishWithdrawal(
  trx: StudyTransaction,
  row: StudyTables['withdrawal_follow_up'],
): Promise<boolean> {
  const result = await trx
    .insertInto('withdrawal_follow_up')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/**
 * Messages and letters that have not left; the receipt of the withdrawal itself is none of them, and
 * neither is a letter that is printed: whoever posts the batch is to be told to take it out.
 */
export async function unsentMessages(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where('code', 'in', codes)
    .where('status', 'not in', ['sent', 'cancelled'])
    .where('kind', '!=', 'withdrawal-receipt')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('letter_batch')
            .select('letter_batch.id')
            .whereRef('letter_batch.id', '=', 'outbox.batch_id')
            .where('printed_at', 'is not', null)
            .where('posted_at', 'is', null),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

export async function cancelMessages(
  trx: RegistryTransaction,
  ids: readonly string[],
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ status: 'cancelled', token_sealed: null })
    .where('id', 'in', ids)
    .where('status', '!=', 'sent')
    .execute();
}

export async function hasOpenLinks(db: StudySelect, codes: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('link')
    .select('code')
    .where('code', 'in', codes)
    .where('revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
