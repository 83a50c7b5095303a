/** Personal links: only the hash of a token is kept. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './tables.ts';

export type Link = Selectable<StudyTables['link']>;

/** Repeatable: the same token gives the same row. */
export async function insertLink(
  trx: StudyTransaction,
  link: Omit<Link, 'revoked_at'>,
): Promise<void> {
  await trx
    .insertInto('link')
    .values({ ...link, revoked_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function linkByHash(db: StudySelect, hash: string): Promise<Link | null> {
  const row = await db
    .selectFrom('link')
    .selectAll()
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  return row ?? null;
}

export async function revokeLinks(
  trx: StudyTransaction,
  code: string,
  wave: number,
  at: string,
): Promise<void> {
  await trx
    .updateTable('link')
    .set({ revoked_at: at })
    .where('code', '=', code)
    .where('wave', '=', wave)
    .where('revoked_at', 'is', null)
    .execute();
}
