/** The event log: who did what to which code when, each entry sealed to the one before it. */

import { createHash, createHmac } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { type Clock, timestamp } from '../clock.ts';
import type { EventAction } from '../event-actions.ts';
import type { EventTable, EventTables } from './event-tables.ts';
import type { RegistrySelect, StudySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';
import type { StudyTables } from './study-tables.ts';

export type StudyTransaction = Transaction<StudyTables>;
export type RegistryTransaction = Transaction<RegistryTables>;

export interface Event {
  /** An account's id, `participant` or `system`. */
  readonly actor: string;
  readonly action: EventAction;
  readonly code?: string;
  /** Small facts: wave, page, revision. Never an answer, a name or an address. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Appends in the transaction of the change it tells of, so that neither stands without the other. */
export async function appendEvent(
  trx: StudyTransaction | RegistryTransaction,
  clock: Clock,
  event: Event,
): Promise<void> {
  const db = trx as unknown as Transaction<EventTables>;
  // The update comes first: it locks the end of the chain until this transaction is over.
  const head = await db
    .updateTable('event_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const entry = {
    seq: Number(head.seq),
    at: timestamp(clock),
    actor: event.actor,
    action: event.action,
    code: event.code ?? null,
    detail: JSON.stringify(event.detail ?? {}),
    previous_hash: head.hash,
  };
  const hash = eventHash(entry);
  await db
    .insertInto('event')
    .values({ ...entry, hash })
    .execute();
  await db.updateTable('event_head').set({ hash }).where('id', '=', 1).execute();
}

/**
 * The sequence number of the first entry that does not follow from the one before; null if all do.
 * The end is asked for after the entries, and what was appended meanwhile is read then.
 */
export async function firstBrokenEvent(db: StudySelect | RegistrySelect): Promise<number | null> {
  let previous = { seq: 0, hash: '' };
  for (let known: number | null = null; ; known = previous.seq) {
    for await (const { hash, ...entry } of eventsAfter(db, known)) {
      const follows = entry.seq === previous.seq + 1 && entry.previous_hash === previous.hash;
      if (!follows || eventHash(entry) !== hash) return entry.seq;
      previous = { seq: entry.seq, hash };
    }
    const head = await eventHead(db);
    if (previous.seq === head.seq) return previous.hash === head.hash ? null : previous.seq + 1;
    if (previous.seq > head.seq || previous.seq === known) return previous.seq + 1;
  }
}

/** The end of the log as its writers know it; number 0 before the first entry. */
export async function eventHead(
  db: StudySelect | RegistrySelect,
): Promise<{ seq: number; hash: string }> {
  const { seq, hash } = await logOf(db)
    .selectFrom('event_head')
    .selectAll()
    .executeTakeFirstOrThrow();
  return { seq, hash };
}

export async function eventBySeq(
  db: StudySelect | RegistrySelect,
  seq: number,
): Promise<EventTable | null> {
  const row = await logOf(db)
    .selectFrom('event')
    .selectAll()
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row ?? null;
}

const pageLength = 1000;

/** Page by page, as a log may be longer than memory; from the very first one after null. */
async function* eventsAfter(
  db: StudySelect | RegistrySelect,
  last: number | null,
): AsyncGenerator<EventTable> {
  const entries = logOf(db).selectFrom('event').selectAll().orderBy('seq').limit(pageLength);
  for (let after = last; ; ) {
    const page = await (after === null ? entries : entries.where('seq', '>', after)).execute();
    yield* page;
    after = page.at(-1)?.seq ?? after;
    if (page.length < pageLength) return;
  }
}

function logOf(db: StudySelect | RegistrySelect): Kysely<EventTables> {
  return db as unknown as Kysely<EventTables>;
}

/** A fingerprint of answers under the participant's own key; worthless once the key is erased. */
export function fingerprint(eventKey: string, text: string): string {
  return createHmac('sha256', eventKey).update(text).digest('hex');
}

/**
 * The canonical form, for whoever checks the chain from an export: the JSON array of these seven, in this
 * order and without blanks; `code` is null where there is none, `detail` the text as it is stored. The
 * hash is SHA-256 of its UTF-8 bytes in hexadecimal, and `previous_hash` that of the entry before, empty
 * for the first. The two stores each have a chain of their own.
 */
export function eventHash(entry: Omit<EventTable, 'hash'>): string {
  const { seq, at, actor, action, code, detail, previous_hash } = entry;
  const canonical = JSON.stringify([seq, at, actor, action, code, detail, previous_hash]);
  return createHash('sha256').update(canonical).digest('hex');
}
