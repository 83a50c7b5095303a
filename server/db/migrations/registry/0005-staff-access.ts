/** What each account may enter, its second factor, and what an API token is for. */

import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('account_access')
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('study', 'text', (c) => c.notNull())
      // Empty: the whole study.
      .addColumn('site', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('account_access_key', ['account_id', 'study', 'site']),
  ).execute();
  await keepAccess(db);

  await db.schema.alterTable('account').addColumn('totp_sealed', 'text').execute();
  // When the person proved that their app has the secret; null while it is being set up.
  await db.schema.alterTable('account').addColumn('totp_since', 'text').execute();
  // The time step of the last code: each code is good once.
  await db.schema.alterTable('account').addColumn('totp_step', 'integer').execute();
  await strict(
    db,
    db.schema
      .createTable('recovery_code')
      .addColumn('code_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
      .addColumn('used_at', 'text'),
  ).execute();
  await db.schema.alterTable('session').addColumn('second_factor_at', 'text').execute();
  await db.schema.alterTable('session').addColumn('confirmed_at', 'text').execute();

  await db.schema
    .alterTable('api_token')
    .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('api_token')
    .addColumn('scope', 'text', (c) => c.notNull().defaultTo('answers'))
    .execute();
}

/** Accounts that could enter every study so far still can. */
async function keepAccess(db: AnyDb): Promise<void> {
  const accounts = await db.selectFrom('account').select('id').execute();
  const studies = await db.selectFrom('person').select('study').distinct().execute();
  for (const { id } of accounts)
    for (const { study } of studies)
      await db.insertInto('account_access').values({ account_id: id, study, site: '' }).execute();
}
