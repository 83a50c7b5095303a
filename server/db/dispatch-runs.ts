/** When each study was last looked through for messages that are due, and how far that has come. */

import type { Selectable } from 'kysely';
import type { RegistryDb, RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type DispatchRun = Selectable<RegistryTables['dispatch_run']>;

/** One row for each study: a run takes the place of the one before. */
export async function beginRun(
  db: RegistryDb,
  run: Pick<DispatchRun, 'study' | 'began_at' | 'due'>,
): Promise<void> {
  const values = { ...run, ended_at: null };
  await db
    .insertInto('dispatch_run')
    .values(values)
    .onConflict((conflict) => conflict.column('study').doUpdateSet(values))
    .execute();
}

/** Leaves alone what another has begun meanwhile. */
export async function endRun(
  db: RegistryDb,
  { study, began_at }: Pick<DispatchRun, 'study' | 'began_at'>,
  ended_at: string,
): Promise<void> {
  await db
    .updateTable('dispatch_run')
    .set({ ended_at })
    .where('study', '=', study)
    .where('began_at', '=', began_at)
    .execute();
}

/** Null before the first. */
export async function latestRun(db: RegistrySelect, study: string): Promise<DispatchRun | null> {
  const row = await db
    .selectFrom('dispatch_run')
    .selectAll()
    .where('study', '=', study)
    .executeTakeFirst();
  return row ?? null;
}

/** What has become of the messages of a study that were handed over since an instant. */
export async function countsSince(
  db: RegistrySelect,
  study: string,
  since: string,
): Promise<{ readonly sent: number; readonly failed: number }> {
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['status', eb.fn.countAll().as('count')])
    .where('study', '=', study)
    .where('claimed_at', '>=', since)
    .groupBy('status')
    .execute();
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return { sent: counts.get('sent') ?? 0, failed: counts.get('failed') ?? 0 };
}
