/** Welch's analysis of variance: groups that need not share one variance. */

import { confidenceOptions } from './confidence.ts';
import { shareOfVarianceCi } from './groups/effect-size.ts';
import { presentSummaries, varianceTable } from './groups/one-way.ts';
import {
  descriptivesOf,
  type GroupDescriptives,
  type Summary,
  varianceOf,
} from './groups/summary.ts';
import { total } from './numbers/sums.ts';
import { pOfF } from './p-value.ts';
import { finite, type Interval, type Result, type Sample } from './sample.ts';

/**
 * `zero-variance-group`: a group does not vary, so it would count for everything. `single-value-group`:
 * a group of one has no variance. Either way there is no F. `overflow`: a result is larger than a number
 * can be, and is null.
 */
export type WelchAnovaWarning = 'zero-variance-group' | 'single-value-group' | 'overflow';

export interface WelchAnova extends Result<'welchAnova', WelchAnovaWarning> {
  readonly F: number | null;
  readonly df1: number;
  /** Not a whole number. */
  readonly df2: number | null;
  readonly p: number | null;
  /** SS_between/SS_total, as in `oneWayAnova`. */
  readonly etaSquared: number | null;
  readonly etaSquaredCi: Interval;
  /** From Welch's F. */
  readonly omegaSquared: number | null;
  readonly omegaSquaredCi: Interval;
  readonly confidence: number;
  readonly descriptives: readonly GroupDescriptives[];
}

/**
 * Welch's one-way analysis of variance: do the means of two or more groups differ, whatever their
 * variances?
 *
 * Use it where spreads or sizes of the groups differ; `gamesHowell` then tells which pairs. With two
 * groups it is Welch's t test squared.
 *
 * Input: groups of any lengths in one unit; `NaN` is missing and is left out of its group, counted in
 * `n.excluded`.
 *
 * Formulas: w = n/s², h = Σ(1 − w/Σw)²/(n − 1); F = Σw(x̄ − x̃)²/(k − 1) / (1 + 2(k − 2)h/(k² − 1)) around
 * the mean x̃ weighted by w, with k − 1 and (k² − 1)/(3h) degrees of freedom: Welch (1951),
 * doi:10.1093/biomet/38.3-4.330. ω² = df₁(F − 1)/(df₁(F − 1) + N), Kirk (1996),
 * doi:10.1177/0013164496056005002. The intervals, λ/(λ + N) by noncentral F as in `oneWayAnova`, are
 * approximate here.
 *
 * Throws RangeError on fewer than two groups, a group without values, ±Infinity, and a confidence
 * outside 0 to 1.
 *
 * @example welchAnova([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).F.toFixed(6) // => '18.000000'
 * @example welchAnova([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).df2.toFixed(6) // => '4.000000'
 */
export function welchAnova(
  groups: readonly Sample[],
  { confidence = 0.9 }: { readonly confidence?: number } = {},
): WelchAnova {
  confidenceOptions({ confidence }, 'welchAnova');
  const { summaries, n } = presentSummaries(groups, 'welchAnova');
  const { F, df1, df2 } = welchF(summaries);
  const { ssBetween, ssWithin } = varianceTable(summaries);
  const excess = F === null ? null : df1 * (F - 1);
  const shareCi =
    F === null || df2 === null
      ? ([null, null] as const)
      : shareOfVarianceCi({ F, df1, df2 }, n.used, confidence);
  return {
    procedure: 'welchAnova',
    F,
    df1,
    df2,
    p: df2 === null ? null : pOfF(F, df1, df2),
    etaSquared: finite(ssBetween / (ssBetween + ssWithin)),
    etaSquaredCi: shareCi,
    omegaSquared: excess === null ? null : finite(excess / (excess + n.used)),
    omegaSquaredCi: shareCi,
    confidence,
    n,
    descriptives: summaries.map(descriptivesOf),
    method: "Welch's analysis of variance; intervals of η² and ω² approximate",
    warnings: warningsOf(summaries, F),
  };
}

function welchF(groups: readonly Summary[]): {
  F: number | null;
  df1: number;
  df2: number | null;
} {
  const k = groups.length;
  const df1 = k - 1;
  const weights = groups.map((group) => group.n / varianceOf(group));
  const shares = weights.map((weight) => weight / total(weights));
  const origin = groups[0]?.mean ?? 0;
  const offsets = groups.map(({ mean, rest }) => mean - origin + rest);
  const grand = total(offsets.map((offset, j) => offset * (shares[j] as number)));
  const h = total(groups.map(({ n }, j) => (1 - (shares[j] as number)) ** 2 / (n - 1)));
  const between = total(offsets.map((offset, j) => (weights[j] as number) * (offset - grand) ** 2));
  const F = finite(between / df1 / (1 + (2 * (k - 2) * h) / (k * k - 1)));
  return F === null ? { F, df1, df2: null } : { F, df1, df2: finite((k * k - 1) / (3 * h)) };
}

function warningsOf(groups: readonly Summary[], F: number | null): WelchAnovaWarning[] {
  const warnings: WelchAnovaWarning[] = [];
  if (groups.some(({ n }) => n === 1)) warnings.push('single-value-group');
  if (groups.some(({ n, squares }) => n > 1 && squares === 0)) warnings.push('zero-variance-group');
  if (F === null && warnings.length === 0) warnings.push('overflow');
  return warnings;
}
