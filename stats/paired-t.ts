/** The t test of two measurements of the same participants. */

import { type ConfidenceOptions, confidenceOptions, sidesOf } from './confidence.ts';
import {
  type EffectIntervalMethod,
  hedgesOf,
  type StandardisedEffect,
  standardisedEffect,
} from './groups/effect-size.ts';
import {
  descriptivesOf,
  type GroupDescriptives,
  type Summary,
  summarise,
  varianceOf,
} from './groups/summary.ts';
import { type TTestStatistics, tTestStatistics } from './groups/t-test.ts';
import { direction, product } from './numbers/centred.ts';
import { largest } from './numbers/sums.ts';
import { type CaseCount, complete, finite, type Result, type Sample } from './sample.ts';

/**
 * `constant-differences`: everybody changed by the same amount, so there is no t. `constant-sample`: one
 * measurement is the same for all, so there is no correlation. `no-bias-correction`: two pairs are too
 * few for Hedges' g. `overflow`: a result is larger than a number can be, and is null.
 */
export type PairedTWarning =
  | 'constant-differences'
  | 'constant-sample'
  | 'no-bias-correction'
  | 'overflow';

export interface PairedT extends Result<'pairedT', PairedTWarning>, TTestStatistics {
  /** Of the first and of the second measurement, complete pairs only. */
  readonly descriptives: readonly [GroupDescriptives, GroupDescriptives];
  /** Standard deviation of the differences. */
  readonly sdDifference: number | null;
  /** Pearson's correlation of the two measurements. */
  readonly correlation: number | null;
  readonly effects: {
    /** In standard deviations of the differences. */
    readonly dz: StandardisedEffect;
    /** In the mean of the two standard deviations. */
    readonly dav: StandardisedEffect;
    /** dz with Hedges' correction. */
    readonly hedgesG: StandardisedEffect;
  };
}

/** All that the test needs to know of the pairs; rows tell it, and so do `Moments`. */
interface PairSummary {
  readonly first: Summary;
  readonly second: Summary;
  /** Of first minus second. */
  readonly difference: Summary;
  readonly correlation: number;
}

/**
 * Paired-samples t test: has the mean changed from one measurement to another of the same people?
 *
 * Use it for two waves, or two conditions that everybody met. It asks for differences that are roughly
 * normal, which matters little from about 30 pairs on; `wilcoxonSignedRank` asks for less.
 *
 * Input: two samples of one length in the same unit, `a[i]` and `b[i]` of the same participant. `NaN`
 * is missing; a pair with a missing value is left out and counted in `n.excluded`.
 * `meanDifference` is mean(a) − mean(b), as in R's t.test(a, b, paired = TRUE) and in SPSS: name the
 * later wave first where growth is to be positive.
 *
 * Formulas, with d = a − b: t = d̄/(s_d/√n), n − 1 degrees of freedom: Student (1908),
 * doi:10.1093/biomet/6.1.1. dz = d̄/s_d, its interval exact by noncentral t; dav = d̄/((s_a + s_b)/2),
 * Cumming (2012), doi:10.4324/9780203807002, its interval that of dz times 2s_d/(s_a + s_b), approximate,
 * after Algina & Keselman (2003), doi:10.1177/0013164403256358; g = J·dz with the exact gamma correction
 * of Hedges (1981), doi:10.3102/10769986006002107, and its interval J times that of dz.
 *
 * Throws RangeError on samples of different lengths, fewer than two complete pairs, ±Infinity, and an
 * unknown alternative or confidence. Where everybody changed alike, t, p and effects are null.
 *
 * @example pairedT([4, 6, 8, 10], [3, 4, 5, 6]).meanDifference // => 2.5
 * @example pairedT([4, 6, 8, 10], [3, 4, 5, 6]).t.toFixed(6) // => '3.872983'
 * @example pairedT([4, 6, 8, 10, 1], [3, 4, 5, 6, NaN]).n // => { used: 4, excluded: 1 }
 */
export function pairedT(a: Sample, b: Sample, options: ConfidenceOptions = {}): PairedT {
  const settings = confidenceOptions(options, 'pairedT');
  const { waves, n } = complete([a, b], 'pairedT');
  const [first, second] = waves as [Float64Array, Float64Array];
  if (n.used < 2) throw new RangeError('pairedT needs at least two complete pairs');
  return pairedTOf(pairSummary(first, second), n, settings);
}

/** The test from a summary of the pairs. */
export function pairedTOf(
  pairs: PairSummary,
  n: CaseCount,
  options: Required<ConfidenceOptions>,
): PairedT {
  const { first, second, difference } = pairs;
  const sdDifference = Math.sqrt(varianceOf(difference));
  const se = sdDifference / Math.sqrt(difference.n);
  const df = difference.n - 1;
  const test = tTestStatistics({ difference: difference.mean + difference.rest, se, df }, options);
  const constant = first.squares === 0 || second.squares === 0;
  const correlation = constant ? null : finite(Math.max(-1, Math.min(1, pairs.correlation)));
  return {
    procedure: 'pairedT',
    ...test,
    n,
    descriptives: [descriptivesOf(first), descriptivesOf(second)],
    sdDifference: finite(sdDifference),
    correlation,
    effects: effectsOf(pairs, test),
    method: `Paired-samples t test, ${sidesOf(options.alternative)}; interval of dav approximate, that of dz in units of dav`,
    warnings: warningsOf(pairs, test),
  };
}

function pairSummary(a: Float64Array, b: Float64Array): PairSummary {
  const [first, second] = [summarise(a), summarise(b)];
  const scale = Math.max(largest(a), largest(b));
  const difference = summarise(
    a.map((value, i) => value - (b[i] as number)),
    scale,
  );
  const [along, across] = [direction(a), direction(b)];
  const correlation = along && across ? product(along, across) : Number.NaN;
  return { first, second, difference, correlation };
}

function effectsOf({ first, second, difference }: PairSummary, { t, confidence }: TTestStatistics) {
  const { n } = difference;
  const effect = (perNoncentrality: number, ciMethod: EffectIntervalMethod) =>
    standardisedEffect(t, n - 1, perNoncentrality, { confidence, ciMethod });
  const sd = Math.sqrt(varianceOf(difference));
  const averageSd = (Math.sqrt(varianceOf(first)) + Math.sqrt(varianceOf(second))) / 2;
  const dz = effect(1 / Math.sqrt(n), 'noncentral-t');
  const dav = effect(sd / averageSd / Math.sqrt(n), 'noncentral-t-approximate');
  return { dz, dav, hedgesG: hedgesOf(dz, n - 1) };
}

function warningsOf(
  { first, second, difference }: PairSummary,
  { t }: TTestStatistics,
): PairedTWarning[] {
  const warnings: PairedTWarning[] = [];
  const constant = difference.squares === 0;
  if (constant) warnings.push('constant-differences');
  if (first.squares === 0 || second.squares === 0) warnings.push('constant-sample');
  if (difference.n < 3) warnings.push('no-bias-correction');
  const told = [first.squares, second.squares, difference.mean].every(Number.isFinite);
  if (!told || (t === null && !constant)) warnings.push('overflow');
  return warnings;
}
