/** Participants in the study store: who takes part under which code, and who has withdrawn. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './tables.ts';

export type Participant = Selectable<StudyTables['participant']>;

/** Repeatable: the first row of a code stands; false if it was there. */
export async function insertParticipant(trx: StudyTransaction, row: Participant): Promise<boolean> {
  const result = await trx
    .insertInto('participant')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function participantByCode(
  db: StudySelect,
  code: string,
): Promise<Participant | null> {
  const row = await db
    .selectFrom('participant')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  return row ?? null;
}

/** Holds a participant's row until the transaction ends, so that two submissions cannot cross. */
export async function lockParticipant(trx: StudyTransaction, code: string): Promise<void> {
  await trx
    .updateTable('participant')
    .set((eb) => ({ code: eb.ref('code') }))
    .where('code', '=', code)
    .execute();
}

export async function participantsOf(
  db: StudySelect,
  study: string,
  role: string,
): Promise<Participant[]> {
  return db
    .selectFrom('participant')
    .selectAll()
    .where('study', '=', study)
    .where('role', '=', role)
    .orderBy('code')
    .execute();
}

export async function isWithdrawn(db: StudySelect, code: string): Promise<boolean> {
  const row = await db
    .selectFrom('withdrawal')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst();
  return row !== undefined;
}

/** Repeatable: the first row stands. */
export async function insertWithdrawal(
  trx: StudyTransaction,
  row: Selectable<StudyTables['withdrawal']>,
): Promise<void> {
  await trx
    .insertInto('withdrawal')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function withdrawnCodes(db: StudySelect, study: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('withdrawal')
    .innerJoin('participant', 'participant.code', 'withdrawal.code')
    .select('withdrawal.code')
    .where('participant.study', '=', study)
    .execute();
  return new Set(rows.map((row) => row.code));
}
