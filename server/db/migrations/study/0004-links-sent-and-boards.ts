/** Links say whether they were sent, and boards of many thousands have the indexes they page and count by. */

import type { AnyDb } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('link').addColumn('sent_at', 'text').execute();
  await db.schema.alterTable('link').addColumn('failure', 'text').execute();
  // These hold all that boards count and choose by, so that counting reads nothing else.
  await db.schema
    .createIndex('participant_included')
    .on('participant')
    .columns([
      ...['study', 'role', 'inclusion_date', 'code'],
      ...['state', 'channel', 'current_site', 'current_arm'],
    ])
    .execute();
  await db.schema
    .createIndex('participant_places')
    .on('participant')
    .columns(['study', 'role', 'state', 'current_site', 'current_arm'])
    .execute();
  await db.schema
    .createIndex('task_occasion')
    .on('task')
    .columns(['code', 'kind', 'wave'])
    .execute();
}
