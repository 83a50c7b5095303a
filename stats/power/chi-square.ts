/** Power of chi-square tests: of a table, or of frequencies against expected ones. */

import { answer, type Design, type PowerResult } from './design.ts';
import { equalGroups } from './groups.ts';
import type { PowerQuestion } from './question.ts';
import { rejectionByChiSquare } from './rejection.ts';

/** Cohen's w: √Σ(p₁ − p₀)²/p₀ over the cells. */
export interface WEffect {
  readonly w: number;
}

export interface ChiSquarePowerInput extends PowerQuestion<WEffect> {
  /** Degrees of freedom: (rows − 1)(columns − 1) of a table, or cells − 1. */
  readonly df: number;
}

export type ChiSquarePower = PowerResult<'power.chiSquare', WEffect>;

/**
 * Power of a chi-square test of independence or of goodness of fit.
 *
 * Leave out exactly one of `n`, `power`, `effect` and `alpha`: it is found from the others. For a
 * 2 × 2 table w is the correlation φ of its two variables.
 *
 * Formula: χ² noncentral with λ = n·w²: Cohen (1988), chapter 7; Faul, Erdfelder, Lang & Buchner
 * (2007), doi:10.3758/BF03193146, table 6. It holds for large samples: with few expected in a cell the
 * real power differs.
 *
 * Throws RangeError where not exactly one of the four is left out, where power is not above alpha, and
 * on degrees of freedom below 1.
 *
 * @example power.chiSquare({ effect: { w: 0.3 }, df: 1, power: 0.8, alpha: 0.05 }).n // => 88
 */
export function chiSquare(input: ChiSquarePowerInput): ChiSquarePower {
  const { df } = input;
  if (!(Number.isSafeInteger(df) && df >= 1))
    throw new RangeError('power.chiSquare needs a whole number of degrees of freedom, at least 1');
  const design: Design<'power.chiSquare', WEffect> = {
    procedure: 'power.chiSquare',
    method: 'Chi-square test; w of Cohen (λ = n·w²)',
    warnings: [],
    smallestN: 1,
    rejection: () => rejectionByChiSquare(df),
    strength: (effect, n) => wOf(effect) * Math.sqrt(n),
    sampleSize: (strength, effect) => (strength / wOf(effect)) ** 2,
    effect: (strength, n) => ({ w: strength / Math.sqrt(n) }),
    wholeGroups: (n) => equalGroups(n, 1),
  };
  return answer(input, design);
}

function wOf({ w }: WEffect): number {
  if (w >= 0 && w < Number.POSITIVE_INFINITY) return w;
  throw new RangeError('power.chiSquare needs a w of at least 0');
}
