/** Sending a participant the link to a wave: an outbox row, a link made from it, and one attempt to send. */

import { randomUUID } from 'node:crypto';
import { IntlMessageFormat } from 'intl-messageformat';
import { mayBeContacted } from '../../surveys/participant-state.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { timestamp } from '../clock.ts';
import { type Participation, webAccess } from '../collection/participation.ts';
import { dayAndMonth } from '../day.ts';
import { appendEvent } from '../db/events.ts';
import { insertLink, revokedLinkCount } from '../db/links.ts';
import {
  claimOutboxMessage,
  ensureOutboxMessage,
  messagesOfKind,
  type OutboxMessage,
  personByCode,
  updateOutboxMessage,
} from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import { newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { markDelivery } from './link-delivery.ts';
import type { Message } from './mail.ts';

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
  const unsent = earlier.find(({ status }) => status !== 'sent');
  if (earlier.some(({ sent_at }) => sent_at !== null && sent_at > lately)) return 'already-sent';
  const ordinal = unsent?.ordinal ?? earlier.length + 1;
  return sendLink(services, participation, { kind: 'new-link', ordinal }, actor);
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
  if (message.token_sealed === null || !(await claim(services, message))) return 'already-sent';
  const token = services.sealer.open(message.token_sealed, tokenPlace(message.id));
  await services.db.study.transaction().execute(async (trx) => {
    await insertLink(trx, {
      token_hash: tokenHash(token),
      code: participant.code,
      wave: participation.wave,
      created_at: message.created_at,
    });
  });

  const letter = compose(services, participation, token);
  const messageId = message.message_id;
  const delivery = await services.mail.send({ ...letter, to: email, messageId });
  await markDelivery(services, participation, token, delivery, actor);
  await services.db.registry.transaction().execute(async (trx) => {
    const at = timestamp(services.clock);
    await updateOutboxMessage(
      trx,
      message.id,
      delivery.accepted
        ? { status: 'sent', sent_at: at, token_sealed: null, failure: null }
        : { status: 'failed', failure: delivery.failure },
    );
    await appendEvent(trx, services.clock, {
      actor,
      action: delivery.accepted ? 'invitation sent' : 'invitation failed',
      code: participant.code,
      detail: { wave: participation.wave, kind: which.kind },
    });
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
  const host = new URL(services.config.publicUrl).hostname;
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
      message_id: `<${id}@${host}>`,
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

/** A claim without an outcome after this long was cut off: the mail server's patience is shorter. */
const claimHolds = { minutes: 10 };

function claim({ db, clock }: Services, { id }: OutboxMessage): Promise<boolean> {
  const now = timestamp(clock);
  const before = timestamp({ now: () => clock.now().subtract(claimHolds) });
  return db.registry.transaction().execute((trx) => claimOutboxMessage(trx, id, { now, before }));
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
