/** p values adjusted over the families of tests that a plan names. */

import { adjustP } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Comparison, ComparisonRow } from './comparison.ts';

export interface Worked {
  readonly comparison: Comparison;
  readonly rows: readonly ComparisonRow[];
}

/** Of one test: its p among `of` in its family. */
export interface Adjusted {
  readonly family: string;
  readonly of: number;
  readonly p: number | null;
}

/** Looks up the adjusted p of a row's test; a comparison without a family is one by itself. */
export type AdjustedIn = (comparison: string, row: number, test: number) => Adjusted;

/** A family has the tests of one procedure; those that could not be made do not count. */
export function adjustFamilies(
  worked: readonly Worked[],
  method: AnalysisPlan['multiplicity'],
): AdjustedIn {
  const tests = worked.flatMap(({ comparison, rows }) =>
    rows.flatMap((row, r) =>
      row.tests.map(({ procedure, p }, t) => ({
        ...{ key: `${comparison.name} ${r} ${t}`, p },
        family: `${comparison.family ?? comparison.name} ${procedure}`,
      })),
    ),
  );
  const adjusted = new Map<string, Adjusted>();
  for (const [family, members] of Map.groupBy(tests, (test) => test.family)) {
    const ps = members.map(({ p }) => p);
    const of = ps.filter((p) => p !== null).length;
    const out = method === 'none' ? ps : adjustP(ps, method);
    members.forEach(({ key }, i) => {
      adjusted.set(key, { family: family.split(' ')[0] ?? '', of, p: out[i] ?? null });
    });
  }
  return (comparison, row, test) => {
    const found = adjusted.get(`${comparison} ${row} ${test}`);
    if (!found) throw new Error(`no test ${test} of row ${row} in ${comparison}`);
    return found;
  };
}
