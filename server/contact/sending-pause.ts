/** Stopping all sending of a study, and letting it go on: what is due meanwhile is worked out anew afterwards. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { endPause, insertPause } from '../db/sending-pauses.ts';
import type { Services } from '../services.ts';

/** Repeatable: what stands still goes on standing still, with the first one's name. */
export async function pauseSending(
  { db, clock }: Services,
  study: string,
  actor: string,
): Promise<void> {
  await db.study.transaction().execute(async (trx) => {
    const pause = { id: randomUUID(), study, paused_at: timestamp(clock), paused_by: actor };
    if (await insertPause(trx, pause))
      await appendEvent(trx, clock, { actor, action: 'sending paused', detail: { study } });
  });
}

export async function resumeSending(
  { db, clock }: Services,
  study: string,
  actor: string,
): Promise<void> {
  await db.study.transaction().execute(async (trx) => {
    if (await endPause(trx, study, { resumed_at: timestamp(clock), resumed_by: actor }))
      await appendEvent(trx, clock, { actor, action: 'sending resumed', detail: { study } });
  });
}
