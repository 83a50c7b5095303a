/** Sending a participant an e-mail about a wave: an outbox row, a link made from it, and one attempt to send. */

import { mayBeContacted } from '../../surveys/participant-state.ts';
import { type Participation, webAccess } from '../collection/participation.ts';
import type { OutboxMessage } from '../db/outbox.ts';
import { personByCode } from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { hasMoved, leave, shutLink } from './departure.ts';
import { markDelivery } from './link-delivery.ts';
import { compose, type MailKind } from './message-content.ts';
import {
  claimMessage,
  openToken,
  recordDelivery,
  releaseMessage,
  returnPathOf,
  type Sender,
} from './outbox.ts';

export type MessageOutcome =
  | 'sent'
  | 'failed'
  | 'already-sent'
  | 'no-email'
  /** They have asked for no e-mail. */
  | 'mail-stopped'
  /** Nothing of the study leaves for now. */
  | 'sending-paused'
  /** Withdrawn or paused, answered, not yet due or closed: nothing is sent. */
  | 'not-open';

export interface WaveMessage {
  readonly kind: MailKind;
  readonly ordinal: number;
}

interface How {
  readonly actor: string;
  /** Why it is sent once more. */
  readonly reason?: OutboxMessage['reason'];
  /** What was known when it was decided, where no person has: nothing is sent if that has changed. */
  readonly decidedAt?: Sender['decidedAt'];
}

/**
 * The outbox row is the commit point: the link's hash is made from the token it holds, so an
 * attempt that was cut off goes on with the same link and the same Message-ID.
 */
export async function sendWaveMessage(
  services: Services,
  participation: Participation,
  which: WaveMessage,
  how: How,
): Promise<MessageOutcome> {
  const { actor, reason = null, decidedAt } = how;
  const { participant, study, wave } = participation;
  const { code } = participant;
  const wanted = which.kind === 'thanks' || (await webAccess(services, participation)).open;
  if (!wanted || !mayBeContacted(participant.state)) return 'not-open';
  const person = await personByCode(services.db.registry, code);
  const email = person && openPerson(services.sealer, person).email;
  if (!email) return 'no-email';

  const message = await claimMessage(
    services,
    { study: study.study, code, wave, ...which, reason },
    {
      token: newToken(),
      event: { actor, action: 'invitation written', detail: { wave, kind: which.kind } },
    },
    { mailbox: person, ...(decidedAt ? { decidedAt } : {}) },
  );
  const first = message && openToken(services, message);
  if (!first) return 'already-sent';
  const { leaving, token } = await leave(services, participation, first, message, reason);
  if (leaving !== 'leaves') {
    await releaseMessage(services, message);
    return leaving;
  }
  if (await hasMoved(services, person)) {
    await shutLink(services, token);
    await releaseMessage(services, message);
    return sendWaveMessage(services, participation, which, how);
  }

  const { publicUrl } = services.config;
  const content = compose({
    ...{ study, role: participation.role, kind: which.kind, language: participant.language },
    closes: participation.dates.closes,
    link: `${publicUrl}/s/${token}`,
    leave: `${publicUrl}/mail/${token}`,
  });
  const delivery = await services.mail.send({
    ...content,
    to: email,
    messageId: message.message_id,
    returnPath: returnPathOf(services, message),
  });
  await markDelivery(services, participation, token, delivery, actor);
  await recordDelivery(services, message, person, delivery, {
    actor,
    action: delivery.accepted ? 'invitation sent' : 'invitation failed',
    code,
    detail: { wave, kind: which.kind },
  });
  return delivery.accepted ? 'sent' : 'failed';
}
