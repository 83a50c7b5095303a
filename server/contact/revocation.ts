/** Revoking links: a message went to the wrong place, and what it opens must stay shut. */

import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { revokeLinks } from '../db/links.ts';
import { lockParticipant } from '../db/participants.ts';
import { endVisits } from '../db/visits.ts';
import type { Services } from '../services.ts';

/** All links of one wave, or those that went one way, and the visits they opened; an invitation sent later carries a new one. */
export async function revokeWaveLinks(
  services: Services,
  which: { readonly code: string; readonly wave: number; readonly medium?: 'mail' | 'post' },
  actor: string,
): Promise<void> {
  const { code, wave } = which;
  await services.db.study.transaction().execute(async (trx) => {
    const at = timestamp(services.clock);
    // A visit that begins at this moment is there to be ended, or finds its link revoked.
    await lockParticipant(trx, code);
    await revokeLinks(trx, which, at);
    await endVisits(trx, code, wave, at);
    await appendEvent(trx, services.clock, {
      actor,
      action: 'links revoked',
      code,
      detail: { wave },
    });
  });
}
