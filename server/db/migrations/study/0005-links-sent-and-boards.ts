/** Links say whether they were sent, and boards of many thousands have the indexes they page and count by. */

import type { AnyDb } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('link').addColumn('sent_at', 'text').execute();
  await db.schema.alterTable('link').addColumn('failure', 'text').execute();
  await db.schema
    .createIndex('participant_included')
    .on('participant')
    .columns(['study', 'role', 'inclusion_date', 'code'])
    .execute();
  await db.schema
    .createIndex('task_occasion')
    .on('task')
    .columns(['code', 'kind', 'wave'])
    .execute();
}
