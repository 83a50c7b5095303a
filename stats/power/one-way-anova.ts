/** Power of one-way analysis of variance: do the means of several groups differ. */

import { answer, type Design, type PowerResult } from './design.ts';
import { equalGroups } from './groups.ts';
import type { PowerQuestion } from './question.ts';
import { rejectionByF } from './rejection.ts';

/** Cohen's f: the standard deviation of the groups' means over that within groups. */
export interface FEffect {
  readonly f: number;
}

export interface OneWayAnovaPowerInput extends PowerQuestion<FEffect> {
  readonly groups: number;
}

export type OneWayAnovaPower = PowerResult<'power.oneWayAnova', FEffect>;

/**
 * Power of one-way ANOVA with groups of one size.
 *
 * Use it to plan a comparison of two or more independent groups. Leave out exactly one of `n` (all
 * groups together), `power`, `effect` and `alpha`: it is found from the others.
 *
 * Formula: F noncentral with λ = n·f², df₁ = groups − 1, df₂ = n − groups: Faul, Erdfelder, Lang &
 * Buchner (2007), doi:10.3758/BF03193146, table 3. R's `power.anova.test` takes the variance of the
 * means with groups − 1 below the line: f² = between.var·(groups − 1)/(groups·within.var).
 *
 * Throws RangeError where not exactly one of the four is left out, where power is not above alpha, on
 * fewer than two groups, and on an n that leaves no degrees of freedom.
 *
 * @example power.oneWayAnova({ groups: 3, effect: { f: 0.25 }, power: 0.8, alpha: 0.05 }).nPerGroup // => 53
 */
export function oneWayAnova(input: OneWayAnovaPowerInput): OneWayAnovaPower {
  const { groups } = input;
  if (!(Number.isSafeInteger(groups) && groups >= 2))
    throw new RangeError('power.oneWayAnova needs a whole number of groups, at least 2');
  const design: Design<'power.oneWayAnova', FEffect> = {
    procedure: 'power.oneWayAnova',
    method: 'One-way ANOVA; f of Cohen (λ = n·f²)',
    warnings: [],
    smallestN: groups + 1,
    rejection: (n) => rejectionByF(groups - 1, n - groups),
    strength: (effect, n) => fOf(effect) * Math.sqrt(n),
    sampleSize: (strength, effect) => (strength / fOf(effect)) ** 2,
    effect: (strength, n) => ({ f: strength / Math.sqrt(n) }),
    wholeGroups: (n) => equalGroups(n, groups),
  };
  return answer(input, design);
}

function fOf({ f }: FEffect): number {
  if (f >= 0 && f < Number.POSITIVE_INFINITY) return f;
  throw new RangeError('power.oneWayAnova needs an f of at least 0');
}
