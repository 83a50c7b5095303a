/** What staff wrote down about a person, sealed. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type Note = Selectable<RegistryTables['note']>;

/** Repeatable: the first row of an id stands; false if it was there. */
export async function insertNote(trx: RegistryTransaction, note: Note): Promise<boolean> {
  const result = await trx
    .insertInto('note')
    .values(note)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Newest first. */
export async function notesOf(db: RegistrySelect, code: string): Promise<Note[]> {
  return db
    .selectFrom('note')
    .selectAll()
    .where('code', '=', code)
    .orderBy('written_at', 'desc')
    .orderBy('id')
    .execute();
}
