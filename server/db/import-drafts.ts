/** Files of people on their way into the registry, sealed, for an hour. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type ImportDraft = Selectable<RegistryTables['import_draft']>;

export async function insertDraft(trx: RegistryTransaction, draft: ImportDraft): Promise<void> {
  await trx.insertInto('import_draft').values(draft).execute();
}

/** Null when it is over, or was made by another account. */
export async function openDraftOf(
  db: RegistrySelect,
  { id, study, madeBy }: { readonly id: string; readonly study: string; readonly madeBy: string },
  now: string,
): Promise<ImportDraft | null> {
  const row = await db
    .selectFrom('import_draft')
    .selectAll()
    .where('id', '=', id)
    .where('study', '=', study)
    .where('made_by', '=', madeBy)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** False if it was imported before. */
export async function markImported(
  trx: RegistryTransaction,
  id: string,
  change: { readonly rows_sealed: string; readonly imported_at: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('import_draft')
    .set(change)
    .where('id', '=', id)
    .where('imported_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

export async function deleteDraftsOver(trx: RegistryTransaction, now: string): Promise<void> {
  await trx.deleteFrom('import_draft').where('expires_at', '<=', now).execute();
}
