/** Letters by the batch that they are printed and posted with. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { OutboxMessage } from './outbox.ts';
import type { RegistryTables } from './registry-tables.ts';

export type LetterBatch = Selectable<RegistryTables['letter_batch']>;

/**
 * Repeatable: the batch of a study, or of one of its sites, that is not printed yet. It is held until
 * the transaction ends, so that it is not printed without what is put into it.
 */
export async function ensureOpenBatch(
  trx: RegistryTransaction,
  batch: Pick<LetterBatch, 'id' | 'study' | 'site' | 'day' | 'made_at'>,
): Promise<LetterBatch> {
  const open = () =>
    trx
      .updateTable('letter_batch')
      .set((eb) => ({ id: eb.ref('id') }))
      .where('study', '=', batch.study)
      .where('site', '=', batch.site)
      .where('printed_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
  const standing = await open();
  if (standing) return standing;
  const { count } = await trx
    .selectFrom('letter_batch')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('study', '=', batch.study)
    .where('site', '=', batch.site)
    .where('day', '=', batch.day)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('letter_batch')
    .values({
      ...batch,
      number: Number(count) + 1,
      ...{ printed_at: null, printed_by: null, posted_at: null, posted_by: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await open();
  if (!made) throw new Error('another batch was made and printed at this moment');
  return made;
}

/** Holds a batch until the transaction ends; null when there is none of that id. */
export async function lockBatch(trx: RegistryTransaction, id: string): Promise<LetterBatch | null> {
  const row = await trx
    .updateTable('letter_batch')
    .set((eb) => ({ id: eb.ref('id') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export async function batchNamed(db: RegistrySelect, id: string): Promise<LetterBatch | null> {
  const row = await db
    .selectFrom('letter_batch')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function updateBatch(
  trx: RegistryTransaction,
  id: string,
  change: Partial<Pick<LetterBatch, 'printed_at' | 'printed_by' | 'posted_at' | 'posted_by'>>,
): Promise<void> {
  await trx.updateTable('letter_batch').set(change).where('id', '=', id).execute();
}

export interface CountedBatch extends LetterBatch {
  readonly letters: number;
}

/** Newest first; `sites` null for all. */
export async function latestBatches(
  db: RegistrySelect,
  study: string,
  sites: readonly string[] | null,
  limit: number,
): Promise<CountedBatch[]> {
  return counted(await batchesOf(db, study, sites).limit(limit).execute());
}

export async function unpostedBatches(
  db: RegistrySelect,
  study: string,
  sites: readonly string[] | null,
): Promise<CountedBatch[]> {
  return counted(await batchesOf(db, study, sites).where('posted_at', 'is', null).execute());
}

function batchesOf(db: RegistrySelect, study: string, sites: readonly string[] | null) {
  return db
    .selectFrom('letter_batch')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('outbox')
        .select((letter) => letter.fn.countAll().as('letters'))
        .whereRef('outbox.batch_id', '=', 'letter_batch.id')
        .where('status', '!=', 'cancelled')
        .as('letters'),
    )
    .where('study', '=', study)
    .$if(sites !== null, (some) => some.where('site', 'in', ['', ...(sites ?? [])]))
    .orderBy('made_at', 'desc')
    .orderBy('id');
}

/** PostgreSQL counts in strings. */
function counted(
  rows: readonly (LetterBatch & { readonly letters: number | string | bigint | null })[],
): CountedBatch[] {
  return rows.map((row) => ({ ...row, letters: Number(row.letters) }));
}

/** In the order of their codes: says nothing of who they are. */
export async function lettersIn(db: RegistrySelect, batch: string): Promise<OutboxMessage[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('batch_id', '=', batch)
    .orderBy('code')
    .orderBy('wave')
    .orderBy('ordinal')
    .execute();
}
