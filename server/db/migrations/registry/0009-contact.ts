/** Where a message went and whether it came back, letters by the day's batch, and when each study was last looked through. */

import { sql } from 'kysely';
import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('person').addColumn('email_failed_at', 'text').execute();
  await db.schema
    .alterTable('person')
    .addColumn('email_ordinal', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable('outbox').addColumn('email_ordinal', 'integer').execute();
  for (const column of ['reason', 'bounced_at', 'bounce', 'batch_id'])
    await db.schema.alterTable('outbox').addColumn(column, 'text').execute();
  await db.schema
    .createIndex('outbox_claimed')
    .on('outbox')
    .columns(['study', 'claimed_at'])
    .execute();
  await db.schema
    .createIndex('outbox_about')
    .on('outbox')
    .columns(['code', 'wave', 'sent_at'])
    .execute();
  await db.schema.createIndex('outbox_batch').on('outbox').column('batch_id').execute();
  await strict(
    db,
    db.schema
      .createTable('letter_batch')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('site', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('printed_at', 'text')
      .addColumn('printed_by', 'text')
      .addColumn('posted_at', 'text')
      .addColumn('posted_by', 'text')
      .addUniqueConstraint('letter_batch_once', ['study', 'site', 'day', 'number']),
  ).execute();
  // Letters are added to a batch until it is printed: there is one such batch at a time, for each site.
  await db.schema
    .createIndex('letter_batch_open')
    .on('letter_batch')
    .columns(['study', 'site'])
    .where(sql.ref('printed_at'), 'is', null)
    .unique()
    .execute();
  await strict(
    db,
    db.schema
      .createTable('dispatch_run')
      .addColumn('study', 'text', (c) => c.primaryKey())
      .addColumn('began_at', 'text', (c) => c.notNull())
      .addColumn('due', 'integer', (c) => c.notNull())
      .addColumn('ended_at', 'text'),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('secret')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value_sealed', 'text', (c) => c.notNull()),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('calendar_feed')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('revoked_at', 'text'),
  ).execute();
}
