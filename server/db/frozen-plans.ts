/** Analysis plans as they were frozen: the first one, and every later one with the reason for it. */

import type { AnalysisPlan } from '../../surveys/analysis-plan.ts';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';

export interface FrozenPlan {
  /** 1 for the first of its study; every later one is a deviation from the one before. */
  readonly number: number;
  readonly version: number;
  readonly sha256: string;
  readonly plan: AnalysisPlan;
  readonly frozenAt: string;
  readonly frozenBy: string;
  /** Null for the first. */
  readonly reason: string | null;
}

/** In the order in which they were frozen: the last one holds. */
export async function frozenPlansOf(db: StudySelect, study: string): Promise<FrozenPlan[]> {
  const rows = await db
    .selectFrom('frozen_plan')
    .selectAll()
    .where('study', '=', study)
    .orderBy('number')
    .execute();
  return rows.map(({ plan, frozen_at, frozen_by, study: _, ...row }) => ({
    ...row,
    plan: JSON.parse(plan) as AnalysisPlan,
    ...{ frozenAt: frozen_at, frozenBy: frozen_by },
  }));
}

export async function insertFrozenPlan(
  trx: StudyTransaction,
  study: string,
  { plan, frozenAt, frozenBy, ...row }: FrozenPlan,
): Promise<void> {
  await trx
    .insertInto('frozen_plan')
    .values({
      ...{ ...row, study, plan: JSON.stringify(plan) },
      ...{ frozen_at: frozenAt, frozen_by: frozenBy },
    })
    .execute();
}
