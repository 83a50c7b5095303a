/** Who wants no e-mail any more, which links went by post, when a study's sending stands still, and whose withdrawal has been seen through. */

import { sql } from 'kysely';
import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .alterTable('participant')
    .addColumn('mail', 'text', (c) => c.notNull().defaultTo('wanted'))
    .execute();
  await db.schema
    .alterTable('link')
    .addColumn('medium', 'text', (c) => c.notNull().defaultTo('mail'))
    .execute();
  await strict(
    db,
    db.schema
      .createTable('sending_pause')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('paused_at', 'text', (c) => c.notNull())
      .addColumn('paused_by', 'text', (c) => c.notNull())
      .addColumn('resumed_at', 'text')
      .addColumn('resumed_by', 'text'),
  ).execute();
  await db.schema
    .createIndex('sending_pause_once')
    .on('sending_pause')
    .column('study')
    .where(sql.ref('resumed_at'), 'is', null)
    .unique()
    .execute();
  await strict(
    db,
    db.schema
      .createTable('withdrawal_follow_up')
      .addColumn('code', 'text', (c) => c.primaryKey().references('participant.code'))
      .addColumn('meaning', 'text', (c) => c.notNull())
      .addColumn('finished_at', 'text', (c) => c.notNull()),
  ).execute();
}
