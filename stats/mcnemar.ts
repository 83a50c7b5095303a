/** McNemar's test: has the share of yes changed between two measurements of the same participants? */

import type { ChiSquare } from './chi-square-test.ts';
import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { type Effect, finite, type Result } from './sample.ts';
import { type Counts, contingency, fourCells } from './tables/contingency-table.ts';

/**
 * `no-discordant-pairs`: nobody changed, and there is nothing to test. `infinite-odds-ratio`: all changes
 * go one way, so the odds ratio has no upper end.
 */
export type McNemarWarning = 'no-discordant-pairs' | 'infinite-odds-ratio';

/** The statistic is uncorrected. */
export interface McNemar extends Result<'mcnemar', McNemarWarning>, ChiSquare {
  /** With Edwards' continuity correction: R's default. */
  readonly corrected: ChiSquare;
  /** By the binomial distribution, as SPSS. */
  readonly pExact: number | null;
  /** The exact p without half of the probability of what was seen. */
  readonly pMid: number | null;
  /** How many changed, from row one to column two (b) and from row two to column one (c). */
  readonly discordant: readonly [b: number, c: number];
  /** b/c, with the exact interval that follows from the binomial distribution. */
  readonly effects: { readonly oddsRatio: Effect };
  readonly confidence: number;
}

/**
 * McNemar's test for a yes-or-no answer that the same people gave twice.
 *
 * Use it for two waves; for three or more use `cochranQ`. With few changes take `pExact` or, as it is
 * less cautious and holds its level, `pMid`.
 *
 * Input: `table[i][j]` counts the people who answered i the first time and j the second: 2 × 2. People
 * with a missing answer stand in no cell: the table's total is `n.used`.
 *
 * χ² = (b − c)²/(b + c), df = 1: McNemar (1947), doi:10.1007/BF02295996; corrected (|b − c| − 1)²/(b + c),
 * 0 where b = c: Edwards (1948), doi:10.1007/BF02289261. Exact p = 2 P(X ≤ min(b, c)) with X binomial
 * (b + c, ½); mid-p: Fagerland, Lydersen & Laake (2013), doi:10.1186/1471-2288-13-91. Interval of b/c from
 * that of b/(b + c): Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404.
 *
 * Throws RangeError on what is no 2 × 2 table of counts, on an empty one and on a confidence outside 0
 * to 1. Where nobody changed, the results are null with a warning.
 *
 * @example mcnemar([[20, 5], [15, 10]]).statistic // => 5
 * @example mcnemar([[20, 5], [15, 10]]).corrected.statistic // => 4.05
 * @example mcnemar([[1, 1], [7, 12]]).pExact.toFixed(4) // => "0.0703"
 * @example mcnemar([[1, 1], [7, 12]]).pMid.toFixed(4) // => "0.0391"
 */
export function mcnemar(table: Counts, options: { readonly confidence?: number } = {}): McNemar {
  const procedure = 'mcnemar';
  const { confidence } = confidenceOptions(options, procedure);
  const counts = contingency(table, procedure);
  const four = fourCells(counts);
  if (!four) throw new RangeError(`${procedure} needs a table of two rows and two columns`);
  const [, b, c] = four;
  const difference = Math.abs(b - c);
  return {
    procedure,
    n: { used: counts.total, excluded: 0 },
    ...testOf(difference ** 2, b + c),
    corrected: testOf(Math.max(0, difference - 1) ** 2, b + c),
    ...exact(b, c),
    discordant: [b, c],
    effects: { oddsRatio: oddsRatioOf(b, c, (1 - confidence) / 2) },
    confidence,
    method: "McNemar's test, without continuity correction",
    warnings: b + c === 0 ? ['no-discordant-pairs'] : c === 0 ? ['infinite-odds-ratio'] : [],
  };
}

function testOf(square: number, changed: number): ChiSquare {
  if (changed === 0) return { statistic: null, df: 1, p: null };
  const statistic = square / changed;
  return { statistic, df: 1, p: distributions.chiSquare.sf(statistic, 1) };
}

function exact(b: number, c: number): Pick<McNemar, 'pExact' | 'pMid'> {
  if (b + c === 0) return { pExact: null, pMid: null };
  const [fewer, more] = [Math.min(b, c), Math.max(b, c)];
  const atMost = distributions.beta.cdf(0.5, more, fewer + 1);
  const below = fewer === 0 ? 0 : distributions.beta.cdf(0.5, more + 1, fewer);
  // By halves of a symmetric distribution: with b = c, P(X < b) = ½ − P(X = b)/2.
  return b === c
    ? { pExact: 1, pMid: 0.5 + below }
    : { pExact: Math.min(1, 2 * atMost), pMid: atMost + below };
}

function oddsRatioOf(b: number, c: number, tail: number): Effect {
  if (b + c === 0) return { value: null, ci: [null, null] };
  const { beta } = distributions;
  // p/(1 − p), each by the tail that is its own: 1 − p would lose the digits of an odds ratio far above 1.
  const lower = b === 0 ? 0 : beta.quantile(tail, b, c + 1) / beta.isf(tail, c + 1, b);
  const upper = c === 0 ? null : beta.isf(tail, b + 1, c) / beta.quantile(tail, c, b + 1);
  return { value: finite(b / c), ci: [lower, upper] };
}
