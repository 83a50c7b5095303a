/** Levene's test: do groups differ in how far their values lie from their own middle? */

import { presentGroups, varianceTable } from './groups/one-way.ts';
import { type Summary, summarise } from './groups/summary.ts';
import { largest } from './numbers/sums.ts';
import { medianOf } from './quantile.ts';
import type { Result, Sample } from './sample.ts';

/** `mean` is Levene's own choice and SPSS's; `median` is Brown and Forsythe's, the default of R's car. */
export type Center = 'mean' | 'median';

export interface LeveneTest {
  readonly F: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
}

/**
 * `no-within-variance`: within every group all values lie equally far from the middle (two values always
 * do), so there is no F. `overflow`: a result is larger than a number can be, and is null.
 */
export type LeveneWarning = 'no-within-variance' | 'overflow';

export interface Levene extends Result<'levene', LeveneWarning>, LeveneTest {
  readonly center: Center;
}

/**
 * Levene's test of equal variances in two or more groups; around medians it is Brown and Forsythe's.
 *
 * Report it beside an analysis of variance or a t test with equal variances. It should not choose the
 * test: take Welch's where variances may differ. Around medians it holds its level for skewed data.
 *
 * Input: groups of any lengths in one unit; `NaN` is missing and is left out of its group.
 *
 * Formula: one-way analysis of variance of |x − centre of the group|: Levene (1960), in Olkin (ed.),
 * Contributions to Probability and Statistics; Brown & Forsythe (1974),
 * doi:10.1080/01621459.1974.10482955.
 *
 * Throws RangeError on fewer than two groups, a group without values, ±Infinity, and an unknown center.
 *
 * @example levene([[1, 2, 6], [2, 2, 5, 9]]).F.toFixed(6) // => '0.288018'
 * @example levene([[1, 2, 6], [2, 2, 5, 9]], { center: 'mean' }).df2 // => 5
 */
export function levene(
  groups: readonly Sample[],
  { center = 'median' }: { readonly center?: Center } = {},
): Levene {
  if (center !== 'mean' && center !== 'median') {
    throw new RangeError('levene needs the center mean or median');
  }
  const { values, n } = presentGroups(groups, 'levene');
  const distances = values.map((group) => distancesFrom(group, center));
  const warnings: LeveneWarning[] = [];
  const test = leveneOf(distances);
  if (test.F === null) {
    const told = distances.every(({ squares }) => Number.isFinite(squares));
    warnings.push(told ? 'no-within-variance' : 'overflow');
  }
  const middle = center === 'mean' ? 'means' : 'medians (Brown & Forsythe)';
  const method = `Levene's test around group ${middle}`;
  return { procedure: 'levene', ...test, center, n, method, warnings };
}

/** The test alone, for procedures that carry it; each group has at least one value. */
export function leveneTest(groups: readonly Float64Array[], center: Center): LeveneTest {
  return leveneOf(groups.map((group) => distancesFrom(group, center)));
}

function leveneOf(distances: readonly Summary[]): LeveneTest {
  const { F, df1, df2, p } = varianceTable(distances);
  return { F, df1, df2, p };
}

function distancesFrom(group: Float64Array, center: Center): Summary {
  const { mean, rest } = summarise(group);
  // Around the mean first: far from zero, the middle of two middle values would be rounded.
  const deviations = group.map((value) => value - mean);
  const middle = center === 'mean' ? rest : medianOf(deviations.toSorted());
  return summarise(
    deviations.map((deviation) => Math.abs(deviation - middle)),
    largest(group),
  );
}
