/** Paper forms that came, and which of several answers to one wave counts. */

import type { ExpressionBuilder, Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type PaperForm = Selectable<StudyTables['paper_form']>;

export async function insertPaperForm(trx: StudyTransaction, row: PaperForm): Promise<void> {
  await trx.insertInto('paper_form').values(row).execute();
}

export async function paperFormById(db: StudySelect, id: string): Promise<PaperForm | null> {
  const row = await db.selectFrom('paper_form').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Every form of a participant at a wave, in the order in which they came. */
export async function paperFormsAt(
  db: StudySelect,
  code: string,
  wave: number,
): Promise<PaperForm[]> {
  return db
    .selectFrom('paper_form')
    .selectAll()
    .where('code', '=', code)
    .where('wave', '=', wave)
    .orderBy('logged_at')
    .orderBy('id')
    .execute();
}

/** Every form that came from somebody, in the order in which they came. */
export async function paperFormsOf(db: StudySelect, code: string): Promise<PaperForm[]> {
  return db
    .selectFrom('paper_form')
    .selectAll()
    .where('code', '=', code)
    .orderBy('received_on')
    .orderBy('logged_at')
    .execute();
}

/** Those of these people that are no answer yet, in the order in which they came. */
export async function formsReceived(
  db: StudySelect,
  codes: readonly string[],
): Promise<Pick<PaperForm, 'code' | 'wave' | 'logged_at'>[]> {
  return db
    .selectFrom('paper_form')
    .select(['code', 'wave', 'logged_at'])
    .where('code', 'in', codes)
    .where('outcome', 'is', null)
    .orderBy('logged_at')
    .execute();
}

/** A paper form has come that is no answer yet: nobody has keyed it, or decided about it. */
export function hasFormReceived(eb: ExpressionBuilder<StudyTables, 'participant'>, wave: number) {
  return eb.exists(
    eb
      .selectFrom('paper_form')
      .select('paper_form.code')
      .whereRef('paper_form.code', '=', 'participant.code')
      .where('paper_form.outcome', 'is', null)
      .where('paper_form.wave', '=', wave),
  );
}

type Change = Partial<Omit<PaperForm, 'id' | 'logged_at' | 'logged_by'>>;

export async function updatePaperForm(
  trx: StudyTransaction,
  id: string,
  change: Change,
): Promise<void> {
  await trx.updateTable('paper_form').set(change).where('id', '=', id).execute();
}

/** An answer from the web steps back: it is kept, and counts no more. */
export async function replaceResponse(
  trx: StudyTransaction,
  row: StudyTables['replaced_response'],
): Promise<void> {
  await trx.insertInto('replaced_response').values(row).execute();
  await trx
    .updateTable('response')
    .set({ submitted_at: null })
    .where('id', '=', row.response_id)
    .execute();
  await trx.deleteFrom('score').where('response_id', '=', row.response_id).execute();
}

/** What had stepped back for one form has now stepped back for another. */
export async function handOnReplaced(
  trx: StudyTransaction,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await trx
    .updateTable('replaced_response')
    .set({ form_id: to })
    .where('form_id', '=', from)
    .execute();
}

/** The answers that stepped back for a form; they count again. Their scores are the caller's to make. */
export async function restoreReplaced(
  trx: StudyTransaction,
  formId: string,
): Promise<readonly string[]> {
  const rows = await trx
    .deleteFrom('replaced_response')
    .where('form_id', '=', formId)
    .returningAll()
    .execute();
  for (const { response_id, submitted_at } of rows)
    await trx.updateTable('response').set({ submitted_at }).where('id', '=', response_id).execute();
  return rows.map(({ response_id }) => response_id);
}

/** What was read from a form stands in its keyings: the response that was made of it can be made again. */
export async function deletePaperResponse(trx: StudyTransaction, formId: string): Promise<void> {
  const responses = trx.selectFrom('response').select('id').where('form_id', '=', formId);
  await trx.deleteFrom('score').where('response_id', 'in', responses).execute();
  await trx.deleteFrom('saved_page').where('response_id', 'in', responses).execute();
  await trx.deleteFrom('response').where('form_id', '=', formId).execute();
}
