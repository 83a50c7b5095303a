/** The sensitivity analyses of a plan: its comparisons once more, with something about them different. */

import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Comparison } from './comparison.ts';

/** In the plan's order. Each is a family of its own, as it decides nothing. */
export function sensitivityOf({ sensitivity, comparisons }: AnalysisPlan): Comparison[] {
  return sensitivity.flatMap(({ comparison, name, title, variables, answers }) => {
    const again = comparisons.find((one) => one.name === comparison);
    if (!again) return [];
    return [
      {
        ...{ ...again, name, title, family: name },
        variables: variables ?? again.variables,
        ...(answers && { answers }),
      },
    ];
  });
}
