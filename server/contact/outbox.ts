/** The outbox: a message is written once, handed to the mail server by one sender at a time, and how it went is kept. */

import { randomInt, randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import { appendEvent, type Event } from '../db/events.ts';
import {
  claimOutboxMessage,
  ensureOutboxMessage,
  type OutboxMessage,
  updateOutboxMessage,
} from '../db/outbox.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import type { Delivery } from './mail.ts';

/** A claim without an outcome after this long was cut off: the mail server's patience is shorter. */
const claimHolds = { minutes: 10 };

/** Where a message of a kind stands in the order of its kind. */
type Which = Pick<OutboxMessage, 'study' | 'code' | 'wave' | 'kind' | 'ordinal'>;

/** Once: gives the one that stands. The event is logged by whoever writes it first. */
export async function writeMessage(
  services: Services,
  which: Which,
  { leads, event }: { readonly leads: boolean; readonly event: Omit<Event, 'code'> },
): Promise<OutboxMessage> {
  const id = randomUUID();
  return services.db.registry.transaction().execute(async (trx) => {
    const message = await ensureOutboxMessage(trx, {
      ...which,
      id,
      status: 'waiting',
      token_sealed: leads ? services.sealer.seal(newToken(), tokenPlace(id)) : null,
      message_id: messageIdOf(services, id),
      created_at: timestamp(services.clock),
      sent_at: null,
      failure: null,
      claimed_at: null,
      attempts: 0,
      try_after: null,
    });
    if (message.id === id) await appendEvent(trx, services.clock, { ...event, code: which.code });
    return message;
  });
}

/** The token of a message's link, until it is sent; null when it is, and where it has none. */
export function openToken(
  { sealer }: Services,
  { id, token_sealed }: OutboxMessage,
): string | null {
  return token_sealed === null ? null : sealer.open(token_sealed, tokenPlace(id));
}

const tokenPlace = (id: string) => ({ table: 'outbox', column: 'token', row: id });

/** True for the one caller who may send it now; `patient`: not before it may be tried again. */
export function claimMessage(
  { db, clock }: Services,
  { id }: OutboxMessage,
  patient = false,
): Promise<boolean> {
  const now = timestamp(clock);
  const before = timestamp({ now: () => clock.now().subtract(claimHolds) });
  return db.registry
    .transaction()
    .execute((trx) => claimOutboxMessage(trx, id, { now, before, patient }));
}

export async function recordDelivery(
  { db, clock }: Services,
  { id, attempts }: OutboxMessage,
  delivery: Delivery,
  event: Event,
): Promise<void> {
  const tried = attempts + 1;
  const again = () => clock.now().add({ seconds: secondsUntilNextTry(tried) });
  await db.registry.transaction().execute(async (trx) => {
    await updateOutboxMessage(trx, id, {
      attempts: tried,
      ...(delivery.accepted
        ? {
            status: 'sent',
            sent_at: timestamp(clock),
            token_sealed: null,
            failure: null,
            try_after: null,
          }
        : { status: 'failed', failure: delivery.failure, try_after: timestamp({ now: again }) }),
    });
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

/** The same for every attempt at one message. */
function messageIdOf({ config }: Services, id: string): string {
  return `<${id}@${new URL(config.publicUrl).hostname}>`;
}
