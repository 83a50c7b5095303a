/** The results of a data cut are worked out once: they change only with the plan, or when somebody is taken out. */

import { type PlanResults, planResults } from '../analysis/plan/results.ts';
import type { ResearchView } from '../research-view.ts';

/** Those that were asked for last, by what they depend on. */
const kept = new Map<string, Promise<PlanResults>>();
const most = 8;

/** Of the data as they are now they are worked out each time. */
export function resultsOf(view: ResearchView): Promise<PlanResults> {
  const { cut, plans, sites } = view;
  if (!cut) return planResults(view);
  const { id, erased, altered } = cut;
  const key = JSON.stringify([id, erased, altered, plans.at(-1)?.sha256, sites]);
  const results = kept.get(key) ?? planResults(view);
  keep(key, results);
  return results;
}

function keep(key: string, results: Promise<PlanResults>): void {
  kept.delete(key);
  kept.set(key, results);
  results.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
}
