/** What the event log of a store holds about one code. */

import type { Kysely } from 'kysely';
import type { EventTable, EventTables } from './event-tables.ts';
import type { RegistrySelect, StudySelect } from './open.ts';

/** Entries about one code, newest first; who looked is not among them. */
export async function eventsAbout(
  db: StudySelect | RegistrySelect,
  code: string,
  atMost: number,
): Promise<EventTable[]> {
  const log = db as unknown as Kysely<EventTables>;
  return log
    .selectFrom('event')
    .selectAll()
    .where('code', '=', code)
    .where('action', '!=', 'identity read')
    .orderBy('seq', 'desc')
    .limit(atMost)
    .execute();
}

/** The newest entry about a code that tells of one of these; null without one. */
export async function newestEvent(
  db: StudySelect | RegistrySelect,
  code: string,
  actions: readonly string[],
): Promise<EventTable | null> {
  const log = db as unknown as Kysely<EventTables>;
  const entry = await log
    .selectFrom('event')
    .selectAll()
    .where('code', '=', code)
    .where('action', 'in', actions)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return entry ?? null;
}
