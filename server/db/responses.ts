/** Responses: answer sheets on their way and submitted, their saved pages and scores. */

import type { Selectable } from 'kysely';
import type { Score } from '../../surveys/score.ts';
import { inChunks } from './chunks.ts';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type Response = Selectable<StudyTables['response']>;
export type SavedPage = Selectable<StudyTables['saved_page']>;

/** Repeatable: one response per participant, wave and channel; gives the one that stands. */
export async function ensureResponse(trx: StudyTransaction, row: Response): Promise<Response> {
  await trx
    .insertInto('response')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'wave', 'channel']).doNothing())
    .execute();
  return trx
    .selectFrom('response')
    .selectAll()
    .where('code', '=', row.code)
    .where('wave', '=', row.wave)
    .where('channel', '=', row.channel)
    .executeTakeFirstOrThrow();
}

export async function responseById(db: StudySelect, id: string): Promise<Response | null> {
  const row = await db.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Holds the row until the transaction ends: saves of one response come one after the other. */
export async function lockResponse(trx: StudyTransaction, id: string): Promise<Response> {
  return trx
    .updateTable('response')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateSheet(
  trx: StudyTransaction,
  id: string,
  change: { sheet: string; revision: number; submitted_at?: string },
): Promise<void> {
  await trx.updateTable('response').set(change).where('id', '=', id).execute();
}

export async function insertSavedPage(trx: StudyTransaction, row: SavedPage): Promise<void> {
  await trx.insertInto('saved_page').values(row).execute();
}

export async function isNonceUsed(db: StudySelect, nonce: string): Promise<boolean> {
  const row = await db
    .selectFrom('saved_page')
    .select('nonce')
    .where('nonce', '=', nonce)
    .executeTakeFirst();
  return row !== undefined;
}

export async function savedPages(db: StudySelect, responseId: string): Promise<SavedPage[]> {
  return db
    .selectFrom('saved_page')
    .selectAll()
    .where('response_id', '=', responseId)
    .orderBy('revision')
    .execute();
}

/** Replaces all scores of a response: they are computed anew from its sheet. */
export async function replaceScores(
  trx: StudyTransaction,
  responseId: string,
  scores: readonly Score[],
): Promise<void> {
  await trx.deleteFrom('score').where('response_id', '=', responseId).execute();
  if (scores.length === 0) return;
  await trx
    .insertInto('score')
    .values(
      scores.map((score) => ({
        response_id: responseId,
        scale: score.scale,
        rule: score.rule,
        value: score.value,
        missing: score.missing,
        answered: score.answered,
        of_items: score.of,
      })),
    )
    .execute();
}

export async function submittedResponse(
  db: StudySelect,
  code: string,
  wave: number,
): Promise<Response | null> {
  const row = await db
    .selectFrom('response')
    .selectAll()
    .where('code', '=', code)
    .where('wave', '=', wave)
    .where('submitted_at', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}

/** When each submitted wave of somebody was answered and when it came in: no answers. */
export async function submittedResponses(db: StudySelect, code: string) {
  return db
    .selectFrom('response')
    .select(['wave', 'channel', 'submitted_at', 'written_on', 'received_on'])
    .where('code', '=', code)
    .where('submitted_at', 'is not', null)
    .orderBy('wave')
    .execute();
}

/** What the boards show of responses: no answers. */
export async function responseStates(db: StudySelect, codes: readonly string[]) {
  return inChunks(codes, (some) =>
    db
      .selectFrom('response')
      .select(['code', 'wave', 'channel', 'started_at', 'submitted_at'])
      .where('code', 'in', some)
      .execute(),
  );
}
