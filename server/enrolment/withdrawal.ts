/** Withdrawing: one row that every link and every send looks at. */

import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { insertWithdrawal, isWithdrawn } from '../db/participants.ts';
import type { Services } from '../services.ts';

/** Repeatable: the first withdrawal stands. */
export async function withdrawParticipant(
  services: Services,
  code: string,
  actor: string,
): Promise<void> {
  await services.db.study.transaction().execute(async (trx) => {
    if (await isWithdrawn(trx, code)) return;
    await insertWithdrawal(trx, {
      code,
      withdrawn_at: timestamp(services.clock),
      recorded_by: actor,
    });
    await appendEvent(trx, services.clock, { actor, action: 'participant withdrawn', code });
  });
}
