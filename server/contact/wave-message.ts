/** Sending a participant an e-mail about a wave: an outbox row, a link made from it, and one attempt to send. */

import { mayBeContacted } from '../../surveys/participant-state.ts';
import { type Participation, webAccess } from '../collection/participation.ts';
import { insertLink, linkByHash } from '../db/links.ts';
import type { OutboxMessage } from '../db/outbox.ts';
import { lockParticipant, participantByCode } from '../db/participants.ts';
import { personByCode } from '../db/people.ts';
import { standingPause } from '../db/sending-pauses.ts';
import { openPerson } from '../enrolment/person.ts';
import { newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { markDelivery } from './link-delivery.ts';
import { compose, type MailKind } from './message-content.ts';
import {
  claimMessage,
  openToken,
  recordDelivery,
  releaseMessage,
  renewToken,
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
  { actor, reason = null, decidedAt }: How,
): Promise<MessageOutcome> {
  const { participant, study, wave } = participation;
  const { code } = participant;
  const wanted = which.kind === 'thanks' ? true : (await webAccess(services, participation)).open;
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
  const token = message && openToken(services, message);
  if (!token) return 'already-sent';
  const leaving = await mayLeave(services, participation, token, message, reason);
  if (leaving !== 'leaves') {
    await releaseMessage(services, message);
    return leaving;
  }
  const link = await standingToken(services, participation, token, message);

  const { publicUrl } = services.config;
  const content = compose({
    ...{ study, role: participation.role, kind: which.kind, language: participant.language },
    closes: participation.dates.closes,
    link: `${publicUrl}/s/${link}`,
    leave: `${publicUrl}/mail/${link}`,
  });
  const delivery = await services.mail.send({
    ...content,
    to: email,
    messageId: message.message_id,
    returnPath: returnPathOf(services, message),
  });
  await markDelivery(services, participation, link, delivery, actor);
  await recordDelivery(services, message, person, delivery, {
    actor,
    action: delivery.accepted ? 'invitation sent' : 'invitation failed',
    code,
    detail: { wave, kind: which.kind },
  });
  return delivery.accepted ? 'sent' : 'failed';
}

/** They may have left, been paused or asked for silence since it was begun: the row that says so is held. */
async function mayLeave(
  { db }: Services,
  { study, participant: { code }, wave }: Participation,
  token: string,
  { created_at }: OutboxMessage,
  reason: OutboxMessage['reason'],
): Promise<'leaves' | Extract<MessageOutcome, 'not-open' | 'mail-stopped' | 'sending-paused'>> {
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const now = await participantByCode(trx, code);
    if (!now || !mayBeContacted(now.state)) return 'not-open';
    if (now.mail === 'stopped' && reason !== 'asked') return 'mail-stopped';
    if (await standingPause(trx, study.study)) return 'sending-paused';
    await insertLink(trx, {
      token_hash: tokenHash(token),
      code,
      wave,
      medium: 'mail',
      created_at,
    });
    return 'leaves';
  });
}

/** A link that was closed before its message ever left is replaced: it would open nothing. */
async function standingToken(
  services: Services,
  { participant: { code }, wave }: Participation,
  token: string,
  message: OutboxMessage,
): Promise<string> {
  const link = await linkByHash(services.db.study, tokenHash(token));
  if (!link?.revoked_at) return token;
  const { created_at } = message;
  const fresh = await renewToken(services, message);
  await services.db.study
    .transaction()
    .execute((trx) =>
      insertLink(trx, { token_hash: tokenHash(fresh), code, wave, medium: 'mail', created_at }),
    );
  return fresh;
}
