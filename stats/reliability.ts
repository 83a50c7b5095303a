/** Cronbach's alpha: how far the items of a scale, added up, measure one thing. */

import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { cancelsOut, itemRestOf, itemsOf, type Squares, squaresOf } from './items/items.ts';
import { direction } from './numbers/centred.ts';
import { finite, type Interval, type Result, type Waves } from './sample.ts';

/**
 * `constant`: no item varies. `constant-item`: one does not. `no-total-variance`: the items cancel each
 * other out. `negative`: alpha is below zero, as where an item was not reversed. `negative-item-rest`: an
 * item goes against the others. `two-items`: report Spearman–Brown. `overflow`: the sums are larger than
 * a number can be.
 */
export type CronbachAlphaWarning =
  | 'constant'
  | 'constant-item'
  | 'no-total-variance'
  | 'negative'
  | 'negative-item-rest'
  | 'two-items'
  | 'overflow';

export interface CronbachAlpha extends Result<'cronbachAlpha', CronbachAlphaWarning> {
  readonly value: number | null;
  readonly ci: Interval;
  readonly confidence: number;
  /** Alpha of the items made equal in variance; null with a constant item. */
  readonly standardized: number | null;
  /** Of two items; null for more. */
  readonly spearmanBrown: number | null;
  /** Alpha without item j; null where one item is left. */
  readonly itemDropped: readonly { readonly value: number | null }[];
  /** Correlation of item j with the sum of the others; null for a constant. */
  readonly itemRest: readonly (number | null)[];
}

/**
 * Cronbach's alpha α of the items of a scale, with its interval, alpha if an item is dropped, and the
 * correlation of each item with the rest. For items of 0 and 1 it is Kuder and Richardson's KR-20.
 *
 * Use it for the internal consistency of a scale whose score is the sum or mean of its items. It assumes
 * that all items measure the same to the same degree; `mcdonaldOmega` does not. Of two items report
 * Spearman and Brown's coefficient: Eisinga, te Grotenhuis & Pelzer (2013),
 * doi:10.1007/s00038-012-0416-3.
 *
 * Input: `items[j][i]` is the answer of participant i to item j, reversed items already turned. A
 * participant with a missing (`NaN`) is left out.
 *
 * Formulas: α = k/(k − 1)·(1 − Σs_j²/s²), s² the variance of the sum: Cronbach (1951),
 * doi:10.1007/BF02310555; KR-20: Kuder & Richardson (1937), doi:10.1007/BF02288391. Standardized:
 * k r̄/(1 + (k − 1)r̄); for two items that is Spearman–Brown. Interval: 1 − (1 − α)F at the quantiles of F
 * with n − 1 and (n − 1)(k − 1) degrees of freedom, exact where items are parallel and normal: Feldt
 * (1965), doi:10.1007/BF02289499. A constant item counts in k.
 *
 * Throws RangeError on fewer than two items or two complete participants, items of different lengths,
 * ±Infinity and a confidence outside 0 to 1.
 *
 * @example cronbachAlpha([[1, 2, 3, 4], [2, 2, 3, 5], [1, 3, 3, 3]]).value.toFixed(6) // => '0.882353'
 * @example cronbachAlpha([[1, 2, 3, 4], [2, 2, 3, 5], [1, 3, 3, 3]]).itemDropped[2].value.toFixed(6) // => '0.952381'
 * @example cronbachAlpha([[1, 2, 3, 4], [2, 1, 4, 3]]).spearmanBrown.toFixed(6) // => '0.750000'
 */
export function cronbachAlpha(
  items: Waves,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): CronbachAlpha {
  confidenceOptions({ confidence }, 'cronbachAlpha');
  const { answers, deviations, n } = itemsOf(items, 'cronbachAlpha');
  const squares = squaresOf(deviations);
  const value = alphaOf(squares.all);
  const standardized = standardizedOf(answers);
  const itemRest = itemRestOf(deviations, squares);
  const binary = answers.every((item) => item.every((answer) => answer === 0 || answer === 1));
  return {
    procedure: 'cronbachAlpha',
    n,
    value,
    ci: feldt(value, n.used - 1, (n.used - 1) * (items.length - 1), confidence),
    confidence,
    standardized,
    spearmanBrown: items.length === 2 ? standardized : null,
    itemDropped: squares.without.map((rest) => ({ value: alphaOf(rest) })),
    itemRest,
    method: `${binary ? 'Kuder–Richardson 20 (KR-20)' : "Cronbach's alpha"}, interval by Feldt's F${items.length === 2 ? '; two items: Spearman–Brown' : ''}`,
    warnings: warningsOf(squares.all, value, itemRest),
  };
}

function alphaOf(squares: Squares): number | null {
  const k = squares.single.length;
  if (k < 2 || cancelsOut(squares)) return null;
  const own = squares.single.reduce((sum, item) => sum + item, 0);
  return finite((k / (k - 1)) * (1 - own / squares.sum));
}

/** Items of length one add up to the sum of all their correlations. */
function standardizedOf(answers: readonly Float64Array[]): number | null {
  const directions = answers.map(direction);
  const present = directions.filter((item) => item !== null);
  return present.length < directions.length ? null : alphaOf(squaresOf(present).all);
}

function feldt(value: number | null, df1: number, df2: number, confidence: number): Interval {
  if (value === null) return [null, null];
  const tail = (1 - confidence) / 2;
  return [
    finite(1 - (1 - value) * distributions.F.isf(tail, df1, df2)),
    finite(1 - (1 - value) / distributions.F.isf(tail, df2, df1)),
  ];
}

function warningsOf(
  squares: Squares,
  value: number | null,
  itemRest: readonly (number | null)[],
): CronbachAlphaWarning[] {
  const warnings: CronbachAlphaWarning[] = [];
  const constants = squares.single.filter((item) => item === 0).length;
  if (constants === squares.single.length) return ['constant'];
  if (constants > 0) warnings.push('constant-item');
  if (value === null) warnings.push(cancelsOut(squares) ? 'no-total-variance' : 'overflow');
  else if (value < 0) warnings.push('negative');
  if (itemRest.some((correlation) => correlation !== null && correlation < 0)) {
    warnings.push('negative-item-rest');
  }
  if (squares.single.length === 2) warnings.push('two-items');
  return warnings;
}
