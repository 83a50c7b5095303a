/** Lets the event log be read by kind of action and by day without looking at every entry; for both stores. */

import type { AnyDb } from './columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.createIndex('event_action').on('event').columns(['action', 'seq']).execute();
  await db.schema.createIndex('event_at').on('event').column('at').execute();
}
