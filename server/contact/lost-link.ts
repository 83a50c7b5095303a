/** A lost link: whoever types the address of somebody who can answer now has a new link sent to that address. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import { participationOf } from '../collection/participation.ts';
import { appendEvent } from '../db/events.ts';
import {
  codesWithEmail,
  forgetLostLinkRequests,
  insertLostLinkRequest,
  lostLinkRequests,
} from '../db/lost-links.ts';
import type { Services } from '../services.ts';
import { sendNewLink } from './invitation.ts';

/** Of one address: more is somebody who fills another's mailbox. */
const mostRequests = 3;
const requestWindow = { hours: 1 };

/** One message for each form that is open to somebody with this address; nothing is told to the caller. */
export async function sendLostLinks(services: Services, email: string): Promise<void> {
  const emailIndex = services.sealer.blindIndex(email, 'email');
  if (!(await countRequest(services, emailIndex))) return;
  for (const { code, study } of await codesWithEmail(services.db.registry, emailIndex))
    for (const wave of wavesOf(services, study)) {
      const participation = await participationOf(services, code, wave);
      // Who may not answer or be written to, or has answered, gets nothing: sending looks at that.
      if (participation) await sendNewLink(services, participation, 'participant');
    }
}

/** False when the address was asked for too often. An address that nobody has is counted just the same. */
async function countRequest({ db, clock }: Services, emailIndex: string): Promise<boolean> {
  const since = timestamp({ now: () => clock.now().subtract(requestWindow) });
  return db.registry.transaction().execute(async (trx) => {
    // The event comes first, as appending to the log is one at a time: so is counting, then.
    await appendEvent(trx, clock, { actor: 'unknown', action: 'lost link asked for' });
    await forgetLostLinkRequests(trx, since);
    if ((await lostLinkRequests(trx, emailIndex)) >= mostRequests) return false;
    const asked_at = timestamp(clock);
    await insertLostLinkRequest(trx, { id: randomUUID(), email_index: emailIndex, asked_at });
    return true;
  });
}

function wavesOf({ definitions }: Services, study: string): number[] {
  return (definitions.study(study)?.waves ?? []).map((_, index) => index + 1);
}
