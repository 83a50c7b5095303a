/** Deletes every answer of some codes, in an order in which nothing refers to what is gone. */

import { deleteCutRecords } from './cut-records.ts';
import type { StudyTransaction } from './events.ts';

/** What web and paper gave, as it was read, decided and scored, and the copies of it in data cuts. */
export async function deleteAnswers(
  trx: StudyTransaction,
  codes: readonly string[],
): Promise<void> {
  const responses = trx.selectFrom('response').select('id').where('code', 'in', codes);
  const forms = trx.selectFrom('paper_form').select('id').where('code', 'in', codes);
  await deleteCutRecords(trx, codes);
  await trx
    .deleteFrom('replaced_response')
    .where((eb) => eb.or([eb('response_id', 'in', responses), eb('form_id', 'in', forms)]))
    .execute();
  for (const table of ['code_correction', 'keying_decision', 'keying'] as const)
    await trx.deleteFrom(table).where('form_id', 'in', forms).execute();
  for (const table of ['score', 'saved_page', 'visit'] as const)
    await trx.deleteFrom(table).where('response_id', 'in', responses).execute();
  for (const table of ['response', 'paper_form'] as const)
    await trx.deleteFrom(table).where('code', 'in', codes).execute();
}
