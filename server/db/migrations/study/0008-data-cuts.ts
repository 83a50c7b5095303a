/** Plans as they were frozen, and the data cuts that were made under them: copies that later answers do not change. */

import { sql } from 'kysely';
import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('frozen_plan')
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 1`))
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('plan', 'text', (c) => c.notNull())
      .addColumn('frozen_at', 'text', (c) => c.notNull())
      .addColumn('frozen_by', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('frozen_plan_key', ['study', 'number']),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('data_cut')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 1`))
      .addColumn('cut_on', 'text', (c) => c.notNull())
      .addColumn('waves', 'text', (c) => c.notNull())
      .addColumn('included_until', 'text', (c) => c.notNull())
      .addColumn('eligible', 'text', (c) => c.notNull())
      .addColumn('definition', 'text', (c) => c.notNull())
      .addColumn('begun_at', 'text', (c) => c.notNull())
      .addColumn('begun_by', 'text', (c) => c.notNull())
      .addColumn('locked_at', 'text')
      .addColumn('participants', 'integer')
      .addColumn('instruments', 'text')
      .addColumn('sha256', 'text')
      .addUniqueConstraint('data_cut_number', ['study', 'number']),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('data_cut_record')
      .addColumn('cut_id', 'text', (c) => c.notNull().references('data_cut.id'))
      .addColumn('code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('record', 'text', (c) => c.notNull())
      .addColumn('altered_at', 'text')
      .addPrimaryKeyConstraint('data_cut_record_key', ['cut_id', 'code']),
  ).execute();
  await db.schema
    .createIndex('data_cut_record_code')
    .on('data_cut_record')
    .column('code')
    .execute();
}
