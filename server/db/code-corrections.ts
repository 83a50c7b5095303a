/** Forms that were filled in under somebody else's code: proposed by one person, confirmed by another. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type CodeCorrection = Selectable<StudyTables['code_correction']>;

export async function insertCorrection(trx: StudyTransaction, row: CodeCorrection): Promise<void> {
  await trx.insertInto('code_correction').values(row).execute();
}

/** All of a form's, the last one last. */
export async function correctionsOf(db: StudySelect, formId: string): Promise<CodeCorrection[]> {
  return db
    .selectFrom('code_correction')
    .selectAll()
    .where('form_id', '=', formId)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute();
}

/** Those that nobody has decided, from or to one of these codes. */
export async function openCorrections(
  db: StudySelect,
  codes: readonly string[],
): Promise<CodeCorrection[]> {
  return db
    .selectFrom('code_correction')
    .selectAll()
    .where('decided_at', 'is', null)
    .where((eb) => eb.or([eb('from_code', 'in', codes), eb('to_code', 'in', codes)]))
    .orderBy('proposed_at')
    .execute();
}

export async function closeCorrection(
  trx: StudyTransaction,
  id: string,
  change: Pick<CodeCorrection, 'decided_at' | 'decided_by' | 'outcome'>,
): Promise<void> {
  await trx.updateTable('code_correction').set(change).where('id', '=', id).execute();
}
