/** Fisher's exact test: a table of few counts, judged among all tables with the same margins. */

import { type ConfidenceOptions, confidenceOptions, outside } from './confidence.ts';
import { type Alternative, type Effect, finite, type Result } from './sample.ts';
import { type Counts, contingency, type FourCells, fourCells } from './tables/contingency-table.ts';
import {
  isTooLarge,
  lowerLogOdds,
  mostLikelyLogOdds,
  notMoreLikely,
  oddsTails,
  range,
  upperLogOdds,
} from './tables/exact-odds-ratio.ts';
import { exactTableP } from './tables/exact-tables.ts';

/**
 * `empty-margin`: a row or column holds nobody. `infinite-odds-ratio`: a cell on the second diagonal is
 * empty, so the odds ratio has no upper end. `too-large`: an exact p would take too long.
 */
export type FisherExactWarning = 'empty-margin' | 'infinite-odds-ratio' | 'too-large';

export interface FisherExact extends Result<'fisherExact', FisherExactWarning> {
  /** By the alternative asked for. */
  readonly p: number | null;
  readonly pTwoSided: number | null;
  /** One-sided: null unless the table is 2 × 2. */
  readonly pLess: number | null;
  readonly pGreater: number | null;
  /** The odds ratio of a 2 × 2 table by conditional maximum likelihood, which is not ad/(bc). */
  readonly effects: { readonly oddsRatio: Effect };
  readonly alternative: Alternative;
  readonly confidence: number;
}

/**
 * Fisher's exact test of independence in a table of counts.
 *
 * Use it in place of `chiSquareTest` where few are expected in a cell. It takes the margins as given.
 *
 * Input: `table[i][j]` counts different people, in at least two rows and two columns. People with a
 * missing value stand in no cell: the table's total is `n.used`. `alternative: 'greater'` is that the odds
 * ratio is above 1 (2 × 2 only).
 *
 * Given the margins, the first cell of a 2 × 2 table is hypergeometric. p adds up all tables that are no
 * more likely than the observed one (to a factor of 1 + 1e-7, as R): Fisher (1935),
 * doi:10.2307/2342435. Larger tables: Mehta & Patel (1983), doi:10.1080/01621459.1983.10477989. The odds
 * ratio makes the first cell's expectation the observed one; the ends of its interval give the observed
 * tails 1 − confidence, halved when two-sided: Cornfield (1956). A one-sided alternative gives a
 * one-sided interval, as in R.
 *
 * Throws RangeError on what is no table of counts, on an empty one, on options that make no sense and on
 * a one-sided alternative for a larger table. Where a larger table would take more than a few
 * seconds, p is null with a warning.
 *
 * @example fisherExact([[3, 1], [1, 3]]).p.toFixed(6) // => "0.485714"
 * @example fisherExact([[3, 1], [1, 3]]).effects.oddsRatio.value.toFixed(6) // => "6.408320"
 * @example fisherExact([[2, 0, 1], [0, 2, 1]]).p.toFixed(6) // => "0.600000"
 */
export function fisherExact(table: Counts, options: ConfidenceOptions = {}): FisherExact {
  const procedure = 'fisherExact';
  const { alternative, confidence } = confidenceOptions(options, procedure);
  const counts = contingency(table, procedure);
  const four = fourCells(counts);
  if (!four && alternative !== 'two-sided') {
    throw new RangeError(`${procedure} needs a 2 × 2 table for a one-sided alternative`);
  }
  const empty = [...counts.rowSums, ...counts.columnSums].includes(0);
  const countable = four && !isTooLarge(four) ? four : null;
  const pTwoSided = four ? countable && notMoreLikely(countable) : exactTableP(counts);
  const { lower: pLess, upper: pGreater } = countable
    ? oddsTails(countable, 0)
    : { lower: null, upper: null };
  const oddsRatio =
    !countable || empty ? none : oddsRatioOf(countable, { alternative, confidence });
  const warnings: FisherExactWarning[] = [];
  if (empty) warnings.push('empty-margin');
  if (four && !empty && four[0] === range(four).highest) warnings.push('infinite-odds-ratio');
  if (pTwoSided === null) warnings.push('too-large');
  return {
    procedure,
    n: { used: counts.total, excluded: 0 },
    p: { 'two-sided': pTwoSided, less: pLess, greater: pGreater }[alternative],
    pTwoSided,
    pLess,
    pGreater,
    effects: { oddsRatio },
    alternative,
    confidence,
    method: `Fisher's exact test${four ? ', conditional maximum likelihood odds ratio' : ''}`,
    warnings,
  };
}

const none: Effect = { value: null, ci: [null, null] };

function oddsRatioOf(
  cells: FourCells,
  { alternative, confidence }: Required<ConfidenceOptions>,
): Effect {
  const { below, above } = outside(confidence, alternative);
  return {
    value: finite(Math.exp(mostLikelyLogOdds(cells))),
    ci: [
      below === null ? 0 : Math.exp(lowerLogOdds(cells, below)),
      above === null ? null : finite(Math.exp(upperLogOdds(cells, above))),
    ],
  };
}
