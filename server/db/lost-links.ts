/** Lost links: whose address was typed, and how often it was asked for lately. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

/** The codes with an e-mail address, in every study. A second registration of somebody is left out. */
export async function codesWithEmail(
  db: RegistrySelect,
  emailIndex: string,
): Promise<{ code: string; study: string }[]> {
  return db
    .selectFrom('person')
    .select(['code', 'study'])
    .where('email_index', '=', emailIndex)
    .where('merged_into', 'is', null)
    .orderBy('code')
    .execute();
}

export async function insertLostLinkRequest(
  trx: RegistryTransaction,
  row: Selectable<RegistryTables['lost_link_request']>,
): Promise<void> {
  await trx.insertInto('lost_link_request').values(row).execute();
}

/** What is too old to count is not kept. */
export async function forgetLostLinkRequests(
  trx: RegistryTransaction,
  before: string,
): Promise<void> {
  await trx.deleteFrom('lost_link_request').where('asked_at', '<=', before).execute();
}

export async function lostLinkRequests(db: RegistrySelect, emailIndex: string): Promise<number> {
  const row = await db
    .selectFrom('lost_link_request')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('email_index', '=', emailIndex)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
