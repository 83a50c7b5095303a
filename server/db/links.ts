/** Personal links: only the hash of a token is kept. */

import type { Selectable } from 'kysely';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import type { StudyTables } from './study-tables.ts';

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

/** The links to a wave of somebody, revoked ones too. */
export async function linksOf(db: StudySelect, code: string, wave: number): Promise<Link[]> {
  return db
    .selectFrom('link')
    .selectAll()
    .where('code', '=', code)
    .where('wave', '=', wave)
    .execute();
}

/** The waves to which somebody has been sent a link that has not been revoked. */
export async function linkedWaves(db: StudySelect, code: string): Promise<number[]> {
  const rows = await db
    .selectFrom('link')
    .select('wave')
    .distinct()
    .where('code', '=', code)
    .where('revoked_at', 'is', null)
    .orderBy('wave')
    .execute();
  return rows.map(({ wave }) => wave);
}

/** How many links of a wave have been revoked: each of them calls for a new message. */
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
    .where('revoked_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many links each wave has of each participant, or of a few of them, for the boards. */
export async function linkCounts(db: StudySelect, study: string, codes?: readonly string[]) {
  const rows = await db
    .selectFrom('link')
    .innerJoin('participant', 'participant.code', 'link.code')
    .select((eb) => [
      'link.code',
      'link.wave',
      eb.fn.countAll().as('made'),
      eb.fn.count('link.revoked_at').as('revoked'),
    ])
    .where('participant.study', '=', study)
    .$if(codes !== undefined, (query) => query.where('link.code', 'in', codes ?? []))
    .groupBy(['link.code', 'link.wave'])
    .execute();
  return rows.map(({ code, wave, made, revoked }) => ({
    code,
    wave,
    made: Number(made),
    revoked: Number(revoked),
  }));
}
