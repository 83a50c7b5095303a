/** Responses page by page, the visits they are given in, and their scores. */

import { sql } from 'kysely';
import { type AnyDb, double, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('response')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('wave', 'integer', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('instrument', 'text', (c) => c.notNull())
      .addColumn('instrument_version', 'integer', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('sheet', 'text', (c) => c.notNull())
      .addColumn('started_at', 'text', (c) => c.notNull())
      .addColumn('submitted_at', 'text')
      .addColumn('written_on', 'text')
      .addColumn('received_on', 'text')
      .addColumn('keyed_by', 'text')
      .addUniqueConstraint('response_once_per_channel', ['code', 'wave', 'channel']),
  ).execute();
  // However an answer came in, a wave is submitted once.
  await db.schema
    .createIndex('response_submitted_once')
    .unique()
    .on('response')
    .columns(['code', 'wave'])
    .where(sql.ref('submitted_at'), 'is not', null)
    .execute();
  await strict(
    db,
    db.schema
      .createTable('visit')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('cookie_hash', 'text', (c) => c.notNull().unique())
      .addColumn('response_id', 'text', (c) => c.notNull().references('response.id'))
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('ended_at', 'text'),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('saved_page')
      .addColumn('nonce', 'text', (c) => c.primaryKey())
      .addColumn('response_id', 'text', (c) => c.notNull().references('response.id'))
      .addColumn('page', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('visit_id', 'text', (c) => c.references('visit.id'))
      .addColumn('saved_at', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema
    .createIndex('saved_page_response')
    .on('saved_page')
    .columns(['response_id', 'page'])
    .execute();
  await strict(
    db,
    db.schema
      .createTable('score')
      .addColumn('response_id', 'text', (c) => c.notNull().references('response.id'))
      .addColumn('scale', 'text', (c) => c.notNull())
      .addColumn('rule', 'text', (c) => c.notNull())
      .addColumn('value', double(db) as never)
      .addColumn('missing', 'text')
      .addColumn('answered', 'integer', (c) => c.notNull())
      .addColumn('of_items', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('score_key', ['response_id', 'scale']),
  ).execute();
}
