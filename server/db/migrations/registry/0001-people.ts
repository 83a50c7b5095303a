/** Persons, their consent, and the messages sent to them. */

import { type AnyDb, createEventLog, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('person')
      .addColumn('code', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('name_sealed', 'text', (c) => c.notNull())
      .addColumn('email_sealed', 'text')
      .addColumn('phone_sealed', 'text')
      .addColumn('address_sealed', 'text')
      .addColumn('email_index', 'text')
      .addColumn('phone_index', 'text')
      .addColumn('registered_at', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema
    .createIndex('person_email')
    .on('person')
    .columns(['study', 'email_index'])
    .execute();
  await db.schema
    .createIndex('person_phone')
    .on('person')
    .columns(['study', 'phone_index'])
    .execute();
  await strict(
    db,
    db.schema
      .createTable('consent')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('person.code'))
      .addColumn('given_on', 'text', (c) => c.notNull())
      .addColumn('text_version', 'text', (c) => c.notNull())
      .addColumn('text_sha256', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('recorded_by', 'text', (c) => c.notNull())
      .addColumn('recorded_at', 'text', (c) => c.notNull()),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull().references('person.code'))
      .addColumn('wave', 'integer', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('ordinal', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('token_sealed', 'text')
      .addColumn('message_id', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('sent_at', 'text')
      .addColumn('failure', 'text')
      .addUniqueConstraint('outbox_message_once', ['study', 'code', 'wave', 'kind', 'ordinal']),
  ).execute();
  await createEventLog(db);
}
