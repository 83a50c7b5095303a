/** Visits: one browser answering one response. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type Visit = Selectable<StudyTables['visit']>;

export async function insertVisit(trx: StudyTransaction, visit: Visit): Promise<void> {
  await trx.insertInto('visit').values(visit).execute();
}

/** Also a visit that has ended: whoever comes back to it is told how it ended. */
export async function visitByCookie(db: StudySelect, cookieHash: string): Promise<Visit | null> {
  const row = await db
    .selectFrom('visit')
    .selectAll()
    .where('cookie_hash', '=', cookieHash)
    .executeTakeFirst();
  return row ?? null;
}

export async function visitById(db: StudySelect, id: string): Promise<Visit | null> {
  const row = await db.selectFrom('visit').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function setVisitLanguage(
  trx: StudyTransaction,
  id: string,
  language: string,
): Promise<void> {
  await trx.updateTable('visit').set({ language }).where('id', '=', id).execute();
}

/** Every visit of a participant, to whichever wave. */
export async function endVisitsOf(trx: StudyTransaction, code: string, at: string): Promise<void> {
  await trx
    .updateTable('visit')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .where('response_id', 'in', (eb) =>
      eb.selectFrom('response').select('id').where('code', '=', code),
    )
    .execute();
}

/** Every visit to a wave of a participant, whichever link it came by. */
export async function endVisits(
  trx: StudyTransaction,
  code: string,
  wave: number,
  at: string,
): Promise<void> {
  await trx
    .updateTable('visit')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .where('response_id', 'in', (eb) =>
      eb.selectFrom('response').select('id').where('code', '=', code).where('wave', '=', wave),
    )
    .execute();
}
