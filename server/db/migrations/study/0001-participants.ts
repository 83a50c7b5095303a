/** Participants, their links and withdrawals, the pinned definitions, and the event log. */

import { type AnyDb, createEventLog, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('definition')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('pinned_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('definition_key', ['kind', 'name', 'version']),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('participant')
      .addColumn('code', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('arm', 'text')
      .addColumn('site', 'text')
      .addColumn('team', 'text')
      .addColumn('inclusion_date', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('registered_at', 'text', (c) => c.notNull())
      .addColumn('event_key', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema
    .createIndex('participant_study')
    .on('participant')
    .columns(['study', 'role', 'code'])
    .execute();
  await strict(
    db,
    db.schema
      .createTable('withdrawal')
      .addColumn('code', 'text', (c) => c.primaryKey().references('participant.code'))
      .addColumn('withdrawn_at', 'text', (c) => c.notNull())
      .addColumn('recorded_by', 'text', (c) => c.notNull()),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('link')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('wave', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('revoked_at', 'text'),
  ).execute();
  await db.schema.createIndex('link_code').on('link').columns(['code', 'wave']).execute();
  await createEventLog(db);
}
