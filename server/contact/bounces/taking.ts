/** What a report does: a mailbox that is gone gets no more mail and becomes a task, and a complaint stops the mail. */

import { isFinal, mayAnswer } from '../../../surveys/participant-state.ts';
import { timestamp, today } from '../../clock.ts';
import { appendEvent } from '../../db/events.ts';
import { markUndelivered } from '../../db/links.ts';
import { bouncesAt, outboxMessageOf, updateOutboxMessage } from '../../db/outbox.ts';
import { type Participant, participantByCode } from '../../db/participants.ts';
import { lockPerson, markMailbox, personByCode } from '../../db/people.ts';
import { stopMail } from '../../enrolment/mail-wish.ts';
import type { Services } from '../../services.ts';
import { addTaskIn } from '../../tasks/task-change.ts';
import type { Handling } from './mailbox.ts';
import { readReport } from './report.ts';

/** A mailbox that was full, or a server that was away, this often is as good as gone. */
const mostSoft = 3;

/** Repeatable: the same report once more changes nothing. What is no report of ours is left for people. */
export async function takeReport(services: Services, message: Buffer): Promise<Handling> {
  const report = await readReport(message);
  if (report.kind === 'other') return 'left';
  const reported = await outboxMessageOf(services.db.registry, report);
  const participant = reported && (await participantByCode(services.db.study, reported.code));
  if (!reported || !participant) return 'left';
  if (report.kind === 'bounce') await takeBounce(services, participant, reported, report);
  if (report.kind === 'feedback') {
    const { merged_into } = participant;
    // A second registration has no mail of its own to stop.
    const goesOn = merged_into && (await participantByCode(services.db.study, merged_into));
    await takeComplaint(services, goesOn || participant, reported.wave);
  }
  return 'handled';
}

type Reported = NonNullable<Awaited<ReturnType<typeof outboxMessageOf>>>;

/** The task comes first: an attempt that was cut off after it is made again, and finds it there. */
async function takeBounce(
  services: Services,
  participant: Participant,
  { id, code, wave, email_ordinal, bounced_at }: Reported,
  { bounces, status }: { readonly bounces: 'hard' | 'soft'; readonly status: string },
): Promise<void> {
  const { db, clock } = services;
  if (bounced_at !== null || email_ordinal === null) return;
  const earlier = await bouncesAt(db.registry, code, email_ordinal);
  const isGone = bounces === 'hard' || earlier + 1 >= mostSoft;
  const person = await personByCode(db.registry, code);
  // Of an address that was changed since, nothing is to be done.
  const isTheirs = person?.email_ordinal === email_ordinal;
  if (isGone && isTheirs && wave > 0) await openBounceTask(services, participant, wave, status);
  await db.registry.transaction().execute(async (trx) => {
    await lockPerson(trx, code);
    // Two may be reading the same mailbox.
    const standing = await outboxMessageOf(trx, { outboxId: id, messageId: null });
    if (standing?.bounced_at !== null) return;
    const at = timestamp(clock);
    await updateOutboxMessage(trx, id, { bounced_at: at, bounce: status });
    if (isGone) await markMailbox(trx, { code, email_ordinal, email_failed_at: at });
    await appendEvent(trx, clock, {
      ...{ actor: 'system', action: 'message bounced', code },
      detail: { wave, bounce: isGone ? 'hard' : 'soft' },
    });
  });
}

async function openBounceTask(
  { db, clock, definitions }: Services,
  { code, study: name, state }: Participant,
  wave: number,
  status: string,
): Promise<void> {
  const study = definitions.study(name);
  if (!study || !mayAnswer(state)) return;
  const task = { code, kind: 'bounced', wave, study: name } as const;
  const dueOn = today(clock, study.time_zone);
  await db.study.transaction().execute(async (trx) => {
    await addTaskIn(trx, clock, { ...task, dueOn }, 'system');
    await markUndelivered(trx, code, wave, status);
  });
}

async function takeComplaint(
  services: Services,
  participant: Participant,
  wave: number,
): Promise<void> {
  const { code, mail, state } = participant;
  if (mail === 'stopped' || isFinal(state)) return;
  const { db, clock } = services;
  await db.registry.transaction().execute((trx) =>
    appendEvent(trx, clock, {
      ...{ actor: 'participant', action: 'message marked as spam', code },
      detail: { wave },
    }),
  );
  await stopMail(services, code);
}
