/** Sending a participant the link to a wave: an outbox row, a link made from it, and one attempt to send. */

import { randomUUID } from 'node:crypto';
import { IntlMessageFormat } from 'intl-messageformat';
import { mayBeContacted } from '../../surveys/participant-state.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { timestamp } from '../clock.ts';
import { type Participation, webAccess } from '../collection/participation.ts';
import { dayAndMonth } from '../day.ts';
import { appendEvent } from '../db/events.ts';
import { insertLink, type Link, linksOf, revokedLinkCount } from '../db/links.ts';
import { ensureOutboxMessage, messagesOfKind, type OutboxMessage } from '../db/outbox.ts';
import { lockParticipant, stateOf } from '../db/participants.ts';
import { personByCode } from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import { newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { markDelivery } from './link-delivery.ts';
import type { Message } from './mail.ts';
import { claimMessage, messageIdOf, recordDelivery, releaseMessage } from './outbox.ts';

export type InvitationOutcome =
  | 'sent'
  | 'failed'
  | 'already-sent'
  | 'no-email'
  /** Withdrawn or paused, answered, not yet due or closed: nothing is sent. */
  | 'not-open';

type LinkMessage = Pick<OutboxMessage, 'kind' | 'ordinal'>;

/** Once for each wave; a new one after its links were revoked. */
export async function sendInvitation(
  services: Services,
  participation: Participation,
  actor: string,
): Promise<InvitationOutcome> {
  const { participant, wave } = participation;
  // A message whose link was revoked is never sent again: the next one is a new message.
  const ordinal = 1 + (await revokedLinkCount(services.db.study, participant.code, wave));
  return sendLink(services, participation, { kind: 'invitation', ordinal }, actor);
}

/** Long enough that a second press, or an impatient participant, gets no second mail. */
const patience = { minutes: 10 };

/** The same once more, for who has lost the link or changed address; earlier links go on working. */
export async function sendNewLink(
  services: Services,
  participation: Participation,
  actor: string,
): Promise<InvitationOutcome> {
  const { registry } = services.db;
  const { participant, wave } = participation;
  const earlier = await messagesOfKind(registry, participant.code, wave, 'new-link');
  const lately = timestamp({ now: () => services.clock.now().subtract(patience) });
  const links = await linksOf(services.db.study, participant.code, wave);
  // With every link revoked, what was sent a moment ago opens nothing any more.
  const anyOpens = links.some(({ revoked_at }) => revoked_at === null);
  if (anyOpens && earlier.some(({ sent_at }) => sent_at !== null && sent_at > lately))
    return 'already-sent';
  const unsent = earlier.find((message) => isUnsent(services, message, links));
  const ordinal = unsent?.ordinal ?? earlier.length + 1;
  return sendLink(services, participation, { kind: 'new-link', ordinal }, actor);
}

/** Waits for another attempt; not when its link was revoked meanwhile. */
function isUnsent({ sealer }: Services, message: OutboxMessage, links: readonly Link[]): boolean {
  if (message.token_sealed === null) return false;
  const hash = tokenHash(sealer.open(message.token_sealed, tokenPlace(message.id)));
  return !links.some(({ token_hash, revoked_at }) => token_hash === hash && revoked_at !== null);
}

/**
 * The outbox row is the commit point: the link's hash is made from the token it holds, so an
 * attempt that was cut off goes on with the same link and the same Message-ID.
 */
async function sendLink(
  services: Services,
  participation: Participation,
  which: LinkMessage,
  actor: string,
): Promise<InvitationOutcome> {
  const { participant } = participation;
  const access = await webAccess(services, participation);
  if (!access.open || !mayBeContacted(participant.state)) return 'not-open';
  const person = await personByCode(services.db.registry, participant.code);
  const email = person && openPerson(services.sealer, person).email;
  if (!email) return 'no-email';

  const message = await writeToOutbox(services, participation, which, actor);
  if (message.token_sealed === null || !(await claimMessage(services, message)))
    return 'already-sent';
  const token = services.sealer.open(message.token_sealed, tokenPlace(message.id));
  if (!(await makeLink(services, participation, token, message))) {
    await releaseMessage(services, message);
    return 'not-open';
  }

  const letter = compose(services, participation, token);
  const messageId = message.message_id;
  const delivery = await services.mail.send({ ...letter, to: email, messageId });
  await markDelivery(services, participation, token, delivery, actor);
  await recordDelivery(services, message, delivery, {
    actor,
    action: delivery.accepted ? 'invitation sent' : 'invitation failed',
    code: participant.code,
    detail: { wave: participation.wave, kind: which.kind },
  });
  return delivery.accepted ? 'sent' : 'failed';
}

async function writeToOutbox(
  services: Services,
  { study, participant, wave }: Participation,
  { kind, ordinal }: LinkMessage,
  actor: string,
): Promise<OutboxMessage> {
  const id = randomUUID();
  return services.db.registry.transaction().execute(async (trx) => {
    const message = await ensureOutboxMessage(trx, {
      id,
      study: study.study,
      code: participant.code,
      wave,
      kind,
      ordinal,
      status: 'waiting',
      token_sealed: services.sealer.seal(newToken(), tokenPlace(id)),
      message_id: messageIdOf(services, id),
      created_at: timestamp(services.clock),
      sent_at: null,
      failure: null,
      claimed_at: null,
    });
    if (message.id === id)
      await appendEvent(trx, services.clock, {
        actor,
        action: 'invitation written',
        code: participant.code,
        detail: { wave, kind },
      });
    return message;
  });
}

/** False when they left or were paused since the message was begun: the row that says so is held. */
async function makeLink(
  { db }: Services,
  { participant: { code }, wave }: Participation,
  token: string,
  { created_at }: OutboxMessage,
): Promise<boolean> {
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const state = await stateOf(trx, code);
    if (state === null || !mayBeContacted(state)) return false;
    await insertLink(trx, { token_hash: tokenHash(token), code, wave, created_at });
    return true;
  });
}

const tokenPlace = (id: string) => ({ table: 'outbox', column: 'token', row: id });

/** The study's words with the participant's link in them. */
function compose(
  { config }: Services,
  { study, role, participant, dates }: Participation,
  token: string,
): Omit<Message, 'to' | 'messageId'> {
  const { language } = participant;
  const values = {
    link: `${config.publicUrl}/s/${token}`,
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
  const { subject, body } = role.texts.invitation;
  return { subject: say(subject), text: say(body) };
}
