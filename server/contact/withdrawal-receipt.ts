/** The receipt of a withdrawal, in the participant's own language: on paper, and once by e-mail. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords, dayOf, timeOf } from '../day.ts';
import { newestEvent } from '../db/code-events.ts';
import { messagesOfKind } from '../db/outbox.ts';
import type { Participant } from '../db/participants.ts';
import { personByCode } from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { claimMessage, recordDelivery, returnPathOf } from './outbox.ts';

export interface WithdrawalReceipt {
  readonly title: string;
  /** What was asked, when, what happens now, and whom to call. */
  readonly paragraphs: readonly string[];
  /** Names the entry in the event log by its place and the beginning of its hash. */
  readonly reference: string;
}

/** Null for somebody who has not withdrawn. */
export async function withdrawalReceipt(
  { db }: Services,
  study: Study,
  { code, state, state_on, language }: Participant,
): Promise<WithdrawalReceipt | null> {
  if (state !== 'withdrawn') return null;
  // Before there were states, a withdrawal had an event of its own.
  const event = await newestEvent(db.study, code, ['state changed', 'participant withdrawn']);
  if (!event) return null;
  const say = texts(language);
  const recorded = dayOf(event.at, study.time_zone);
  return {
    title: say('person.receipt.title'),
    paragraphs: [
      say('person.receipt.asked', { study: inLanguage(study.title, language) }),
      say('person.receipt.when', {
        day: dayInWords(state_on ?? recorded, language),
        recorded: dayInWords(recorded, language),
        time: timeOf(event.at, study.time_zone),
      }),
      say('person.receipt.after'),
      say(`person.receipt.${study.withdrawal}`),
      say('person.receipt.contact', study.contact),
    ],
    reference: `${code}-${event.seq}-${event.hash.slice(0, 8)}`,
  };
}

export type ReceiptOutcome = 'sent' | 'failed' | 'already-sent' | 'no-email' | 'not-withdrawn';

/** The one message that a withdrawal itself sends, and no link in it. Repeatable: it arrives once. */
export async function sendWithdrawalReceipt(
  services: Services,
  study: Study,
  participant: Participant,
  actor: string,
): Promise<ReceiptOutcome> {
  const { code, language } = participant;
  const receipt = await withdrawalReceipt(services, study, participant);
  if (!receipt) return 'not-withdrawn';
  const person = await personByCode(services.db.registry, code);
  const email = person && openPerson(services.sealer, person).email;
  if (!email) return 'no-email';

  const message = await claimMessage(
    services,
    { study: study.study, code, wave: 0, kind: 'withdrawal-receipt', ordinal: 1 },
    { token: null, event: { actor, action: 'receipt written' } },
    { mailbox: person },
  );
  if (!message) return 'already-sent';
  const reference = texts(language)('person.receipt.reference', { reference: receipt.reference });
  const delivery = await services.mail.send({
    to: email,
    subject: receipt.title,
    text: [...receipt.paragraphs, reference, study.contact.name].join('\n\n'),
    messageId: message.message_id,
    returnPath: returnPathOf(services, message),
  });
  await recordDelivery(services, message, person, delivery, {
    actor,
    action: delivery.accepted ? 'receipt sent' : 'receipt failed',
    code,
  });
  return delivery.accepted ? 'sent' : 'failed';
}

/** True when there is nothing left to send. */
export async function isReceiptSent({ db }: Services, code: string): Promise<boolean> {
  const messages = await messagesOfKind(db.registry, code, 0, 'withdrawal-receipt');
  return messages.some(({ status }) => status === 'sent');
}
