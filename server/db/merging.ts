/** What two registrations of one person hold, and putting it under the code that goes on. Nothing is deleted. */

import type { RegistryTransaction, StudyTransaction } from './events.ts';
import type { RegistrySelect, StudySelect } from './open.ts';
import type { Response } from './responses.ts';

/** A second registration in the study store, and the code that goes on. */
export interface MergedPair {
  readonly code: string;
  readonly into: string;
}

/** Every response of both, with what tells how far it has come. */
export async function responsesUnder(
  db: StudySelect,
  codes: readonly string[],
): Promise<Response[]> {
  return db
    .selectFrom('response')
    .selectAll()
    .where('code', 'in', codes)
    .orderBy('wave')
    .orderBy('channel')
    .orderBy('code')
    .execute();
}

/** Each of the two gets what the other has at a wave; their saved pages and scores follow by themselves. */
export async function swapResponses(
  trx: StudyTransaction,
  [one, other]: readonly [string, string],
  wave: number,
): Promise<void> {
  const responses = trx.updateTable('response');
  // Both may have one of the same channel: the first's stand aside at a wave that is none.
  await responses.set({ wave: -wave }).where('code', '=', one).where('wave', '=', wave).execute();
  await responses.set({ code: one }).where('code', '=', other).where('wave', '=', wave).execute();
  await responses
    .set({ code: other, wave })
    .where('code', '=', one)
    .where('wave', '=', -wave)
    .execute();
}

/**
 * Paper forms that are chosen from go where the answers made of them go; those that are no answer yet,
 * to the code that goes on, where they are keyed and chosen from.
 */
export async function swapPaperForms(
  trx: StudyTransaction,
  { code, into }: MergedPair,
  waves: { readonly swapped: readonly number[]; readonly kept: readonly number[] },
): Promise<void> {
  const forms = trx.updateTable('paper_form');
  const { swapped, kept } = waves;
  const aside = (wave: number) => -wave;
  for (const wave of swapped)
    await forms
      .set({ wave: aside(wave) })
      .where('code', '=', into)
      .where('wave', '=', wave)
      .where('outcome', 'is not', null)
      .execute();
  await forms
    .set({ code: into })
    .where('code', '=', code)
    .where((eb) =>
      kept.length > 0
        ? eb.or([eb('outcome', 'is', null), eb('wave', 'not in', kept)])
        : eb.lit(true),
    )
    .execute();
  for (const wave of swapped)
    await forms
      .set({ code, wave })
      .where('code', '=', into)
      .where('wave', '=', aside(wave))
      .execute();
}

/** Every link and every visit of a code: whoever has one open is told so at their next step. */
export async function shutEverything(
  trx: StudyTransaction,
  code: string,
  at: string,
): Promise<void> {
  await trx
    .updateTable('link')
    .set({ revoked_at: at })
    .where('code', '=', code)
    .where('revoked_at', 'is', null)
    .execute();
  await trx
    .updateTable('visit')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .where('response_id', 'in', (eb) =>
      eb.selectFrom('response').select('id').where('code', '=', code),
    )
    .execute();
}

export async function closeTasksOf(
  trx: StudyTransaction,
  code: string,
  by: { readonly at: string; readonly actor: string },
): Promise<void> {
  await trx
    .updateTable('task')
    .set({ done_at: by.at, done_by: by.actor, outcome: 'no-longer' })
    .where('code', '=', code)
    .where('done_at', 'is', null)
    .execute();
}

/** Whoever was merged into a code before goes along with it, so that one step always leads to the end. */
export async function redirectMerged(
  trx: StudyTransaction,
  { code, into }: MergedPair,
): Promise<void> {
  await trx
    .updateTable('participant')
    .set({ merged_into: into })
    .where('merged_into', '=', code)
    .execute();
}

/** The participants whom a job specialist follows up. */
export async function followedBy(db: StudySelect, code: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participant')
    .select('code')
    .where('followed_by', '=', code)
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
}

export async function mergedPairs(db: StudySelect): Promise<MergedPair[]> {
  const rows = await db
    .selectFrom('participant')
    .select(['code', 'merged_into'])
    .where('merged_into', 'is not', null)
    .orderBy('code')
    .execute();
  return rows.map(({ code, merged_into }) => ({ code, into: merged_into ?? '' }));
}

/** True where the registry does not know of it yet; not for somebody who was erased. */
export async function isUnmergedPerson(
  db: RegistrySelect,
  { code, into }: MergedPair,
): Promise<boolean> {
  const person = await db
    .selectFrom('person')
    .select('merged_into')
    .where('code', '=', code)
    .executeTakeFirst();
  return person !== undefined && person.merged_into !== into;
}

/** False if it was so already. Messages that wait have no link to carry any more and are never sent. */
export async function mergePerson(
  trx: RegistryTransaction,
  { code, into }: MergedPair,
): Promise<boolean> {
  const result = await trx
    .updateTable('person')
    .set({ merged_into: into })
    .where('code', '=', code)
    .where((eb) => eb.or([eb('merged_into', 'is', null), eb('merged_into', '<>', into)]))
    .executeTakeFirst();
  await trx
    .updateTable('outbox')
    .set({ status: 'failed', failure: 'merged', token_sealed: null })
    .where('code', '=', code)
    .where('status', 'in', ['waiting', 'failed'])
    .execute();
  return Number(result.numUpdatedRows) > 0;
}
