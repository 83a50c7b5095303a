/** The t test of two groups of different people, by Student and by Welch. */

import { type ConfidenceOptions, confidenceOptions, sidesOf } from './confidence.ts';
import { hedgesOf, type StandardisedEffect, standardisedEffect } from './groups/effect-size.ts';
import {
  descriptivesOf,
  type GroupDescriptives,
  meanDifferenceOf,
  pooledError,
  type Summary,
  summarise,
  welchError,
} from './groups/summary.ts';
import { type TTestStatistics, tTestStatistics } from './groups/t-test.ts';
import { type LeveneTest, leveneTest } from './levene.ts';
import { present, type Result, type Sample } from './sample.ts';

/** Whether the groups are taken to share one variance (Student) or not (Welch). */
export type Variances = 'equal' | 'unequal';

export interface IndependentTOptions extends ConfidenceOptions {
  /** Default `unequal`, as in R's t.test. */
  readonly variances?: Variances;
}

/**
 * `single-value-group`: a group of one has no standard deviation. `constant`: all values within the groups are the same, so there is no t. `no-bias-correction`: three
 * values are too few for Hedges' g. `overflow`: a result is larger than a number can be, and is null.
 */
export type IndependentTWarning =
  | 'single-value-group'
  | 'constant'
  | 'no-bias-correction'
  | 'overflow';

export interface IndependentT extends Result<'independentT', IndependentTWarning>, TTestStatistics {
  readonly variances: Variances;
  readonly descriptives: readonly [GroupDescriptives, GroupDescriptives];
  readonly effects: {
    /** In pooled standard deviations. */
    readonly d: StandardisedEffect;
    /** d with Hedges' correction. */
    readonly hedgesG: StandardisedEffect;
  };
  /** Whether the variances differ, around means and around medians; null where only moments are known. */
  readonly levene: { readonly mean: LeveneTest; readonly median: LeveneTest } | null;
}

/**
 * Independent-samples t test: do the means of two groups of different people differ?
 *
 * Welch's variant, the default, holds where spreads or sizes differ and costs next to nothing where they
 * do not: Delacre, Lakens & Leys (2017), doi:10.5334/irsp.82. Ask for `variances: 'equal'` to get
 * Student's. SPSS prints both; do not let Levene's test choose between them.
 *
 * Input: two samples of any lengths in the same unit. `NaN` is missing and is left out of its own sample,
 * counted in `n.excluded`. `meanDifference` is mean(a) − mean(b).
 *
 * Formulas: t = (ā − b̄)/SE. Student: SE = s_p·√(1/n₁ + 1/n₂), n₁ + n₂ − 2 degrees of freedom, s_p² the
 * pooled variance. Welch: SE = √(s₁²/n₁ + s₂²/n₂), degrees of freedom of Welch (1947),
 * doi:10.1093/biomet/34.1-2.28. d = (ā − b̄)/s_p in both, with the interval of Student's t by noncentral
 * t: exact with equal variances, else approximate. g = J·d, Hedges (1981),
 * doi:10.3102/10769986006002107.
 *
 * Throws RangeError on a group without values, fewer than three values in all, with unequal variances
 * fewer than two in a group, ±Infinity, and an unknown option.
 *
 * @example independentT([6, 8, 10], [1, 2, 3], { variances: 'equal' }).t.toFixed(6) // => '4.647580'
 * @example independentT([6, 8, 10], [1, 2, 3]).df.toFixed(6) // => '2.941176'
 * @example independentT([6, 8, 10], [1, 2, 3]).effects.d.value.toFixed(6) // => '3.794733'
 */
export function independentT(
  a: Sample,
  b: Sample,
  options: IndependentTOptions = {},
): IndependentT {
  const [first, second] = [present(a, 'independentT'), present(b, 'independentT')];
  const used = first.length + second.length;
  requireSizes([first.length, second.length], options.variances);
  const test = independentTOf([summarise(first), summarise(second)], options);
  return {
    ...test,
    n: { used, excluded: a.length + b.length - used },
    levene: {
      mean: leveneTest([first, second], 'mean'),
      median: leveneTest([first, second], 'median'),
    },
  };
}

/** The test from a summary of each group, which rows tell, and so do `Moments`. */
export function independentTOf(
  groups: readonly [Summary, Summary],
  { variances = 'unequal', ...options }: IndependentTOptions,
): IndependentT {
  const settings = confidenceOptions(options, 'independentT');
  if (variances !== 'equal' && variances !== 'unequal') {
    throw new RangeError('independentT needs variances that are equal or unequal');
  }
  const [first, second] = groups;
  const difference = meanDifferenceOf(first, second);
  const student = { difference, ...pooledError(groups)(first, second) };
  const test = tTestStatistics(
    variances === 'equal' ? student : { difference, ...welchError(first, second) },
    settings,
  );
  // The standardiser is the pooled deviation in both variants, and so is the t that its interval needs.
  const { t } = variances === 'equal' ? test : tTestStatistics(student, settings);
  const d = standardisedEffect(t, student.df, Math.sqrt(1 / first.n + 1 / second.n), {
    confidence: settings.confidence,
    ciMethod: variances === 'equal' ? 'noncentral-t' : 'noncentral-t-approximate',
  });
  return {
    procedure: 'independentT',
    ...test,
    n: { used: first.n + second.n, excluded: 0 },
    variances,
    descriptives: [descriptivesOf(first), descriptivesOf(second)],
    effects: { d, hedgesG: hedgesOf(d, student.df) },
    levene: null,
    method: methodOf(variances, settings),
    warnings: warningsOf(groups, test),
  };
}

function methodOf(variances: Variances, { alternative }: Required<ConfidenceOptions>): string {
  return variances === 'equal'
    ? `Student's t test with equal variances, ${sidesOf(alternative)}`
    : `Welch's t test, ${sidesOf(alternative)}; interval of d approximate, it takes the variances as equal`;
}

/** Throws RangeError where the groups are too small. */
export function requireSizes(
  sizes: readonly [number, number],
  variances: Variances = 'unequal',
): void {
  const least = Math.min(...sizes);
  if (variances === 'unequal' && least < 2) {
    throw new RangeError('independentT needs at least two values in each sample');
  }
  if (least < 1 || sizes[0] + sizes[1] < 3) {
    throw new RangeError('independentT needs a value in each sample and at least three in all');
  }
}

function warningsOf(
  [first, second]: readonly [Summary, Summary],
  { t }: TTestStatistics,
): IndependentTWarning[] {
  const warnings: IndependentTWarning[] = [];
  if (first.n === 1 || second.n === 1) warnings.push('single-value-group');
  if (first.squares + second.squares === 0) warnings.push('constant');
  else if (t === null) warnings.push('overflow');
  if (first.n + second.n === 3) warnings.push('no-bias-correction');
  return warnings;
}
