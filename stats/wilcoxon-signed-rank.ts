/** Wilcoxon's signed-rank test: two measurements of the same participants, by the ranks of the changes. */

import { sum } from 'simple-statistics';
import { type ConfidenceOptions, confidenceOptions } from './confidence.ts';
import { asArray } from './numbers/spread.ts';
import { exactBelow, signedRankTails } from './ranks/exact-rank-sums.ts';
import { rankBiserial } from './ranks/rank-biserial.ts';
import { type RankTest, rankTest, variantOf } from './ranks/rank-test.ts';
import { ranks, tieTerm } from './ranks/ranks.ts';
import { type Alternative, complete, type Effect, type Result, type Sample } from './sample.ts';

/**
 * `no-differences`: every pair is equal and nothing can be tested. `zeros-dropped`: pairs without a
 * difference were left out. `ties`: differences of one size share their mean rank.
 * `complete-separation`: all differences have one sign, and the correlation has no interval.
 */
export type WilcoxonSignedRankWarning =
  | 'no-differences'
  | 'zeros-dropped'
  | 'ties'
  | 'complete-separation';

interface SignedRanks {
  readonly n: number;
  readonly rankSum: number;
  readonly meanRank: number | null;
}

export interface WilcoxonSignedRank
  extends Result<'wilcoxonSignedRank', WilcoxonSignedRankWarning>,
    RankTest {
  /** R's V: the sum of the ranks of the positive differences a − b. */
  readonly statistic: number;
  /** Pairs without a difference. */
  readonly zeros: number;
  readonly positive: SignedRanks;
  readonly negative: SignedRanks;
  /** The interval is two-sided whatever the alternative. */
  readonly effects: { readonly rankBiserial: Effect };
  readonly alternative: Alternative;
  readonly confidence: number;
}

/**
 * Wilcoxon's signed-rank test for two measurements of the same participants.
 *
 * Use it in place of the paired t test where the differences are far from normal or the scale only
 * orders. It asks whether the differences lie symmetrically around zero.
 *
 * Input: `a[i]` and `b[i]` are of participant i, in any unit. A pair with a `NaN` is left out and counted
 * in `n.excluded`; a pair without a difference is dropped and counted in `zeros`. `alternative:
 * 'greater'` is that a lies above b.
 *
 * V = Σ rank|a − b| over a > b. z = (min(V, V′) − n(n + 1)/4)/√(n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48).
 * Wilcoxon (1945), doi:10.2307/3001968. The exact p counts all sign patterns given the ranks, so it holds
 * with ties too: Streitberg & Röhmel (1986). Matched-pairs rank-biserial correlation (V − V′)/(V + V′):
 * Kerby (2014), doi:10.2466/11.IT.3.1; interval by Fisher's z.
 *
 * Throws RangeError without a complete pair, on samples of two lengths, on ±Infinity and on options that
 * make no sense. Where no pair differs, p is null and a warning says so.
 *
 * @example wilcoxonSignedRank([5, 7, 9, 6, 8], [4, 5, 6, 2, 3]).p // => 0.0625
 * @example wilcoxonSignedRank([5, 7, 9, 6], [4, 7, 6, 8]).statistic // => 4
 * @example wilcoxonSignedRank([5, 7, 9, 6], [4, 7, 6, 8]).zeros // => 1
 */
export function wilcoxonSignedRank(
  a: Sample,
  b: Sample,
  options: ConfidenceOptions = {},
): WilcoxonSignedRank {
  const procedure = 'wilcoxonSignedRank';
  const { alternative, confidence } = confidenceOptions(options, procedure);
  const { waves, n } = complete([a, b], procedure);
  if (n.used === 0) throw new RangeError(`${procedure} needs at least one complete pair`);
  const [first, second] = waves as [Float64Array, Float64Array];
  const differences = first.map((value, i) => value - (second[i] as number)).filter(Boolean);
  const size = differences.length;
  const { ranks: all, ties } = ranks(differences.map(Math.abs));
  const positive = signedRanks(all, (i) => (differences[i] as number) > 0);
  const negative = signedRanks(all, (i) => (differences[i] as number) < 0);

  const test = rankTest(
    positive.rankSum - (size * (size + 1)) / 4,
    Math.sqrt((size * (size + 1) * (2 * size + 1)) / 24 - tieTerm(ties) / 48),
    size > 0 && size < exactBelow ? signedRankTails(positive.rankSum, all) : null,
    alternative,
  );
  const balance = (positive.rankSum - negative.rankSum) / (positive.rankSum + negative.rankSum);
  const nullError = Math.sqrt((2 * (2 * size + 1)) / (3 * size * (size + 1)));
  const warnings: WilcoxonSignedRankWarning[] = [];
  if (size === 0) warnings.push('no-differences');
  else if (size < n.used) warnings.push('zeros-dropped');
  if (ties.length > 0) warnings.push('ties');
  if (Math.abs(balance) === 1) warnings.push('complete-separation');
  return {
    procedure,
    n,
    statistic: positive.rankSum,
    ...test,
    zeros: n.used - size,
    positive,
    negative,
    effects: {
      rankBiserial:
        size === 0
          ? { value: null, ci: [null, null] }
          : rankBiserial(balance, nullError, confidence),
    },
    alternative,
    confidence,
    method: `Wilcoxon signed-rank test, ${variantOf(test, ties.length > 0)}`,
    warnings,
  };
}

function signedRanks(all: Float64Array, belongs: (i: number) => boolean): SignedRanks {
  const own = all.filter((_, i) => belongs(i));
  const rankSum = sum(asArray(own));
  return { n: own.length, rankSum, meanRank: own.length > 0 ? rankSum / own.length : null };
}
