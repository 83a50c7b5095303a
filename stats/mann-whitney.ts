/** The Mann–Whitney test (Wilcoxon's rank-sum test): two independent samples by their ranks. */

import { sum } from 'simple-statistics';
import { type ConfidenceOptions, confidenceOptions } from './confidence.ts';
import { asArray } from './numbers/spread.ts';
import { exactBelow, rankSumTails } from './ranks/exact-rank-sums.ts';
import { rankBiserial } from './ranks/rank-biserial.ts';
import { type RankTest, rankTest, variantOf } from './ranks/rank-test.ts';
import { pooledRanks, tieTerm } from './ranks/ranks.ts';
import { type Alternative, type Effect, present, type Result, type Sample } from './sample.ts';

/**
 * `constant`: all values are the same. `ties`: equal values share their mean rank.
 * `complete-separation`: the groups do not overlap, and the correlation has no interval.
 */
export type MannWhitneyWarning = 'constant' | 'ties' | 'complete-separation';

interface RankedGroup {
  readonly n: number;
  readonly rankSum: number;
  readonly meanRank: number;
}

export interface MannWhitney extends Result<'mannWhitney', MannWhitneyWarning>, RankTest {
  /** R's W: in how many pairs the value of a is the larger; a tie counts one half. */
  readonly statistic: number;
  /** SPSS's U: the smaller of W and its counterpart for b. */
  readonly u: number;
  readonly groups: readonly [a: RankedGroup, b: RankedGroup];
  /** The interval is two-sided whatever the alternative. */
  readonly effects: { readonly rankBiserial: Effect };
  readonly alternative: Alternative;
  readonly confidence: number;
}

/**
 * The Mann–Whitney U test, the same as Wilcoxon's rank-sum test, for two independent groups.
 *
 * Use it in place of the independent t test where the values are far from normal or the scale only
 * orders. It asks whether a value of one group tends to be larger than one of the other.
 *
 * Input: the values of the two groups in one unit, of any two lengths; `NaN` is left out and counted in
 * `n.excluded`. `alternative: 'greater'` is that a lies above b.
 *
 * W = Σ ranks of a − m(m + 1)/2. z = (min(W, mn − W) − mn/2)/√(mn/12 · (N + 1 − Σ(t³ − t)/(N(N − 1)))).
 * Mann & Whitney (1947), doi:10.1214/aoms/1177730491. The exact p counts all ways to draw the group from
 * the ranks, so it holds with ties too: Streitberg & Röhmel (1986). Rank-biserial correlation
 * 2W/(mn) − 1: Kerby (2014), doi:10.2466/11.IT.3.1; interval by Fisher's z.
 *
 * Throws RangeError on an empty group, on ±Infinity and on options that make no sense. Where all values
 * are the same there is no z, and a warning says so.
 *
 * @example mannWhitney([1.2, 3.4, 2.2], [4.1, 5.6, 3.9]).p // => 0.1
 * @example mannWhitney([1, 2, 2, 5], [2, 3, 6]).statistic // => 3
 * @example mannWhitney([1, 2, 2, 5], [2, 3, 6]).effects.rankBiserial.value // => -0.5
 */
export function mannWhitney(a: Sample, b: Sample, options: ConfidenceOptions = {}): MannWhitney {
  const procedure = 'mannWhitney';
  const { alternative, confidence } = confidenceOptions(options, procedure);
  const [first, second] = [present(a, procedure), present(b, procedure)];
  const [m, n] = [first.length, second.length];
  if (m === 0 || n === 0) throw new RangeError(`${procedure} needs values in both groups`);
  const { ranks: all, each, ties } = pooledRanks([first, second]);
  const groups = each.map(ranked) as [RankedGroup, RankedGroup];

  const w = groups[0].rankSum - (m * (m + 1)) / 2;
  const test = rankTest(
    w - (m * n) / 2,
    nullDeviation(m, n, ties),
    m < exactBelow && n < exactBelow ? rankSumTails(groups[0].rankSum, m, all) : null,
    alternative,
  );
  const balance = (w - (m * n - w)) / (m * n);
  const warnings: MannWhitneyWarning[] = [];
  if (ties[0] === m + n) warnings.push('constant');
  else if (ties.length > 0) warnings.push('ties');
  if (Math.abs(balance) === 1) warnings.push('complete-separation');
  return {
    procedure,
    n: { used: m + n, excluded: a.length + b.length - m - n },
    statistic: w,
    u: Math.min(w, m * n - w),
    ...test,
    groups,
    effects: {
      rankBiserial: rankBiserial(balance, Math.sqrt((m + n + 1) / (3 * m * n)), confidence),
    },
    alternative,
    confidence,
    method: `Mann–Whitney test, ${variantOf(test, ties.length > 0)}`,
    warnings,
  };
}

function nullDeviation(m: number, n: number, ties: readonly number[]): number {
  const total = m + n;
  if (ties[0] === total) return 0;
  return Math.sqrt(((m * n) / 12) * (total + 1 - tieTerm(ties) / (total * (total - 1))));
}

function ranked(ranks: Float64Array): RankedGroup {
  const rankSum = sum(asArray(ranks));
  return { n: ranks.length, rankSum, meanRank: rankSum / ranks.length };
}
