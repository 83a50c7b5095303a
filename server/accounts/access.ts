/** Changing which studies an account may enter, and which sites of them. */

import { type AccountAccess, setAccess } from '../db/accounts.ts';
import { appendEvent } from '../db/events.ts';
import type { Services } from '../services.ts';

/** Holds from the next request on: what an account may enter is looked up each time. */
export async function changeAccess(
  { db, clock }: Services,
  given: { id: string; access: readonly AccountAccess[]; actor: string },
): Promise<void> {
  await db.registry.transaction().execute(async (trx) => {
    // The event comes first, as appending to the log is one at a time: so is the change then.
    await appendEvent(trx, clock, {
      actor: given.actor,
      action: 'account access changed',
      detail: { account: given.id, access: accessAsText(given.access) },
    });
    await setAccess(trx, given.id, given.access);
  });
}

/** By the names that studies and sites have in their file: `jobbspesialist/tromso`, or the study alone. */
export function accessAsText(access: readonly AccountAccess[]): string {
  return access.map(({ study, site }) => (site ? `${study}/${site}` : study)).join(', ');
}
