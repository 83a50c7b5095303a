/** Consent thing by thing with its scans, names that can be found, notes, imports, copies of data, and the key's check. */

import { sql } from 'kysely';
import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('person').addColumn('merged_into', 'text').execute();
  await strict(
    db,
    db.schema
      .createTable('person_name')
      .addColumn('code', 'text', (c) => c.notNull().references('person.code'))
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('prefix_index', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('person_name_key', ['code', 'prefix_index']),
  ).execute();
  await db.schema
    .createIndex('person_name_prefix')
    .on('person_name')
    .columns(['study', 'prefix_index'])
    .execute();

  await consentThingByThing(db);

  await strict(
    db,
    db.schema
      .createTable('note')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('person.code'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('text_sealed', 'text', (c) => c.notNull())
      .addColumn('written_at', 'text', (c) => c.notNull())
      .addColumn('written_by', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema.createIndex('note_code').on('note').columns(['code', 'written_at']).execute();
  await strict(
    db,
    db.schema
      .createTable('import_draft')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('rows_sealed', 'text', (c) => c.notNull())
      .addColumn('made_by', 'text', (c) => c.notNull())
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('imported_at', 'text'),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('data_copy')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('person.code'))
      .addColumn('made_by', 'text', (c) => c.notNull())
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull()),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('lost_link_request')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email_index', 'text', (c) => c.notNull())
      .addColumn('asked_at', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema
    .createIndex('lost_link_recent')
    .on('lost_link_request')
    .columns(['email_index', 'asked_at'])
    .execute();
  await strict(
    db,
    db.schema
      .createTable('key_check')
      .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
      .addColumn('sealed', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema.createIndex('outbox_code').on('outbox').column('code').execute();
  await db.schema.createIndex('consent_code').on('consent').column('code').execute();
  await db.schema.createIndex('event_actor').on('event').columns(['actor', 'seq']).execute();
}

/** Each thing that is agreed to stands on its own; until now there was one. */
async function consentThingByThing(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('consent_answer')
      .addColumn('consent_id', 'text', (c) => c.notNull().references('consent.id'))
      .addColumn('item', 'text', (c) => c.notNull())
      .addColumn('agreed', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('consent_answer_key', ['consent_id', 'item']),
  ).execute();
  await db
    .insertInto('consent_answer')
    .columns(['consent_id', 'item', 'agreed'])
    .expression((eb) =>
      eb
        .selectFrom('consent')
        .select((c) => [
          c.ref('consent.id').as('consent_id'),
          c.val('survey').as('item'),
          c.lit(1).as('agreed'),
        ]),
    )
    .execute();
  await strict(
    db,
    db.schema
      .createTable('consent_scan')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('consent_id', 'text', (c) => c.notNull().references('consent.id'))
      .addColumn('code', 'text', (c) => c.notNull().references('person.code'))
      .addColumn('media_type', 'text', (c) => c.notNull())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('body_sealed', 'text', (c) => c.notNull())
      .addColumn('scanned_at', 'text', (c) => c.notNull())
      .addColumn('scanned_by', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema.createIndex('consent_scan_code').on('consent_scan').column('code').execute();
}
