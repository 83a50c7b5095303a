/** Participants in the study store: who takes part under which code, in which state, and what was different before. */

import type { Selectable } from 'kysely';
import { mayAnswer, type ParticipantState } from '../../surveys/participant-state.ts';
import { inChunks } from './chunks.ts';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type Participant = Selectable<StudyTables['participant']>;
export type ParticipantChange = Selectable<StudyTables['participant_change']>;

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

/** Those of `codes` that exist. */
export async function participantsByCode(
  db: StudySelect,
  codes: readonly string[],
): Promise<Participant[]> {
  return inChunks(codes, (some) =>
    db.selectFrom('participant').selectAll().where('code', 'in', some).execute(),
  );
}

/** Holds a participant's row until the transaction ends, so that two submissions cannot cross. */
export async function lockParticipant(trx: StudyTransaction, code: string): Promise<void> {
  await trx
    .updateTable('participant')
    .set((eb) => ({ code: eb.ref('code') }))
    .where('code', '=', code)
    .execute();
}

/** Everybody of a role who has a code of their own; a second registration is not one more person. */
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
    .where('merged_into', 'is', null)
    .orderBy('code')
    .execute();
}

/** Every code that one person's things stand under: the one that is theirs first, then those merged into it. */
export async function codesOf(db: StudySelect, code: string): Promise<string[]> {
  const merged = await db
    .selectFrom('participant')
    .select('code')
    .where('merged_into', '=', code)
    .orderBy('code')
    .execute();
  return [code, ...merged.map((row) => row.code)];
}

/** The next participants of all studies in the order of their codes; the first ones after an empty code. */
export async function participantsAfter(
  db: StudySelect,
  after: string,
  limit: number,
): Promise<Participant[]> {
  return db
    .selectFrom('participant')
    .selectAll()
    .where('code', '>', after)
    .orderBy('code')
    .limit(limit)
    .execute();
}

/** What decides whether a link opens and a message is sent; null for a code that does not exist. */
export async function stateOf(db: StudySelect, code: string): Promise<ParticipantState | null> {
  const row = await db
    .selectFrom('participant')
    .select('state')
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.state ?? null;
}

/** True when no answer of theirs is taken any more, whichever way it comes. */
export async function isShut(db: StudySelect, code: string): Promise<boolean> {
  const state = await stateOf(db, code);
  return state === null || !mayAnswer(state);
}

export async function updateParticipant(
  trx: StudyTransaction,
  code: string,
  change: Partial<
    Pick<
      Participant,
      | 'state'
      | 'state_on'
      | 'current_arm'
      | 'current_site'
      | 'followed_by'
      | 'inclusion_date'
      | 'channel'
      | 'language'
      | 'merged_into'
    >
  >,
): Promise<void> {
  await trx.updateTable('participant').set(change).where('code', '=', code).execute();
}

export async function insertChange(
  trx: StudyTransaction,
  row: Selectable<StudyTables['participant_change']>,
): Promise<void> {
  await trx.insertInto('participant_change').values(row).execute();
}

/** Everything that became different about a participant, in the order it was recorded. */
export async function changesOf(db: StudySelect, code: string): Promise<ParticipantChange[]> {
  return db
    .selectFrom('participant_change')
    .selectAll()
    .where('code', '=', code)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}
