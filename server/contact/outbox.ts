/** Handing a message of the outbox to the mail server: one sender at a time, and how it went is kept. */

import { timestamp } from '../clock.ts';
import { appendEvent, type Event } from '../db/events.ts';
import { claimOutboxMessage, type OutboxMessage, updateOutboxMessage } from '../db/outbox.ts';
import type { Services } from '../services.ts';
import type { Delivery } from './mail.ts';

/** A claim without an outcome after this long was cut off: the mail server's patience is shorter. */
const claimHolds = { minutes: 10 };

/** True for the one caller who may send it now. */
export function claimMessage({ db, clock }: Services, { id }: OutboxMessage): Promise<boolean> {
  const now = timestamp(clock);
  const before = timestamp({ now: () => clock.now().subtract(claimHolds) });
  return db.registry.transaction().execute((trx) => claimOutboxMessage(trx, id, { now, before }));
}

export async function recordDelivery(
  { db, clock }: Services,
  { id }: OutboxMessage,
  delivery: Delivery,
  event: Event,
): Promise<void> {
  await db.registry.transaction().execute(async (trx) => {
    await updateOutboxMessage(
      trx,
      id,
      delivery.accepted
        ? { status: 'sent', sent_at: timestamp(clock), token_sealed: null, failure: null }
        : { status: 'failed', failure: delivery.failure },
    );
    await appendEvent(trx, clock, event);
  });
}

/** Gives a claim back: nothing was sent, and nothing will be while it stands like this. */
export async function releaseMessage({ db }: Services, { id }: OutboxMessage): Promise<void> {
  await db.registry
    .transaction()
    .execute((trx) => updateOutboxMessage(trx, id, { status: 'waiting' }));
}

/** The same for every attempt at one message. */
export function messageIdOf({ config }: Services, id: string): string {
  return `<${id}@${new URL(config.publicUrl).hostname}>`;
}
