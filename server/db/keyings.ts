/** What keyers read on paper forms, and what was decided where two of them differ. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type Keying = Selectable<StudyTables['keying']>;
export type KeyingDecision = Selectable<StudyTables['keying_decision']>;

export async function insertKeying(trx: StudyTransaction, row: Keying): Promise<void> {
  await trx.insertInto('keying').values(row).execute();
}

export async function keyingsOf(db: StudySelect, formId: string): Promise<Keying[]> {
  return db
    .selectFrom('keying')
    .selectAll()
    .where('form_id', '=', formId)
    .orderBy('ordinal')
    .execute();
}

export async function updateKeying(
  trx: StudyTransaction,
  id: string,
  change: Partial<Pick<Keying, 'sheet' | 'written_on' | 'saved_at' | 'finished_at'>>,
): Promise<void> {
  await trx.updateTable('keying').set(change).where('id', '=', id).execute();
}

/** One that nobody goes on with makes room for another. */
export async function deleteKeying(trx: StudyTransaction, id: string): Promise<void> {
  await trx.deleteFrom('keying').where('id', '=', id).where('finished_at', 'is', null).execute();
}

export async function decisionsOf(db: StudySelect, formId: string): Promise<KeyingDecision[]> {
  return db
    .selectFrom('keying_decision')
    .selectAll()
    .where('form_id', '=', formId)
    .orderBy('field')
    .execute();
}

export async function insertDecision(trx: StudyTransaction, row: KeyingDecision): Promise<void> {
  await trx.insertInto('keying_decision').values(row).execute();
}

/**
 * The number that stands for a keyer in data and figures; given at their first form, and for good. Comes
 * after an event of the same transaction: whoever holds the end of the log is the only one to count.
 */
export async function ensureKeyer(trx: StudyTransaction, account: string): Promise<void> {
  const known = await trx
    .selectFrom('keyer')
    .select('number')
    .where('account_id', '=', account)
    .executeTakeFirst();
  if (known) return;
  const { last } = await trx
    .selectFrom('keyer')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('keyer')
    .values({ account_id: account, number: Number(last ?? 0) + 1 })
    .execute();
}

/** Everything that was read on the forms of these codes, with the instrument that says what is what. */
export async function keyingsUnder(db: StudySelect, codes: readonly string[]) {
  return db
    .selectFrom('keying')
    .innerJoin('paper_form', 'paper_form.id', 'keying.form_id')
    .select(['keying.id', 'keying.sheet', 'instrument', 'instrument_version'])
    .where('code', 'in', codes)
    .execute();
}

export async function decisionsUnder(db: StudySelect, codes: readonly string[]) {
  return db
    .selectFrom('keying_decision')
    .innerJoin('paper_form', 'paper_form.id', 'keying_decision.form_id')
    .select(['form_id', 'field', 'answer', 'instrument', 'instrument_version'])
    .where('code', 'in', codes)
    .execute();
}

export async function updateDecision(
  trx: StudyTransaction,
  { form_id, field, answer }: Pick<KeyingDecision, 'form_id' | 'field' | 'answer'>,
): Promise<void> {
  await trx
    .updateTable('keying_decision')
    .set({ answer })
    .where('form_id', '=', form_id)
    .where('field', '=', field)
    .execute();
}
