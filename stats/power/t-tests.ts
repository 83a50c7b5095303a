/** Power of t tests: of one sample, of pairs, of two groups. */

import { answer, type Design, type PowerResult } from './design.ts';
import { equalGroups, twoGroups } from './groups.ts';
import type { PowerQuestion } from './question.ts';
import { type PowerAlternative, rejectionByT } from './rejection.ts';

/** A difference in standard deviations: of the differences (dz) for pairs, else of one measurement. */
export interface DEffect {
  readonly d: number;
}

export interface TPowerInput extends PowerQuestion<DEffect> {
  /** `'greater'` is a one-sided test for d > 0; for d < 0 change the sign. */
  readonly alternative?: PowerAlternative | undefined;
}

export interface IndependentTPowerInput extends TPowerInput {
  /** Size of the second group over that of the first; 1 where it is left out. */
  readonly ratio?: number | undefined;
}

export type OneSampleTPower = PowerResult<'power.oneSampleT', DEffect>;
export type PairedTPower = PowerResult<'power.pairedT', DEffect>;
export type IndependentTPower = PowerResult<'power.independentT', DEffect>;

/**
 * Power of the t test of one mean against a fixed value.
 *
 * Leave out exactly one of `n`, `power`, `effect` and `alpha`: it is found from the others.
 * `{ d }` is the distance of the mean from the value, in standard deviations.
 *
 * Formula: t noncentral with δ = d·√n and n − 1 degrees of freedom: Faul, Erdfelder, Lang & Buchner
 * (2007), doi:10.3758/BF03193146, table 3. Two-sided power counts both tails, as G*Power, pwr and R's
 * `power.t.test(strict = TRUE)` do (without `strict` R leaves out the one on the wrong side).
 *
 * Throws RangeError where not exactly one of the four is left out, where power is not above alpha, on
 * fewer than two participants, and on an effect that can never be found.
 *
 * @example power.oneSampleT({ effect: { d: 0.2 }, n: 60, alpha: 0.1 }).power.toFixed(7) // => '0.4555818'
 */
export function oneSampleT(input: TPowerInput): OneSampleTPower {
  return answer(input, oneSample(input, 'power.oneSampleT', 'One-sample t test; d = (μ − μ₀)/σ'));
}

/**
 * Power of the paired t test: of a change between two measurements of the same participants.
 *
 * Leave out exactly one of `n` (pairs), `power`, `effect` and `alpha`: it is found from the others.
 * `{ d }` is dz, the mean change in standard deviations of the change. From a d in standard deviations
 * of one measurement it is dz = d/√(2(1 − ρ)), with ρ the correlation of the two measurements.
 *
 * Formula: as in `power.oneSampleT`, with pairs as participants.
 *
 * Throws RangeError as `power.oneSampleT` does.
 *
 * @example power.pairedT({ effect: { d: 0.5 }, power: 0.9, alpha: 0.05 }).n // => 44
 */
export function pairedT(input: TPowerInput): PairedTPower {
  return answer(
    input,
    oneSample(input, 'power.pairedT', 'Paired t test; d = dz = μ/σ of the change'),
  );
}

/**
 * Power of the t test of two independent groups with equal variances.
 *
 * Leave out exactly one of `n` (both groups together), `power`, `effect` and `alpha`: it is found from
 * the others. `{ d }` is the difference of the means in standard deviations within a group. `ratio` is
 * the size of the second group over the first; where it is not 1, `nPerGroup` is a pair.
 *
 * Formula: t noncentral with δ = d·√(n₁n₂/(n₁ + n₂)) and n − 2 degrees of freedom: Faul et al. (2007),
 * doi:10.3758/BF03193146, table 3. Both tails count, as in `power.oneSampleT`.
 *
 * Throws RangeError as `power.oneSampleT` does, and on a ratio that is not above zero.
 *
 * @example power.independentT({ effect: { d: 0.5 }, power: 0.8, alpha: 0.05 }).nPerGroup // => 64
 * @example power.independentT({ effect: { d: 0.5 }, power: 0.8, alpha: 0.05, ratio: 2 }).nPerGroup // => [48, 96]
 */
export function independentT(input: IndependentTPowerInput): IndependentTPower {
  const { ratio = 1 } = input;
  if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY))
    throw new RangeError('power.independentT needs a ratio above 0');
  return answer(input, twoSamples(input, ratio));
}

function oneSample<Procedure extends string>(
  input: TPowerInput,
  procedure: Procedure,
  words: string,
): Design<Procedure, DEffect> {
  return {
    ...tDesign(input, procedure, words, { rate: 1, samples: 1 }),
    smallestN: 2,
    wholeGroups: (n) => equalGroups(n, 1),
  };
}

function twoSamples(
  input: IndependentTPowerInput,
  ratio: number,
): Design<'power.independentT', DEffect> {
  const words = 'Two-sample t test with equal variances; d = (μ₁ − μ₂)/σ';
  const rate = ratio / (1 + ratio) ** 2;
  return {
    ...tDesign(input, 'power.independentT', words, { rate, samples: 2 }),
    // One participant in each group, and one more to tell the variance from.
    smallestN: Math.max(3, 1 + ratio, 1 + 1 / ratio),
    wholeGroups: (n) => twoGroups(n, ratio),
    withGroups: ({ nPerGroup }) =>
      typeof nPerGroup === 'number'
        ? twoSamples(input, 1)
        : twoSamples(input, nPerGroup[1] / nPerGroup[0]),
  };
}

/** δ = d·√(rate·n), with a degree of freedom lost for each sample. */
function tDesign<Procedure extends string>(
  { alternative = 'two-sided' }: TPowerInput,
  procedure: Procedure,
  words: string,
  { rate, samples }: { rate: number; samples: number },
) {
  if (alternative !== 'two-sided' && alternative !== 'greater')
    throw new RangeError(`${procedure} needs the alternative 'two-sided' or 'greater'`);
  const dOf = ({ d }: DEffect): number => {
    if (Number.isFinite(d)) return d;
    throw new RangeError(`${procedure} needs a finite d`);
  };
  return {
    procedure,
    method: `${words}; ${alternative === 'greater' ? 'one-sided' : 'two-sided, both tails count'}`,
    warnings: [],
    oneSided: alternative === 'greater',
    rejection: (n: number) => rejectionByT(n - samples, alternative),
    strength: (effect: DEffect, n: number) => dOf(effect) * Math.sqrt(rate * n),
    sampleSize: (strength: number, effect: DEffect) => (strength / dOf(effect)) ** 2 / rate,
    effect: (strength: number, n: number) => ({ d: strength / Math.sqrt(rate * n) }),
  } as const;
}
