/** Staff accounts, their sessions, one-time links and API tokens. */

import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('account')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('email_sealed', 'text', (c) => c.notNull())
      .addColumn('email_index', 'text', (c) => c.notNull().unique())
      .addColumn('password_hash', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('disabled_at', 'text'),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('account_link')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.references('account.id'))
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('used_at', 'text'),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('session')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('csrf', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('ended_at', 'text'),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('sign_in_failure')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email_index', 'text', (c) => c.notNull())
      .addColumn('failed_at', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema
    .createIndex('sign_in_failure_recent')
    .on('sign_in_failure')
    .columns(['email_index', 'failed_at'])
    .execute();
  await strict(
    db,
    db.schema
      .createTable('api_token')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('revoked_at', 'text'),
  ).execute();
}
