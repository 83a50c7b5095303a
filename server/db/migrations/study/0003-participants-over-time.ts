/** What becomes of a participant after registration: states, moves and corrections, dated; and what staff have to do. */

import { sql } from 'kysely';
import { type AnyDb, strict } from '../columns.ts';

export async function up(db: AnyDb): Promise<void> {
  // `arm` and `site` stay what they were at inclusion, for analysis; these say where somebody is now.
  const added = {
    current_arm: 'text',
    current_site: 'text',
    followed_by: 'text',
    merged_into: 'text',
    state_on: 'text',
  } as const;
  for (const [name, type] of Object.entries(added))
    await db.schema.alterTable('participant').addColumn(name, type).execute();
  await db.schema
    .alterTable('participant')
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('enrolled'))
    .execute();
  await db
    .updateTable('participant')
    .set((eb) => ({ current_arm: eb.ref('arm'), current_site: eb.ref('site') }))
    .execute();
  await db.schema
    .createIndex('participant_standing')
    .on('participant')
    .columns(['study', 'role', 'state', 'inclusion_date'])
    .execute();

  await strict(
    db,
    db.schema
      .createTable('participant_change')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('previous', 'text')
      .addColumn('value', 'text')
      .addColumn('from_on', 'text', (c) => c.notNull())
      .addColumn('recorded_at', 'text', (c) => c.notNull())
      .addColumn('recorded_by', 'text', (c) => c.notNull()),
  ).execute();
  await db.schema
    .createIndex('participant_change_code')
    .on('participant_change')
    .columns(['code', 'recorded_at'])
    .execute();
  await withdrawalsBecomeChanges(db);

  await strict(
    db,
    db.schema
      .createTable('task')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('study', 'text', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull().references('participant.code'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('wave', 'integer', (c) => c.notNull())
      .addColumn('due_on', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('opened_by', 'text', (c) => c.notNull())
      .addColumn('done_at', 'text')
      .addColumn('done_by', 'text')
      .addColumn('outcome', 'text'),
  ).execute();
  // The same thing is on the list once, however often it is noticed.
  await db.schema
    .createIndex('task_open_once')
    .unique()
    .on('task')
    .columns(['code', 'kind', 'wave'])
    .where(sql.ref('done_at'), 'is', null)
    .execute();
  await db.schema.createIndex('task_due').on('task').columns(['study', 'due_on']).execute();
  await db.schema.createIndex('event_actor').on('event').columns(['actor', 'seq']).execute();
  await db.schema
    .createIndex('response_state')
    .on('response')
    .columns(['wave', 'submitted_at', 'code'])
    .execute();
}

/** A withdrawal is one of the states now; its row is still the moment that every link and send looks at. */
async function withdrawalsBecomeChanges(db: AnyDb): Promise<void> {
  const withdrawals = await db.selectFrom('withdrawal').selectAll().execute();
  for (const { code, withdrawn_at, recorded_by } of withdrawals) {
    const day = String(withdrawn_at).slice(0, 10);
    await db
      .insertInto('participant_change')
      .values({
        id: `withdrawal-${code}`,
        code,
        kind: 'state',
        previous: 'enrolled',
        value: 'withdrawn',
        from_on: day,
        recorded_at: withdrawn_at,
        recorded_by,
      })
      .execute();
    await db
      .updateTable('participant')
      .set({ state: 'withdrawn', state_on: day })
      .where('code', '=', code)
      .execute();
  }
  await db.schema.dropTable('withdrawal').execute();
}
