/** When a message was claimed for sending, so that two senders never hand over the same one at once. */

import type { AnyDb } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('outbox').addColumn('claimed_at', 'text').execute();
}
