/** Before the tests: which values lie far out and whether they look normal, variable by variable and wave by wave. */

import { type AnyResult, ksLilliefors, outliers, shapiroWilk } from '../../../stats/index.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type CaseCounts, casesOf, pick } from './cases.ts';
import type { AnalysisData } from './data.ts';
import type { Variable } from './variables.ts';

/** The procedures that a plan's screening can name. */
export const screeningProcedures: Readonly<
  Record<string, (values: readonly number[]) => AnyResult>
> = { outliers, shapiroWilk, ksLilliefors };

export interface Screened {
  readonly variable: Variable;
  readonly wave: number;
  readonly cases: CaseCounts;
  readonly checks: readonly (Attempt & { readonly procedure: string })[];
}

/** Each variable over everybody who has it at the wave. */
export function screen(
  data: AnalysisData,
  variable: Variable,
  wave: number,
  arms: readonly string[] | undefined,
  procedures: readonly string[],
): Screened {
  const { participants, counts } = casesOf(data, [variable.name], { waves: [wave], arms });
  const values = pick(data, variable.name, wave, participants);
  return {
    ...{ variable, wave, cases: counts },
    checks: procedures.map((name) => {
      const procedure = screeningProcedures[name];
      if (!procedure) throw new Error(`no screening can name ${name}`);
      return { procedure: name, ...attempt(() => procedure(values)) };
    }),
  };
}
