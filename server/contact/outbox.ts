/** The outbox: a message is written once, handed to the mail server by one sender at a time, and how it went is kept. */

import { randomInt, randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import { appendEvent, type Event, type RegistryTransaction } from '../db/events.ts';
import {
  claimOutboxMessage,
  ensureOutboxMessage,
  messagesAbout,
  type OutboxMessage,
  updateOutboxMessage,
} from '../db/outbox.ts';
import { lockPerson, type Mailbox, markMailbox } from '../db/people.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { returnPath } from './bounces/return-path.ts';
import { type Delivery, patience } from './mail.ts';

/** A claim without an outcome after this long was cut off: whoever still waits for a mail server has given up before. */
const claimHolds = patience.add({ minutes: 2 });

/** Where a message of a kind stands in the order of its kind. */
type Which = Pick<OutboxMessage, 'study' | 'code' | 'wave' | 'kind' | 'ordinal'> &
  Partial<Pick<OutboxMessage, 'reason' | 'batch_id'>>;

/** Who sends it, and what was known when it was decided that it is due; nothing where a person decides. */
export interface Sender {
  readonly mailbox: Mailbox;
  /** How many messages about the wave had left. */
  readonly decidedAt?: { readonly sent: number };
}

/**
 * The message, written if it is not there, for the one caller who may send it now; null for all
 * others. The event is logged by whoever writes it first.
 */
export async function claimMessage(
  services: Services,
  which: Which,
  { token, event }: { readonly token: string | null; readonly event: Omit<Event, 'code'> },
  sender: Sender,
): Promise<OutboxMessage | null> {
  const { code } = which;
  return services.db.registry.transaction().execute(async (trx) => {
    await lockPerson(trx, code);
    const draft = newMessage(services, which, token);
    const message = await ensureOutboxMessage(trx, draft);
    if (message.id === draft.id) await appendEvent(trx, services.clock, { ...event, code });
    return (await claim(trx, services, message, sender)) ? message : null;
  });
}

/** A row that nothing has happened to yet; `token`: what opens the form, or null where nothing does. */
export function newMessage(services: Services, which: Which, token: string | null): OutboxMessage {
  const id = randomUUID();
  return {
    ...{ id, reason: null, batch_id: null, ...which, status: 'waiting' },
    token_sealed: token === null ? null : sealToken(services, id, token),
    message_id: messageIdOf(services, id),
    created_at: timestamp(services.clock),
    ...{ sent_at: null, failure: null, claimed_at: null, attempts: 0, try_after: null },
    ...{ email_ordinal: null, bounced_at: null, bounce: null },
  };
}

/** The token of a message's link, until it is sent; null when it is, and where it has none. */
export function openToken(
  { sealer }: Services,
  { id, token_sealed }: OutboxMessage,
): string | null {
  return token_sealed === null ? null : sealer.open(token_sealed, tokenPlace(id));
}

export function sealToken({ sealer }: Services, id: string, token: string): string {
  return sealer.seal(token, tokenPlace(id));
}

const tokenPlace = (id: string) => ({ table: 'outbox', column: 'token', row: id });

/** Another token for a message that has not left. */
export async function renewToken(services: Services, { id }: OutboxMessage): Promise<string> {
  const token = newToken();
  const token_sealed = sealToken(services, id, token);
  await services.db.registry
    .transaction()
    .execute((trx) => updateOutboxMessage(trx, id, { token_sealed }));
  return token;
}

/**
 * True for the one caller who may send it now. What was decided is not done when meanwhile another
 * message about the wave left or is leaving, or before this one may be tried again; a person who
 * presses a button waits for nothing.
 */
async function claim(
  trx: RegistryTransaction,
  { clock }: Services,
  { id, code, wave }: OutboxMessage,
  { mailbox, decidedAt }: Sender,
): Promise<boolean> {
  const now = timestamp(clock);
  const givenUp = timestamp({ now: () => clock.now().subtract(claimHolds) });
  if (decidedAt) {
    const messages = await messagesAbout(trx, [code], wave);
    const others = messages.filter((other) => other.id !== id);
    const leaving = ({ status, claimed_at }: OutboxMessage) =>
      status === 'sending' && (claimed_at ?? '') >= givenUp;
    const sent = messages.filter(({ sent_at }) => sent_at !== null).length;
    if (others.some(leaving) || sent !== decidedAt.sent) return false;
    if ((messages.find((own) => own.id === id)?.try_after ?? '') > now) return false;
  }
  return claimOutboxMessage(trx, id, { now, givenUp, emailOrdinal: mailbox.email_ordinal });
}

export async function recordDelivery(
  { db, clock }: Services,
  { id, attempts, code }: OutboxMessage,
  mailbox: Mailbox,
  delivery: Delivery,
  event: Event,
): Promise<void> {
  const tried = attempts + 1;
  const again = () => clock.now().add({ seconds: secondsUntilNextTry(tried) });
  const now = timestamp(clock);
  await db.registry.transaction().execute(async (trx) => {
    // In the order in which a claim holds them.
    await lockPerson(trx, code);
    await updateOutboxMessage(trx, id, {
      attempts: tried,
      ...(delivery.accepted
        ? { status: 'sent', sent_at: now, token_sealed: null, failure: null, try_after: null }
        : { status: 'failed', failure: delivery.failure, try_after: timestamp({ now: again }) }),
    });
    const { email_ordinal } = mailbox;
    if (delivery.accepted) await markMailbox(trx, { code, email_ordinal, email_failed_at: null });
    else if (delivery.refused)
      await markMailbox(trx, { code, email_ordinal, email_failed_at: now });
    await appendEvent(trx, clock, event);
  });
}

const firstWait = 5 * 60;
const longestWait = 6 * 60 * 60;

/** Twice as long each time, up to six hours; half of it by chance, so that not all come back at once. */
export function secondsUntilNextTry(attempts: number): number {
  const most = Math.min(firstWait * 2 ** (attempts - 1), longestWait);
  return most / 2 + randomInt(most / 2);
}

/** Gives a claim back: nothing was sent, and nothing will be while it stands like this. */
export async function releaseMessage({ db }: Services, { id }: OutboxMessage): Promise<void> {
  await db.registry
    .transaction()
    .execute((trx) => updateOutboxMessage(trx, id, { status: 'waiting' }));
}

/** Where reports about a message go; null where nobody reads them. */
export function returnPathOf({ config }: Services, { id }: OutboxMessage): string | null {
  const { address } = config.bounces;
  return address === null ? null : returnPath(address, id);
}

/** The same for every attempt at one message. */
function messageIdOf({ config }: Services, id: string): string {
  return `<${id}@${new URL(config.publicUrl).hostname}>`;
}
