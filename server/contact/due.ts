/** To whom which message is due now, worked out from how things stand: for all of a study, or for one person. */

import { setImmediate as breath } from 'node:timers/promises';
import { dueMessage, type Standing, type WhichMessage } from '../../surveys/due-message.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { type WaveReach, waveReach } from '../../surveys/wave-reach.ts';
import { timestamp, today } from '../clock.ts';
import { type Participation, participationIn } from '../collection/participation.ts';
import { dayOf } from '../day.ts';
import { messagesAbout, type OutboxMessage } from '../db/outbox.ts';
import { type Mailbox, mailboxesOf } from '../db/people.ts';
import { type WaveStanding, type Which, waveStandings } from '../db/standings.ts';
import type { Services } from '../services.ts';

/** A wave of a role, and how far people have come into it. */
interface Occasion {
  readonly study: Study;
  readonly role: StudyRole;
  readonly reach: WaveReach;
}

export interface Candidate extends Occasion {
  readonly code: string;
}

export interface Due {
  readonly participation: Participation;
  readonly which: WhichMessage;
  /** How many messages about the wave had left when this was worked out. */
  readonly sent: number;
}

const pageSize = 100;

/** Everybody something is due to, without what: that is worked out once more as each message leaves. */
export async function everybodyDue(services: Services, study: Study): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const occasion of occasionsOf(services, study)) {
    for (let after = ''; ; ) {
      await breath();
      const page = await standings(services, occasion, { after, limit: pageSize });
      for (const { participation } of await dueAmong(services, occasion, page))
        candidates.push({ ...occasion, code: participation.participant.code });
      if (page.length < pageSize) break;
      after = page.at(-1)?.code ?? '';
    }
  }
  return candidates;
}

/** Null when nothing is. */
export async function dueTo(services: Services, candidate: Candidate): Promise<Due | null> {
  const page = await standings(services, candidate, { code: candidate.code });
  const [due] = await dueAmong(services, candidate, page);
  return due ?? null;
}

function occasionsOf({ clock }: Services, study: Study): Occasion[] {
  const now = today(clock, study.time_zone);
  return study.roles.flatMap((role) =>
    waveReach(study, role, now).map((reach) => ({ study, role, reach })),
  );
}

/** Longer than anybody is thanked after. */
const lookBack = { hours: 24 * 7 };

function standings(
  { db, clock }: Services,
  { study, role, reach }: Occasion,
  which: Which,
): Promise<WaveStanding[]> {
  const answeredSince = timestamp({ now: () => clock.now().subtract(lookBack) });
  const asked = { study: study.study, role: role.name, reach, answeredSince };
  return waveStandings(db.study, asked, which);
}

async function dueAmong(
  services: Services,
  { study, role, reach: { wave } }: Occasion,
  page: readonly WaveStanding[],
): Promise<Due[]> {
  const { db, clock } = services;
  const codes = page.map(({ code }) => code);
  const messages = Map.groupBy(await messagesAbout(db.registry, codes, wave), ({ code }) => code);
  const mailboxes = new Map((await mailboxesOf(db.registry, codes)).map((box) => [box.code, box]));
  const now = today(clock, study.time_zone);
  return page.flatMap((known) => {
    const participation = participationIn(services, known, wave);
    if (!participation) return [];
    const theirs = messages.get(known.code) ?? [];
    const standing = standingOf(study, known, theirs, mailboxes.get(known.code));
    const which = dueMessage(study, role, participation.dates, standing, now);
    const sent = theirs.filter(({ sent_at }) => sent_at !== null).length;
    return 'kind' in which ? [{ participation, which, sent }] : [];
  });
}

function standingOf(
  { time_zone }: Study,
  known: WaveStanding,
  messages: readonly OutboxMessage[],
  mailbox: Mailbox | undefined,
): Standing {
  const day = (instant: string) => dayOf(instant, time_zone);
  return {
    state: known.state,
    channel: known.channel,
    email: emailOf(known, mailbox),
    link: linkOf(known, messages, mailbox),
    savedOn: known.saved_at && day(known.saved_at),
    submitted: known.submitted_at
      ? { on: day(known.submitted_at), channel: known.submitted_channel ?? 'web' }
      : null,
    formReceived: known.form_received,
    firstAnsweredOn: known.first_submitted_at && day(known.first_submitted_at),
    sent: messages.flatMap(({ kind, ordinal, sent_at }) => {
      if (sent_at === null || kind === 'withdrawal-receipt') return [];
      return [{ kind, ordinal, on: day(sent_at) }];
    }),
  };
}

function emailOf({ mail }: WaveStanding, mailbox: Mailbox | undefined): Standing['email'] {
  if (!mailbox) return 'none';
  if (mail === 'stopped') return 'stopped';
  return mailbox.email_failed_at === null ? 'works' : 'bounced';
}

/** With the address its links go too: that they are shut is then no reason to be silent. */
function linkOf(
  { shut }: WaveStanding,
  messages: readonly OutboxMessage[],
  mailbox: Mailbox | undefined,
): Standing['link'] {
  const last = messages.filter(({ email_ordinal }) => email_ordinal !== null).at(-1);
  if (last && mailbox && last.email_ordinal !== mailbox.email_ordinal) return 'moved';
  return shut ? 'shut' : 'stands';
}
