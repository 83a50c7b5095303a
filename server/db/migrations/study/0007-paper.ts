/** Paper forms as they came, what each keyer read on them, and what was decided where two readings or two answers differ. */

import { sql } from 'kysely';
import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  await strict(
    db,
    db.schema
      .createTable('paper_form')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('wave', 'integer', (c) => c.notNull())
      .addColumn('instrument', 'text', (c) => c.notNull())
      .addColumn('instrument_version', 'integer', (c) => c.notNull())
      .addColumn('received_on', 'text', (c) => c.notNull())
      .addColumn('logged_at', 'text', (c) => c.notNull())
      .addColumn('logged_by', 'text', (c) => c.notNull())
      .addColumn('keyings', 'integer', (c) => c.notNull().check(sql`keyings in (1, 2)`))
      .addColumn('settled_at', 'text')
      .addColumn('outcome', 'text')
      .addColumn('decided_at', 'text')
      .addColumn('decided_by', 'text'),
  ).execute();
  await db.schema
    .createIndex('paper_form_occasion')
    .on('paper_form')
    .columns(['code', 'wave'])
    .execute();
  await strict(
    db,
    db.schema
      .createTable('keying')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('form_id', 'text', (c) => c.notNull().references('paper_form.id'))
      .addColumn('ordinal', 'integer', (c) => c.notNull().check(sql`ordinal in (1, 2)`))
      .addColumn('keyed_by', 'text', (c) => c.notNull())
      .addColumn('sheet', 'text', (c) => c.notNull())
      .addColumn('written_on', 'text')
      .addColumn('begun_at', 'text', (c) => c.notNull())
      .addColumn('saved_at', 'text', (c) => c.notNull())
      .addColumn('finished_at', 'text')
      .addUniqueConstraint('keying_ordinal', ['form_id', 'ordinal'])
      .addUniqueConstraint('keying_once_each', ['form_id', 'keyed_by']),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('keying_decision')
      .addColumn('form_id', 'text', (c) => c.notNull().references('paper_form.id'))
      .addColumn('field', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('decided_at', 'text', (c) => c.notNull())
      .addColumn('decided_by', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('keying_decision_key', ['form_id', 'field']),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('replaced_response')
      .addColumn('response_id', 'text', (c) => c.primaryKey().references('response.id'))
      .addColumn('form_id', 'text', (c) => c.notNull().references('paper_form.id'))
      .addColumn('submitted_at', 'text', (c) => c.notNull()),
  ).execute();
  await strict(
    db,
    db.schema
      .createTable('code_correction')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('form_id', 'text', (c) => c.notNull().references('paper_form.id'))
      .addColumn('from_code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('from_wave', 'integer', (c) => c.notNull())
      .addColumn('to_code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('to_wave', 'integer', (c) => c.notNull())
      .addColumn('proposed_at', 'text', (c) => c.notNull())
      .addColumn('proposed_by', 'text', (c) => c.notNull())
      .addColumn('decided_at', 'text')
      .addColumn('decided_by', 'text')
      .addColumn('outcome', 'text'),
  ).execute();
  await db.schema
    .createIndex('code_correction_open')
    .on('code_correction')
    .column('form_id')
    .where(sql.ref('decided_at'), 'is', null)
    .unique()
    .execute();
  await strict(
    db,
    db.schema
      .createTable('keyer')
      .addColumn('account_id', 'text', (c) => c.primaryKey())
      .addColumn('number', 'integer', (c) => c.notNull().unique()),
  ).execute();
  for (const column of ['form_id', 'keyed_again_by', 'keyed_at'])
    await db.schema.alterTable('response').addColumn(column, 'text').execute();
  await adoptKeyedResponses(db);
}

/** Forms that were keyed before: each came, and was keyed once. */
async function adoptKeyedResponses(db: AnyDb): Promise<void> {
  const keyed = db.selectFrom('response').where('channel', '=', 'paper');
  const isSubmitted = ['submitted_at', 'is not', null] as const;
  await db
    .insertInto('paper_form')
    .columns([
      ...['id', 'code', 'wave', 'instrument', 'instrument_version', 'received_on'],
      ...['logged_at', 'logged_by', 'keyings', 'settled_at', 'outcome', 'decided_at', 'decided_by'],
    ])
    .expression(
      keyed
        .select(['id', 'code', 'wave', 'instrument', 'instrument_version'])
        .select((eb) => [
          eb.fn.coalesce('received_on', sql<string>`substr(submitted_at, 1, 10)`).as('received_on'),
          'started_at as logged_at',
          eb.fn.coalesce('keyed_by', sql.lit('system')).as('logged_by'),
          sql.lit(1).as('keyings'),
          'submitted_at as settled_at',
          sql.lit('counts').as('outcome'),
          sql<null>`cast(null as text)`.as('decided_at'),
          sql<null>`cast(null as text)`.as('decided_by'),
        ])
        .where(...isSubmitted),
    )
    .execute();
  await db
    .insertInto('keying')
    .columns([
      ...['id', 'form_id', 'ordinal', 'keyed_by', 'sheet', 'written_on'],
      ...['begun_at', 'saved_at', 'finished_at'],
    ])
    .expression(
      keyed
        .select((eb) => [
          'id',
          'id as form_id',
          sql.lit(1).as('ordinal'),
          eb.fn.coalesce('keyed_by', sql.lit('system')).as('keyed_by'),
          'sheet',
          'written_on',
          'started_at as begun_at',
          'submitted_at as saved_at',
          'submitted_at as finished_at',
        ])
        .where(...isSubmitted),
    )
    .execute();
  await db
    .updateTable('response')
    .set((eb) => ({ form_id: eb.ref('id'), keyed_at: eb.ref('submitted_at') }))
    .where('channel', '=', 'paper')
    .where(...isSubmitted)
    .execute();
  // In the order in which they keyed their first form.
  const keyers = await db
    .selectFrom('keying')
    .select(['keyed_by', (eb) => eb.fn.min('begun_at').as('since')])
    .groupBy('keyed_by')
    .orderBy('since')
    .orderBy('keyed_by')
    .execute();
  for (const [index, { keyed_by }] of keyers.entries())
    await db
      .insertInto('keyer')
      .values({ account_id: keyed_by, number: index + 1 })
      .execute();
}
