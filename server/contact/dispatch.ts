/** Sends every message that is due now: at the study's hours, no faster than it allows, and none while it stands still. */

import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises';
import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { beginRun, endRun } from '../db/dispatch-runs.ts';
import { claimsSince } from '../db/outbox.ts';
import { standingPause } from '../db/sending-pauses.ts';
import { followUpWithdrawals } from '../enrolment/withdrawal-follow-up.ts';
import type { Services } from '../services.ts';
import { type Candidate, dueTo, everybodyDue } from './due.ts';
import { addLetter } from './letters.ts';
import { sendWaveMessage } from './wave-message.ts';

export interface Dispatched {
  readonly sent: number;
  readonly failed: number;
}

export interface Pace {
  /** Ends after the message that is on its way. */
  readonly signal?: AbortSignal;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Several may run at once: a message is claimed by one of them. One that cannot be made (a sealed
 * value that does not open) holds up nobody else; its error is thrown when all others have had theirs.
 */
export async function dispatch(services: Services, pace: Pace = {}): Promise<Dispatched> {
  const counts = { sent: 0, failed: 0 };
  const errors: unknown[] = [];
  await followUpWithdrawals(services).catch((error: unknown) => errors.push(error));
  for (const study of services.definitions.studies) {
    if (pace.signal?.aborted || !(await sendsNow(services, study))) continue;
    const candidates = await everybodyDue(services, study);
    const run = { study: study.study, began_at: timestamp(services.clock), due: candidates.length };
    await beginRun(services.db.registry, run);
    for (const candidate of candidates) {
      await ownTurn(services, study, pace);
      if (pace.signal?.aborted || !(await sendsNow(services, study))) break;
      try {
        const outcome = await send(services, candidate);
        if (outcome) counts[outcome] += 1;
      } catch (error) {
        errors.push(error);
      }
    }
    await endRun(services.db.registry, run, timestamp(services.clock));
  }
  if (errors.length > 0) throw errors[0];
  return counts;
}

async function send(services: Services, candidate: Candidate): Promise<keyof Dispatched | null> {
  const due = await dueTo(services, candidate);
  if (!due) return null;
  const { participation, sent } = due;
  const { kind, ordinal } = due.which;
  if (kind === 'letter') {
    await addLetter(services, participation, ordinal);
    return null;
  }
  const reason = kind === 'new-link' ? ('address-changed' as const) : null;
  const how = { actor: 'system', reason, decidedAt: { sent } };
  const outcome = await sendWaveMessage(services, participation, { kind, ordinal }, how);
  return outcome === 'sent' || outcome === 'failed' ? outcome : null;
}

async function sendsNow({ db, clock }: Services, study: Study): Promise<boolean> {
  const { from, until } = study.sending.hours;
  const { hour } = clock.now().toZonedDateTimeISO(study.time_zone);
  return hour >= from && hour < until && (await standingPause(db.study, study.study)) === null;
}

/** Until fewer were sent in the last minute than may be, by whichever dispatcher. */
async function ownTurn(services: Services, study: Study, { signal, wait }: Pace): Promise<void> {
  const { db, clock } = services;
  for (;;) {
    await breath();
    const since = clock.now().subtract({ minutes: 1 });
    const claims = await claimsSince(db.registry, study.study, timestamp({ now: () => since }));
    if (claims.first === null || claims.count < study.sending.per_minute || signal?.aborted) return;
    const milliseconds = since.until(claims.first).total('milliseconds') + 1;
    await (wait ? wait(milliseconds) : pause(milliseconds, undefined, { signal }).catch(() => {}));
  }
}
