/** The event log as a file, from which anybody can compute both chains anew: see `eventHash`. */

import { setImmediate as breath } from 'node:timers/promises';
import { allAccounts } from '../db/accounts.ts';
import { type EventFilter, eventsBetween, newestSeq } from '../db/event-log.ts';
import { appendEvent, type Event } from '../db/events.ts';
import { csvHeader, csvRows } from '../export/csv.ts';
import type { Services } from '../services.ts';
import type { Store } from './pages.ts';

const columns = [
  { name: 'store', storage: 'text' },
  { name: 'seq', storage: 'integer' },
  { name: 'at', storage: 'text' },
  { name: 'actor', storage: 'text' },
  { name: 'actor_role', storage: 'text' },
  { name: 'action', storage: 'text' },
  { name: 'code', storage: 'text' },
  { name: 'detail', storage: 'text' },
  { name: 'previous_hash', storage: 'text' },
  { name: 'hash', storage: 'text' },
] as const;

const pieceLength = 500;

/** That it was exported is on record before there is anything to read, and stands in the file itself. */
export async function exportEvents(
  services: Services,
  filter: EventFilter,
  asked: Pick<Event, 'actor' | 'code' | 'detail'>,
): Promise<AsyncIterable<string>> {
  const { db, clock } = services;
  await db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, clock, { ...asked, action: 'event log exported' }));
  return pieces(services, filter, {
    registry: await newestSeq(db.registry),
    study: await newestSeq(db.study),
  });
}

/** One store after the other, oldest first, to where each ended when the file was asked for. */
async function* pieces(
  { db }: Services,
  filter: EventFilter,
  last: Readonly<Record<Store, number>>,
): AsyncGenerator<string> {
  const roles = new Map((await allAccounts(db.registry)).map(({ id, role }) => [id, role]));
  yield csvHeader(columns);
  for (const store of ['registry', 'study'] as const)
    for (let after = 0; after < last[store]; ) {
      const range = { after, last: last[store] };
      const entries = await eventsBetween(db[store], filter, range, pieceLength).execute();
      yield csvRows(
        columns,
        entries.map(({ seq, at, actor, action, code, detail, previous_hash, hash }) => [
          ...[store, seq, at, actor, roles.get(actor) ?? '', action],
          ...[code ?? '', detail, previous_hash, hash],
        ]),
      );
      after = entries.length < pieceLength ? last[store] : (entries.at(-1)?.seq ?? last[store]);
      await breath();
    }
}
