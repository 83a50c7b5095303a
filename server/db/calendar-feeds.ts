/** Addresses that calendar programs read: only their hashes are kept; each is one account's, for one study, until it is revoked. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type CalendarFeed = Selectable<RegistryTables['calendar_feed']>;

export interface FeedOwner {
  readonly accountId: string;
  readonly study: string;
}

export async function insertCalendarFeed(
  trx: RegistryTransaction,
  feed: CalendarFeed,
): Promise<void> {
  await trx.insertInto('calendar_feed').values(feed).execute();
}

/** Null for an address that is unknown or revoked. */
export async function calendarFeedAt(
  db: RegistrySelect,
  hash: string,
): Promise<CalendarFeed | null> {
  const row = await db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The one that is live; there is never more than one. */
export async function calendarFeedOf(
  db: RegistrySelect,
  { accountId, study }: FeedOwner,
): Promise<CalendarFeed | null> {
  const row = await db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('study', '=', study)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** False if there was none to revoke. */
export async function revokeCalendarFeed(
  trx: RegistryTransaction,
  { accountId, study }: FeedOwner,
  at: string,
): Promise<boolean> {
  const revoked = await trx
    .updateTable('calendar_feed')
    .set({ revoked_at: at })
    .where('account_id', '=', accountId)
    .where('study', '=', study)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(revoked.numUpdatedRows) > 0;
}
