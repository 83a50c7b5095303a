/** A form for a copy of data makes one copy, and an address is looked for in all studies at once. */

import type { AnyDb } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('data_copy').addColumn('nonce', 'text').execute();
  await db.schema.createIndex('data_copy_nonce').unique().on('data_copy').column('nonce').execute();
  await db.schema.createIndex('data_copy_code').on('data_copy').column('code').execute();
  await db.schema.createIndex('person_email_anywhere').on('person').column('email_index').execute();
}
