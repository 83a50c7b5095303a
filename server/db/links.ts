/** Personal links: only the hash of a token is kept. */

import type { Selectable } from 'kysely';
import { inChunks } from './chunks.ts';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

export type Link = Selectable<StudyTables['link']>;

/** Repeatable: the same token gives the same row. */
export async function insertLink(
  trx: StudyTransaction,
  link: Pick<Link, 'token_hash' | 'code' | 'wave' | 'medium' | 'created_at'>,
): Promise<void> {
  await trx
    .insertInto('link')
    .values({ ...link, revoked_at: null, sent_at: null, failure: null })
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

/** All of a wave, or those that went one way. */
export async function revokeLinks(
  trx: StudyTransaction,
  { code, wave, medium }: { code: string; wave: number; medium?: Link['medium'] | undefined },
  at: string,
): Promise<void> {
  await trx
    .updateTable('link')
    .set({ revoked_at: at })
    .where('code', '=', code)
    .where('wave', '=', wave)
    .where('revoked_at', 'is', null)
    .$if(medium !== undefined, (some) => some.where('medium', '=', medium ?? 'mail'))
    .execute();
}

/** Those with these hashes and no other, however many a wave has. */
export async function revokeLinksWith(
  trx: StudyTransaction,
  hashes: readonly string[],
  at: string,
): Promise<void> {
  for (const hash of hashes)
    await trx
      .updateTable('link')
      .set({ revoked_at: at })
      .where('token_hash', '=', hash)
      .where('revoked_at', 'is', null)
      .execute();
}

/** The links to a wave of somebody, revoked ones too. */
export async function linksOf(db: StudySelect, code: string, wave: number): Promise<Link[]> {
  return db
    .selectFrom('link')
    .selectAll()
    .where('code', '=', code)
    .where('wave', '=', wave)
    .execute();
}

/** The waves to which somebody has been mailed a link that has not been revoked. */
export async function mailedWaves(db: StudySelect, code: string): Promise<number[]> {
  const rows = await db
    .selectFrom('link')
    .select('wave')
    .distinct()
    .where('code', '=', code)
    .where('medium', '=', 'mail')
    .where('revoked_at', 'is', null)
    .orderBy('wave')
    .execute();
  return rows.map(({ wave }) => wave);
}

/** How many e-mailed links of a wave have been revoked: each of them calls for a new message. */
export async function revokedLinkCount(
  db: StudySelect,
  code: string,
  wave: number,
): Promise<number> {
  const row = await db
    .selectFrom('link')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('code', '=', code)
    .where('wave', '=', wave)
    .where('medium', '=', 'mail')
    .where('revoked_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** What became of the message that carries a link. */
export async function updateLink(
  trx: StudyTransaction,
  hash: string,
  change: Pick<Link, 'sent_at' | 'failure'>,
): Promise<void> {
  await trx.updateTable('link').set(change).where('token_hash', '=', hash).execute();
}

/** What went by mail about a wave has not arrived after all. */
export async function markUndelivered(
  trx: StudyTransaction,
  code: string,
  wave: number,
  failure: string,
): Promise<void> {
  await trx
    .updateTable('link')
    .set({ sent_at: null, failure })
    .where('code', '=', code)
    .where('wave', '=', wave)
    .where('medium', '=', 'mail')
    .execute();
}

/** The links that open something unless their wave is over, without what they are opened with. */
export async function openLinks(db: StudySelect, codes: readonly string[]) {
  return inChunks(codes, (some) =>
    db
      .selectFrom('link')
      .select(['code', 'wave', 'sent_at', 'failure'])
      .where('code', 'in', some)
      .where('revoked_at', 'is', null)
      .orderBy('created_at')
      .execute(),
  );
}

/** Links of which nothing is known yet: cut off, or from before there was a place for it. */
export async function unmarkedLinks(db: StudySelect): Promise<Link[]> {
  return db
    .selectFrom('link')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('sent_at', 'is', null)
    .where('failure', 'is', null)
    .execute();
}
