/** Revoking links: a message went to the wrong place, and what it opens must stay shut. */

import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { revokeLinks } from '../db/links.ts';
import type { Services } from '../services.ts';

/** All links of one wave; an invitation sent later carries a new one. */
export async function revokeWaveLinks(
  services: Services,
  { code, wave }: { readonly code: string; readonly wave: number },
  actor: string,
): Promise<void> {
  await services.db.study.transaction().execute(async (trx) => {
    await revokeLinks(trx, code, wave, timestamp(services.clock));
    await appendEvent(trx, services.clock, {
      actor,
      action: 'links revoked',
      code,
      detail: { wave },
    });
  });
}
