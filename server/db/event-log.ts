/** Reading the event log of one store, page by page from either end. */

import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { EventTable, EventTables } from './event-tables.ts';
import type { RegistrySelect, StudySelect } from './open.ts';

/** Which entries are wanted; null where everything is. */
export interface EventFilter {
  readonly codes: readonly string[] | null;
  readonly actor: string | null;
  readonly actions: readonly string[] | null;
  /** The first instant. */
  readonly from: string | null;
  /** The instant at which it is over. */
  readonly until: string | null;
}

export const everyEvent: EventFilter = {
  codes: null,
  actor: null,
  actions: null,
  from: null,
  until: null,
};

type EventQuery = SelectQueryBuilder<EventTables, 'event', EventTable>;

/** Newest first, from below a sequence number; from the newest of all below null. */
export function eventsBefore(
  db: StudySelect | RegistrySelect,
  filter: EventFilter,
  seq: number | null,
  limit: number,
): EventQuery {
  return filtered(db, filter)
    .$if(seq !== null, (query) => query.where('seq', '<', seq ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit);
}

/** Oldest first, above `after` and not above `last`. */
export function eventsBetween(
  db: StudySelect | RegistrySelect,
  filter: EventFilter,
  { after, last }: { readonly after: number; readonly last: number },
  limit: number,
): EventQuery {
  return filtered(db, filter)
    .where('seq', '>', after)
    .where('seq', '<=', last)
    .orderBy('seq')
    .limit(limit);
}

/** The sequence number of the newest entry; 0 before the first. */
export async function newestSeq(db: StudySelect | RegistrySelect): Promise<number> {
  const log = db as unknown as Kysely<EventTables>;
  const head = await log.selectFrom('event_head').select('seq').executeTakeFirstOrThrow();
  return Number(head.seq);
}

function filtered(db: StudySelect | RegistrySelect, filter: EventFilter): EventQuery {
  const { codes, actor, actions, from, until } = filter;
  const log = db as unknown as Kysely<EventTables>;
  const entries = log
    .selectFrom('event')
    .selectAll()
    .$if(codes !== null, (query) => query.where('code', 'in', codes ?? []))
    .$if(actor !== null, (query) => query.where('actor', '=', actor ?? ''))
    .$if(actions !== null, (query) => query.where('action', 'in', actions ?? []));
  if (from === null && until === null) return entries;
  // With both ends the days are looked up by `at`; with one alone SQLite walks the log to find them.
  const [begins, over] = [from ?? '0000', until ?? '9999'];
  const days = log.selectFrom('event').where('at', '>=', begins).where('at', '<', over);
  // Every other filter is in order of the sequence number, of which these days are a part.
  return entries
    .where(
      'seq',
      '>=',
      days.select((eb) => eb.fn.min('seq').as('first')),
    )
    .where(
      'seq',
      '<=',
      days.select((eb) => eb.fn.max('seq').as('last')),
    )
    .where('at', '>=', begins)
    .where('at', '<', over);
}
