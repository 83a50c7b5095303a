/** When the sending of a study stands still: from when to when, and who said so. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type SendingPause = Selectable<StudyTables['sending_pause']>;

/** Null while the study sends. */
export async function standingPause(db: StudySelect, study: string): Promise<SendingPause | null> {
  const row = await db
    .selectFrom('sending_pause')
    .selectAll()
    .where('study', '=', study)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** False when it stands still already. */
export async function insertPause(
  trx: StudyTransaction,
  pause: Pick<SendingPause, 'id' | 'study' | 'paused_at' | 'paused_by'>,
): Promise<boolean> {
  const result = await trx
    .insertInto('sending_pause')
    .values({ ...pause, resumed_at: null, resumed_by: null })
    .onConflict((conflict) => conflict.column('study').where('resumed_at', 'is', null).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** False when it sends already. */
export async function endPause(
  trx: StudyTransaction,
  study: string,
  resumed: Pick<SendingPause, 'resumed_at' | 'resumed_by'>,
): Promise<boolean> {
  const result = await trx
    .updateTable('sending_pause')
    .set(resumed)
    .where('study', '=', study)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}
