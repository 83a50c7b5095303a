/** Sends every message that is due now. What is due is worked out from how things stand, not from a plan. */

import { dueMessage, type Standing } from '../../surveys/due-message.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { type WaveReach, waveReach } from '../../surveys/wave-reach.ts';
import { timestamp, today } from '../clock.ts';
import { type Participation, participationOf } from '../collection/participation.ts';
import { dayOf } from '../day.ts';
import { messagesAbout, type OutboxMessage } from '../db/outbox.ts';
import { codesWithEmail } from '../db/people.ts';
import { type WaveStanding, waveStandings } from '../db/standings.ts';
import type { Services } from '../services.ts';
import { sendWaveMessage, type WaveMessage } from './wave-message.ts';

export interface Dispatched {
  readonly sent: number;
  readonly failed: number;
}

/**
 * Several may run at once: a message is claimed by one of them. What is due is worked out a page of
 * people at a time; that they have not answered or left meanwhile is looked at as each message leaves. One that cannot be made (a sealed value that does not open) holds up nobody
 * else; its error is thrown when all others have had theirs.
 */
export async function dispatch(services: Services): Promise<Dispatched> {
  const counts = { sent: 0, failed: 0 };
  const errors: unknown[] = [];
  for (const study of services.definitions.studies)
    for (const role of study.roles)
      for (const reach of waveReach(study, role, today(services.clock, study.time_zone)))
        for await (const { participation, which } of dueAt(services, study, role, reach)) {
          const how = { actor: 'system', patient: true };
          try {
            const outcome = await sendWaveMessage(services, participation, which, how);
            if (outcome === 'sent' || outcome === 'failed') counts[outcome] += 1;
          } catch (error) {
            errors.push(error);
          }
        }
  if (errors.length > 0) throw errors[0];
  return counts;
}

const pageSize = 100;
/** Longer than anybody is thanked after. */
const lookBack = { hours: 24 * 7 };

async function* dueAt(
  services: Services,
  study: Study,
  role: StudyRole,
  reach: WaveReach,
): AsyncGenerator<{ participation: Participation; which: WaveMessage }> {
  const { db, clock } = services;
  const answeredSince = timestamp({ now: () => clock.now().subtract(lookBack) });
  let after = '';
  for (;;) {
    const page = await waveStandings(db.study, {
      ...{ study: study.study, role: role.name, reach, answeredSince },
      ...{ after, limit: pageSize },
    });
    const codes = page.map(({ code }) => code);
    const messages = await messagesAbout(db.registry, codes, reach.wave);
    const reachable = new Set(await codesWithEmail(db.registry, codes));
    for (const known of page.filter(({ shut }) => !shut)) {
      const participation = await participationOf(services, known.code, reach.wave);
      if (!participation) continue;
      const theirs = messages.filter(({ code }) => code === known.code);
      const email = known.bounces ? 'bounced' : reachable.has(known.code) ? 'works' : 'none';
      const standing = standingOf(participation, known, theirs, email);
      const now = today(clock, study.time_zone);
      const due = dueMessage(study, role, participation.dates, standing, now);
      // Letters are put into a batch by people who fold them.
      if ('kind' in due && due.kind !== 'letter')
        yield { participation, which: { kind: due.kind, ordinal: due.ordinal } };
    }
    const last = codes.at(-1);
    if (last === undefined || codes.length < pageSize) return;
    after = last;
  }
}

function standingOf(
  { participant, study }: Participation,
  known: WaveStanding,
  messages: readonly OutboxMessage[],
  email: Standing['email'],
): Standing {
  const day = (instant: string) => dayOf(instant, study.time_zone);
  return {
    state: participant.state,
    channel: participant.channel,
    email,
    savedOn: known.saved_at && day(known.saved_at),
    submitted: known.submitted_at
      ? { on: day(known.submitted_at), channel: known.submitted_channel ?? 'web' }
      : null,
    firstAnsweredOn: known.first_submitted_at && day(known.first_submitted_at),
    sent: messages.flatMap(({ kind, ordinal, sent_at }) => {
      if (sent_at === null || kind === 'withdrawal-receipt') return [];
      // Whichever of them it was, the link has come.
      const isLink = kind === 'invitation' || kind === 'new-link';
      const which = isLink ? ({ kind: 'invitation', ordinal: 1 } as const) : { kind, ordinal };
      return [{ ...which, on: day(sent_at) }];
    }),
  };
}
