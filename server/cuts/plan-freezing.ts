/** Freezing a study's analysis plan: what it said before anybody saw the answers, and every departure with its reason. */

import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { type FrozenPlan, frozenPlansOf, insertFrozenPlan } from '../db/frozen-plans.ts';
import { digestOf } from '../digest.ts';
import type { Services } from '../services.ts';

/** How the plan in the study's file stands to what is frozen. */
export type PlanState = 'not-frozen' | 'frozen' | 'changed';

export function planState({ analysis_plan }: Study, frozen: readonly FrozenPlan[]): PlanState {
  const last = frozen.at(-1);
  if (!last) return 'not-frozen';
  return last.sha256 === digestOf(analysis_plan) ? 'frozen' : 'changed';
}

/** The plan of the study's file; a later one needs a `reason`. Repeatable: the same plan is frozen once. */
export async function freezePlan(
  { db, clock }: Services,
  { study, analysis_plan: plan }: Study,
  { reason, actor }: { readonly reason: string | null; readonly actor: string },
): Promise<'frozen' | 'reason-needed'> {
  return db.study.transaction().execute(async (trx) => {
    const frozen = await frozenPlansOf(trx, study);
    const [last] = frozen.toReversed();
    const sha256 = digestOf(plan);
    if (last?.sha256 === sha256) return 'frozen';
    if (last && reason === null) return 'reason-needed';
    const number = frozen.length + 1;
    await insertFrozenPlan(trx, study, {
      ...{ number, version: plan.version, sha256, plan },
      ...{ frozenAt: timestamp(clock), frozenBy: actor },
      reason: last ? reason : null,
    });
    const detail = { study, number, version: plan.version, sha256 };
    await appendEvent(trx, clock, { actor, action: 'plan frozen', detail });
    return 'frozen';
  });
}
