/** The t tests without the raw rows: from `Moments`, where a million participants are a handful of numbers. */

import { type ConfidenceOptions, confidenceOptions } from './confidence.ts';
import type { Summary } from './groups/summary.ts';
import {
  type IndependentT,
  type IndependentTOptions,
  independentTOf,
  requireSizes,
} from './independent-t.ts';
import type { Moments } from './moments.ts';
import { type PairedT, pairedTOf } from './paired-t.ts';

/**
 * `pairedT` of two variables of `Moments`, j minus k; from zero, the first two unless told.
 *
 * Use it where the rows are too many or elsewhere. Moments keep sums of the differences themselves, so no
 * digit is lost where people differ by far more than they change.
 *
 * Input: moments of the complete rows; rows with a missing value in any variable are already left out.
 *
 * Throws RangeError on fewer than two rows, on variables that the moments do not have, and as `pairedT`.
 *
 * @example pairedTFromMoments(new Moments(2).addColumns([[4, 6, 8, 10], [3, 4, 5, 6]])).df // => 3
 */
export function pairedTFromMoments(
  moments: Moments,
  j = 0,
  k = 1,
  options: ConfidenceOptions = {},
): PairedT {
  const settings = confidenceOptions(options, 'pairedT');
  const { n, excluded } = moments;
  if (n < 2) throw new RangeError('pairedT needs at least two complete pairs');
  const [first, second] = [summaryOf(moments, j, 'pairedT'), summaryOf(moments, k, 'pairedT')];
  const shared = moments.crossProducts[j]?.[k] as number;
  const difference = {
    n,
    mean: moments.differences[j]?.[k] as number,
    rest: 0,
    squares: moments.differenceSquares[j]?.[k] as number,
  };
  const correlation = shared / Math.sqrt(first.squares) / Math.sqrt(second.squares);
  return pairedTOf({ first, second, difference, correlation }, { used: n, excluded }, settings);
}

/**
 * `independentT` of one variable of the `Moments` of two groups; variable 0 unless told. It has no
 * Levene's test, which needs the rows.
 *
 * Use it where the rows are too many or elsewhere.
 *
 * Throws RangeError on a variable that the moments do not have, and as `independentT`.
 *
 * @example independentTFromMoments(new Moments(1).addColumns([[6, 8, 10]]), new Moments(1).addColumns([[1, 2, 3]])).meanDifference // => 6
 */
export function independentTFromMoments(
  a: Moments,
  b: Moments,
  j = 0,
  options: IndependentTOptions = {},
): IndependentT {
  requireSizes([a.n, b.n], options.variances);
  const test = independentTOf(
    [summaryOf(a, j, 'independentT'), summaryOf(b, j, 'independentT')],
    options,
  );
  return { ...test, n: { used: a.n + b.n, excluded: a.excluded + b.excluded } };
}

function summaryOf(moments: Moments, j: number, procedure: string): Summary {
  const [mean, rest, squares] = [moments.means[j], moments.rests[j], moments.crossProducts[j]?.[j]];
  if (mean === undefined || rest === undefined || squares === undefined) {
    throw new RangeError(`${procedure} needs a variable that the moments have`);
  }
  return { n: moments.n, mean, rest, squares };
}
