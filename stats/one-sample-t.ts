/** The t test of one sample against a number. */

import { type ConfidenceOptions, confidenceOptions, sidesOf } from './confidence.ts';
import { hedgesOf, type StandardisedEffect, standardisedEffect } from './groups/effect-size.ts';
import { descriptivesOf, type GroupDescriptives, summarise, varianceOf } from './groups/summary.ts';
import { type TTestStatistics, tTestStatistics } from './groups/t-test.ts';
import { largest } from './numbers/sums.ts';
import { finite, type Interval, present, type Result, type Sample } from './sample.ts';

/**
 * `constant`: all values are the same, so there is no t. `no-bias-correction`: two values are too few
 * for Hedges' g. `overflow`: a result is larger than a number can be, and is null.
 */
export type OneSampleTWarning = 'constant' | 'no-bias-correction' | 'overflow';

export interface OneSampleTOptions extends ConfidenceOptions {
  /** The mean that is tested against; default 0. */
  readonly mu?: number;
}

export interface OneSampleT extends Result<'oneSampleT', OneSampleTWarning>, TTestStatistics {
  readonly mu: number;
  readonly descriptives: readonly [GroupDescriptives];
  /** Interval of the mean itself, which is what R prints; `ci` is that of mean − mu, as in SPSS. */
  readonly meanCi: Interval;
  readonly effects: {
    /** mean − mu in standard deviations. */
    readonly d: StandardisedEffect;
    /** d with Hedges' correction. */
    readonly hedgesG: StandardisedEffect;
  };
}

/**
 * One-sample t test: does the mean differ from a given number, such as a norm or a scale's middle?
 *
 * It asks for values that are roughly normal, which matters little from about 30 on.
 *
 * Input: measurements in any unit, and `mu` in the same one; `NaN` is missing, left out and counted in
 * `n.excluded`. `meanDifference` is mean − mu.
 *
 * Formulas: t = (x̄ − μ)/(s/√n) with n − 1 degrees of freedom: Student (1908), doi:10.1093/biomet/6.1.1.
 * d = (x̄ − μ)/s with the exact interval by noncentral t; g = J·d, Hedges (1981),
 * doi:10.3102/10769986006002107.
 *
 * Throws RangeError on fewer than two values, ±Infinity, a mu that is no number, and an unknown
 * alternative or confidence. Where all values are the same, t, p and effects are null.
 *
 * @example oneSampleT([1, 2, 3, 4, 5], { mu: 1 }).t.toFixed(6) // => '2.828427'
 * @example oneSampleT([1, 2, 3, 4, 5], { mu: 1 }).meanDifference // => 2
 */
export function oneSampleT(x: Sample, { mu = 0, ...options }: OneSampleTOptions = {}): OneSampleT {
  const settings = confidenceOptions(options, 'oneSampleT');
  const values = present(x, 'oneSampleT');
  const n = values.length;
  if (n < 2) throw new RangeError('oneSampleT needs at least two values');
  if (!Number.isFinite(mu)) throw new RangeError('oneSampleT needs a finite mu');

  const summary = summarise(values, Math.max(largest(values), Math.abs(mu)));
  const difference = summary.mean - mu + summary.rest;
  const se = Math.sqrt(varianceOf(summary) / n);
  const test = tTestStatistics({ difference, se, df: n - 1 }, settings);
  const d = standardisedEffect(test.t, n - 1, 1 / Math.sqrt(n), {
    confidence: settings.confidence,
    ciMethod: 'noncentral-t',
  });
  const warnings: OneSampleTWarning[] = [];
  if (summary.squares === 0) warnings.push('constant');
  else if (test.t === null) warnings.push('overflow');
  if (n === 2) warnings.push('no-bias-correction');
  const [lower, upper] = test.ci;
  return {
    procedure: 'oneSampleT',
    ...test,
    n: { used: n, excluded: x.length - n },
    mu,
    descriptives: [descriptivesOf(summary)],
    meanCi: [
      lower === null ? null : finite(lower + mu),
      upper === null ? null : finite(upper + mu),
    ],
    effects: { d, hedgesG: hedgesOf(d, n - 1) },
    method: `One-sample t test against ${mu}, ${sidesOf(settings.alternative)}`,
    warnings,
  };
}
