/** Messages to people: written once, claimed by one sender, and what became of them. No addresses. */

import type { Selectable } from 'kysely';
import { inChunks } from './chunks.ts';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type OutboxMessage = Selectable<RegistryTables['outbox']>;

/** Repeatable: a message of one kind for one wave is written once; gives the one that stands. */
export async function ensureOutboxMessage(
  trx: RegistryTransaction,
  message: OutboxMessage,
): Promise<OutboxMessage> {
  await trx
    .insertInto('outbox')
    .values(message)
    .onConflict((conflict) =>
      conflict.columns(['study', 'code', 'wave', 'kind', 'ordinal']).doNothing(),
    )
    .execute();
  return trx
    .selectFrom('outbox')
    .selectAll()
    .where('study', '=', message.study)
    .where('code', '=', message.code)
    .where('wave', '=', message.wave)
    .where('kind', '=', message.kind)
    .where('ordinal', '=', message.ordinal)
    .executeTakeFirstOrThrow();
}

/** The messages of one kind for a wave of somebody, in order. */
export async function messagesOfKind(
  db: RegistrySelect,
  code: string,
  wave: number,
  kind: OutboxMessage['kind'],
): Promise<OutboxMessage[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('code', '=', code)
    .where('wave', '=', wave)
    .where('kind', '=', kind)
    .orderBy('ordinal')
    .execute();
}

/** All messages to some people about a wave: first those that have not left, then in the order in which they were sent. */
export async function messagesAbout(
  db: RegistrySelect,
  codes: readonly string[],
  wave: number,
): Promise<OutboxMessage[]> {
  return inChunks(codes, (some) =>
    db
      .selectFrom('outbox')
      .selectAll()
      .where('code', 'in', some)
      .where('wave', '=', wave)
      // Left to themselves, SQLite and PostgreSQL put those that have not left at different ends.
      .orderBy('sent_at', (order) => order.asc().nullsFirst())
      .execute(),
  );
}

/** The message that a report is about, by its id or else by its Message-ID. */
export async function outboxMessageOf(
  db: RegistrySelect,
  { outboxId, messageId }: { readonly outboxId: string | null; readonly messageId: string | null },
): Promise<OutboxMessage | null> {
  const named = db.selectFrom('outbox').selectAll();
  const byId = await named.where('id', '=', outboxId ?? '').executeTakeFirst();
  const byMessageId = () => named.where('message_id', '=', messageId ?? '').executeTakeFirst();
  return byId ?? (await byMessageId()) ?? null;
}

/** How many messages to one of somebody's addresses have come back. */
export async function bouncesAt(
  db: RegistrySelect,
  code: string,
  emailOrdinal: number,
): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('code', '=', code)
    .where('email_ordinal', '=', emailOrdinal)
    .where('bounced_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface Claim {
  readonly now: string;
  /** An older claim counts as given up. */
  readonly givenUp: string;
  /** Which of the person's addresses it is sent to. */
  readonly emailOrdinal: number | null;
}

/** True for the one caller who may send it now. */
export async function claimOutboxMessage(
  trx: RegistryTransaction,
  id: string,
  { now, givenUp, emailOrdinal }: Claim,
): Promise<boolean> {
  const result = await trx
    .updateTable('outbox')
    .set({ status: 'sending', claimed_at: now, email_ordinal: emailOrdinal })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['waiting', 'failed']),
        eb.and([eb('status', '=', 'sending'), eb('claimed_at', '<', givenUp)]),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** How many messages of a study were claimed after an instant, and when the first of them was. */
export async function claimsSince(
  db: RegistrySelect,
  study: string,
  since: string,
): Promise<{ readonly count: number; readonly first: string | null }> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.min('claimed_at').as('first')])
    .where('study', '=', study)
    .where('claimed_at', '>', since)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), first: row.first };
}

export async function updateOutboxMessage(
  trx: RegistryTransaction,
  id: string,
  change: Partial<Omit<OutboxMessage, 'id' | 'study' | 'code' | 'wave' | 'kind' | 'ordinal'>>,
): Promise<void> {
  await trx.updateTable('outbox').set(change).where('id', '=', id).execute();
}

/** The messages to some people that were sent or failed, for what the study store says of their links. */
export async function deliveredMessages(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<Pick<OutboxMessage, 'code' | 'wave' | 'created_at' | 'sent_at' | 'failure'>[]> {
  return inChunks(codes, (some) =>
    db
      .selectFrom('outbox')
      .select(['code', 'wave', 'created_at', 'sent_at', 'failure'])
      .where('code', 'in', some)
      .where('status', 'in', ['sent', 'failed'])
      .execute(),
  );
}
