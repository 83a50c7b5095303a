/** Sending a participant a message about a wave: an outbox row, a link made from it, and one attempt to send. */

import { IntlMessageFormat } from 'intl-messageformat';
import { mayBeContacted } from '../../surveys/participant-state.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { type Participation, webAccess } from '../collection/participation.ts';
import { dayAndMonth } from '../day.ts';
import { insertLink } from '../db/links.ts';
import type { OutboxMessage } from '../db/outbox.ts';
import { lockParticipant, stateOf } from '../db/participants.ts';
import { personByCode } from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import { tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { markDelivery } from './link-delivery.ts';
import type { Message } from './mail.ts';
import { claimMessage, openToken, recordDelivery, releaseMessage, writeMessage } from './outbox.ts';

export type MessageOutcome =
  | 'sent'
  | 'failed'
  | 'already-sent'
  | 'no-email'
  /** Withdrawn or paused, answered, not yet due or closed: nothing is sent. */
  | 'not-open';

export interface WaveMessage {
  readonly kind: Exclude<OutboxMessage['kind'], 'withdrawal-receipt'>;
  readonly ordinal: number;
}

interface How {
  readonly actor: string;
  /** Waits until a message that failed may be tried again; a person who presses a button does not. */
  readonly patient?: boolean;
}

/**
 * The outbox row is the commit point: the link's hash is made from the token it holds, so an
 * attempt that was cut off goes on with the same link and the same Message-ID.
 */
export async function sendWaveMessage(
  services: Services,
  participation: Participation,
  which: WaveMessage,
  { actor, patient = false }: How,
): Promise<MessageOutcome> {
  const { participant, study, wave } = participation;
  const { code } = participant;
  const leads = which.kind !== 'thanks';
  const wanted = leads ? (await webAccess(services, participation)).open : true;
  if (!wanted || !mayBeContacted(participant.state)) return 'not-open';
  const person = await personByCode(services.db.registry, code);
  const email = person && openPerson(services.sealer, person).email;
  if (!email) return 'no-email';

  const message = await writeMessage(
    services,
    { study: study.study, code, wave, ...which },
    { leads, event: { actor, action: 'invitation written', detail: { wave, kind: which.kind } } },
  );
  const token = openToken(services, message);
  if (leads && token === null) return 'already-sent';
  if (!(await claimMessage(services, message, patient))) return 'already-sent';
  if (!(await mayLeave(services, participation, token, message))) {
    await releaseMessage(services, message);
    return 'not-open';
  }

  const letter = compose(services, participation, which, token);
  const delivery = await services.mail.send({
    ...letter,
    to: email,
    messageId: message.message_id,
  });
  if (token !== null) await markDelivery(services, participation, token, delivery, actor);
  await recordDelivery(services, message, delivery, {
    actor,
    action: delivery.accepted ? 'invitation sent' : 'invitation failed',
    code,
    detail: { wave, kind: which.kind },
  });
  return delivery.accepted ? 'sent' : 'failed';
}

/** False when they left or were paused since the message was begun: the row that says so is held. */
async function mayLeave(
  { db }: Services,
  { participant: { code }, wave }: Participation,
  token: string | null,
  { created_at }: OutboxMessage,
): Promise<boolean> {
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const state = await stateOf(trx, code);
    if (state === null || !mayBeContacted(state)) return false;
    if (token !== null)
      await insertLink(trx, { token_hash: tokenHash(token), code, wave, created_at });
    return true;
  });
}

/** The study's words, with the participant's link in them where there is one. */
function compose(
  { config }: Services,
  { study, role, participant, dates }: Participation,
  { kind }: WaveMessage,
  token: string | null,
): Omit<Message, 'to' | 'messageId'> {
  const { language } = participant;
  const values = {
    link: token === null ? '' : `${config.publicUrl}/s/${token}`,
    closes: dayAndMonth(dates.closes, language),
    minutes: role.texts.minutes,
    ...study.contact,
  };
  const say = (texts: Texts) =>
    String(
      new IntlMessageFormat(inLanguage(texts, language), language, undefined, {
        ignoreTag: true,
      }).format(values),
    );
  const { subject, body } = wordsOf(role, kind);
  return { subject: say(subject), text: say(body) };
}

/** A new link comes with the words of an invitation. */
function wordsOf({ texts }: StudyRole, kind: WaveMessage['kind']) {
  const words = kind === 'new-link' ? texts.invitation : texts[kind];
  if (!words) throw new RangeError(`the role has no words for ${kind}`);
  return words;
}
