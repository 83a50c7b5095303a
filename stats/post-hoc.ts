/** Which groups differ from which, after an analysis of variance: Tukey's and Games and Howell's pairs. */

import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { presentSummaries } from './groups/one-way.ts';
import { meanDifferenceOf, pooledError, type Summary, welchError } from './groups/summary.ts';
import { finite, type Interval, type Result, type Sample } from './sample.ts';

/**
 * `no-within-variance`: groups that do not vary within have no test. `single-value-group`: a group of one
 * has no variance of its own, so its pairs have none of Games and Howell's. `overflow`: a result is
 * larger than a number can be, and is null.
 */
export type PostHocWarning = 'no-within-variance' | 'single-value-group' | 'overflow';

export interface GroupPair {
  /** Indices of the two groups, from zero. */
  readonly pair: readonly [j: number, k: number];
  /** Mean of group k minus mean of group j, as in R's TukeyHSD. */
  readonly difference: number | null;
  /** Standard error of the difference, as SPSS prints it; q is told in this divided by √2. */
  readonly se: number | null;
  /** Studentized range statistic, never negative. */
  readonly q: number | null;
  readonly df: number | null;
  /** Adjusted for all pairs. */
  readonly p: number | null;
  /** Of the difference; all intervals together cover with the confidence asked for. */
  readonly ci: Interval;
}

export interface PostHoc<P extends 'tukeyHsd' | 'gamesHowell'> extends Result<P, PostHocWarning> {
  readonly pairs: readonly GroupPair[];
  readonly confidence: number;
}

export interface PostHocOptions {
  /** Of all intervals together; default 0.95. */
  readonly confidence?: number;
}

/**
 * Tukey's honestly significant differences: all pairs of groups after an analysis of variance.
 *
 * Use it after `oneWayAnova`, where the groups may be taken to share one variance; else `gamesHowell`.
 *
 * Input: groups of any lengths in one unit; `NaN` is missing and is left out of its group.
 *
 * Formula: q = |x̄ₖ − x̄ⱼ| / √(MS_within/2 · (1/nⱼ + 1/nₖ)), by the studentized range of as many means as
 * there are groups; with unequal sizes this is Tukey–Kramer: Kramer (1956), doi:10.2307/3001469.
 *
 * Throws RangeError on fewer than two groups, a group without values, ±Infinity, and a confidence
 * outside 0 to 1. Where nothing varies within the groups, q and p are null.
 *
 * @example tukeyHsd([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).pairs[1].difference // => 5
 * @example tukeyHsd([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).pairs[1].p.toFixed(6) // => '0.002101'
 */
export function tukeyHsd(
  groups: readonly Sample[],
  options: PostHocOptions = {},
): PostHoc<'tukeyHsd'> {
  return postHoc('tukeyHsd', groups, options);
}

/**
 * Games and Howell's test: all pairs of groups where variances or sizes differ.
 *
 * Use it after `welchAnova`. It wants some six values in a group; fewer make it too ready to find
 * differences.
 *
 * Input: groups of any lengths in one unit; `NaN` is missing and is left out of its group.
 *
 * Formula: as Tukey's, each pair with its own q = |x̄ₖ − x̄ⱼ| / √((sⱼ²/nⱼ + sₖ²/nₖ)/2) and Welch's
 * degrees of freedom: Games & Howell (1976), doi:10.3102/10769986001002113.
 *
 * Throws RangeError on fewer than two groups, a group without values, ±Infinity, and a confidence
 * outside 0 to 1. Pairs with a group of one value, or without any variance, have q and p null.
 *
 * @example gamesHowell([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).pairs[0].df.toFixed(6) // => '4.000000'
 * @example gamesHowell([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).pairs[1].p.toFixed(6) // => '0.007920'
 */
export function gamesHowell(
  groups: readonly Sample[],
  options: PostHocOptions = {},
): PostHoc<'gamesHowell'> {
  return postHoc('gamesHowell', groups, options);
}

type Procedure = 'tukeyHsd' | 'gamesHowell';

const methods = {
  tukeyHsd: 'Tukey HSD (Tukey–Kramer where sizes differ)',
  gamesHowell: 'Games–Howell',
};

function postHoc<P extends Procedure>(
  procedure: P,
  groups: readonly Sample[],
  options: PostHocOptions,
): PostHoc<P> {
  const { confidence } = confidenceOptions(options, procedure);
  const { summaries, n } = presentSummaries(groups, procedure);
  const pairs = pairsOf(summaries, procedure, confidence);
  const warnings = warningsOf(summaries, procedure, pairs);
  return { procedure, n, pairs, confidence, method: methods[procedure], warnings };
}

/** The pairs alone, for procedures that carry them. */
export function pairsOf(
  groups: readonly Summary[],
  procedure: Procedure,
  confidence: number,
): GroupPair[] {
  const errorOf = procedure === 'tukeyHsd' ? pooledError(groups) : welchError;
  const critical = criticalRange(groups.length, confidence);
  return groups.flatMap((first, j) =>
    groups.slice(j + 1).map((second, further): GroupPair => {
      const exact = meanDifferenceOf(second, first);
      const { se, df } = errorOf(first, second);
      const told = { difference: finite(exact), se: finite(se), df: finite(df) };
      const pair = [j, j + 1 + further] as const;
      const q = df > 0 ? finite((Math.abs(exact) / se) * Math.SQRT2) : null;
      if (q === null) return { pair, ...told, q, p: null, ci: [null, null] };
      const p = finite(distributions.studentizedRange.sf(q, groups.length, df));
      const reach = (critical(df) * se) / Math.SQRT2;
      return { pair, ...told, q, p, ci: [finite(exact - reach), finite(exact + reach)] };
    }),
  );
}

/** Finding one takes longer than all the rest, and Tukey's pairs share theirs. */
function criticalRange(means: number, confidence: number): (df: number) => number {
  const found = new Map<number, number>();
  return (df) => {
    const known = found.get(df) ?? distributions.studentizedRange.isf(1 - confidence, means, df);
    found.set(df, known);
    return known;
  };
}

function warningsOf(
  groups: readonly Summary[],
  procedure: Procedure,
  pairs: readonly GroupPair[],
): PostHocWarning[] {
  const single = procedure === 'gamesHowell' && groups.some(({ n }) => n === 1);
  const flat = pairs.some(({ se, df }) => se === 0 || df === 0);
  const told = groups.every(({ mean, squares }) => Number.isFinite(mean + squares));
  return [
    ...(single ? (['single-value-group'] as const) : []),
    ...(flat ? (['no-within-variance'] as const) : []),
    ...(told ? [] : (['overflow'] as const)),
  ];
}
