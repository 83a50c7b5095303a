/** How often a message was tried, and when it may be tried again: a mail server that is busy is given time. */

import type { AnyDb } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .alterTable('outbox')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('outbox').addColumn('try_after', 'text').execute();
}
