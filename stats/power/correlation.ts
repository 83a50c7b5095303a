/** Power of the test of a correlation against zero. */

import { answer, type Design, type PowerResult } from './design.ts';
import { equalGroups } from './groups.ts';
import type { PowerQuestion } from './question.ts';
import { type PowerAlternative, rejectionByT } from './rejection.ts';
import { rejectionByR } from './rejection-by-r.ts';

/** The correlation in the population. */
export interface REffect {
  readonly r: number;
}

export interface CorrelationPowerInput extends PowerQuestion<REffect> {
  /**
   * `'exact'`, the default: both variables are normal. `'pointBiserial'`: one of them has two values, as
   * in a comparison of two groups, or is fixed in advance.
   */
  readonly model?: 'exact' | 'pointBiserial' | undefined;
  /** `'greater'` is a one-sided test for r > 0; for r < 0 change the sign. */
  readonly alternative?: PowerAlternative | undefined;
}

export type CorrelationPower = PowerResult<'power.correlation', REffect>;

/**
 * Power of the test of Pearson's correlation against zero.
 *
 * Leave out exactly one of `n` (pairs of measurements), `power`, `effect` and `alpha`: it is found from
 * the others. `{ r }` is the correlation in the population. The test is the usual t test of r; `critical`
 * is the r (or, with `'pointBiserial'`, the t) that must be exceeded.
 *
 * Formula: with `model: 'exact'` the distribution of r in a bivariate normal sample, Fisher (1915),
 * doi:10.1093/biomet/10.4.507, and Hotelling (1953), doi:10.1111/j.2517-6161.1953.tb00135.x: G*Power's
 * "bivariate normal model". pwr's `pwr.r.test` takes Fisher's z with a correction, right to about three
 * digits. With `model: 'pointBiserial'` t noncentral with δ = √n·r/√(1 − r²) and n − 2 degrees of
 * freedom: Faul, Erdfelder, Lang & Buchner (2007), doi:10.3758/BF03193146.
 *
 * Throws RangeError where not exactly one of the four is left out, where power is not above alpha, on
 * fewer than three participants, on an r that is not between −1 and 1, and (exact) on an alpha so small
 * for three or four participants that the critical r is all but 1.
 *
 * @example power.correlation({ effect: { r: 0.3 }, power: 0.8, alpha: 0.05 }).n // => 84
 * @example power.correlation({ effect: { r: 0.3 }, power: 0.8, alpha: 0.05, model: 'pointBiserial' }).n // => 82
 */
export function correlation(input: CorrelationPowerInput): CorrelationPower {
  const { model = 'exact', alternative = 'two-sided' } = input;
  if (alternative !== 'two-sided' && alternative !== 'greater')
    throw new RangeError("power.correlation needs the alternative 'two-sided' or 'greater'");
  if (model !== 'exact' && model !== 'pointBiserial')
    throw new RangeError("power.correlation needs the model 'exact' or 'pointBiserial'");
  const sides = alternative === 'greater' ? 'one-sided' : 'two-sided';
  const common = {
    procedure: 'power.correlation',
    warnings: [],
    smallestN: 3,
    oneSided: alternative === 'greater',
    wholeGroups: (n: number) => equalGroups(n, 1),
  } as const;
  const design: Design<'power.correlation', REffect> =
    model === 'exact'
      ? {
          ...common,
          method: `Correlation, exact distribution of r in bivariate normal samples; ${sides}`,
          rejection: (n) => rejectionByR(n, alternative),
          strength: (effect, n) => Math.atanh(rOf(effect)) * Math.sqrt(n - 1),
          sampleSize: (strength, effect) => (strength / Math.atanh(rOf(effect))) ** 2 + 1,
          effect: (strength, n) => ({ r: Math.tanh(strength / Math.sqrt(n - 1)) }),
        }
      : {
          ...common,
          method: `Correlation, point-biserial model (δ = √n·r/√(1 − r²)); ${sides}`,
          rejection: (n) => rejectionByT(n - 2, alternative),
          strength: (effect, n) => Math.sinh(Math.atanh(rOf(effect))) * Math.sqrt(n),
          sampleSize: (strength, effect) => (strength / Math.sinh(Math.atanh(rOf(effect)))) ** 2,
          effect: (strength, n) => ({ r: Math.tanh(Math.asinh(strength / Math.sqrt(n))) }),
        };
  return answer(input, design);
}

function rOf({ r }: REffect): number {
  if (r > -1 && r < 1) return r;
  throw new RangeError('power.correlation needs an r between −1 and 1');
}
