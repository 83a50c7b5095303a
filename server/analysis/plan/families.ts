/** p values adjusted over the families of tests that a plan names. */

import { adjustP } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Comparison, ComparisonRow, PlannedTest } from './comparison.ts';

/** Of one test: its p among `of` in its family; a comparison without a family is one by itself. */
export interface Adjusted {
  readonly family: string;
  readonly of: number;
  readonly p: number | null;
}

interface Worked {
  readonly comparison: Comparison;
  readonly rows: readonly ComparisonRow[];
}

/** A family has the tests of one procedure; those that could not be made do not count. */
export function adjustFamilies(
  worked: readonly Worked[],
  method: AnalysisPlan['multiplicity'],
): ReadonlyMap<PlannedTest, Adjusted> {
  const tests = worked.flatMap(({ comparison: { name, family = name }, rows }) =>
    rows.flatMap((row) => row.tests.map((test) => ({ family, test }))),
  );
  const families = Map.groupBy(tests, ({ family, test }) => `${family} ${test.procedure}`);
  const adjusted = new Map<PlannedTest, Adjusted>();
  for (const members of families.values()) {
    const ps = members.map(({ test }) => test.p);
    const of = ps.filter((p) => p !== null).length;
    const out = method === 'none' ? ps : adjustP(ps, method);
    members.forEach(({ family, test }, i) => {
      adjusted.set(test, { family, of, p: out[i] ?? null });
    });
  }
  return adjusted;
}
