/** What somebody with the database in their hands could do to an event log. */

import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EventTable, EventTables } from '../../../server/db/event-tables.ts';

export type Log = Kysely<EventTables>;

export const tamperings = {
  'one entry was edited': async (log) => {
    await log.updateTable('event').set({ actor: 'nobody' }).where('seq', '=', 3).execute();
  },
  'one entry was deleted': async (log) => {
    await log.deleteFrom('event').where('seq', '=', 3).execute();
  },
  'two entries changed places': async (log) => {
    await log.updateTable('event').set({ seq: -3 }).where('seq', '=', 3).execute();
    await log.updateTable('event').set({ seq: 3 }).where('seq', '=', 2).execute();
    await log.updateTable('event').set({ seq: 2 }).where('seq', '=', -3).execute();
  },
  'the end was cut off': async (log) => {
    await log.deleteFrom('event').where('seq', '>', 3).execute();
  },
  'an entry was added behind the end': async (log) => {
    const last = (await entriesOf(log)).at(-1);
    if (!last) throw new Error('the log is empty');
    const next = sealed({ ...last, seq: last.seq + 1 }, last);
    await log.insertInto('event').values(next).execute();
  },
  'an entry was put before the first': async (log) => {
    const [first] = await entriesOf(log);
    if (first)
      await log
        .insertInto('event')
        .values({ ...first, seq: 0 })
        .execute();
  },
  'the end it should have was changed': async (log) => {
    await log.updateTable('event_head').set({ hash: 'another' }).execute();
  },
} satisfies Readonly<Record<string, (log: Log) => Promise<void>>>;

/** These leave a log that is in order by itself: it takes an anchor to find them. */
export const carefulTamperings = {
  'the end was cut off, and the new end written down': async (log) => {
    await replaceLog(log, (await entriesOf(log)).slice(0, 3));
  },
  'the whole log was made anew without one entry': async (log) => {
    await replaceLog(log, (await entriesOf(log)).toSpliced(2, 1));
  },
  'the whole log was made anew with another actor in its first entry': async (log) => {
    const entries = await entriesOf(log);
    await replaceLog(
      log,
      entries.map((entry, i) => (i === 0 ? { ...entry, actor: 'x' } : entry)),
    );
  },
  'the log was emptied': async (log) => {
    await replaceLog(log, []);
  },
} satisfies Readonly<Record<string, (log: Log) => Promise<void>>>;

function entriesOf(log: Log): Promise<EventTable[]> {
  return log.selectFrom('event').selectAll().orderBy('seq').execute();
}

async function replaceLog(log: Log, entries: readonly EventTable[]): Promise<void> {
  await log.deleteFrom('event').execute();
  let last: EventTable | undefined;
  for (const [i, entry] of entries.entries()) {
    last = sealed({ ...entry, seq: i + 1 }, last);
    await log.insertInto('event').values(last).execute();
  }
  await log
    .updateTable('event_head')
    .set({ seq: last?.seq ?? 0, hash: last?.hash ?? '' })
    .execute();
}

/** By the rule that the log itself follows. */
function sealed(entry: EventTable, previous: EventTable | undefined): EventTable {
  const { seq, at, actor, action, code, detail } = entry;
  const previous_hash = previous?.hash ?? '';
  const text = JSON.stringify([seq, at, actor, action, code, detail, previous_hash]);
  return { ...entry, previous_hash, hash: createHash('sha256').update(text).digest('hex') };
}
