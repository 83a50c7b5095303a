/** Quantiles, the median and the median deviation of one variable. */

import { present, type Sample } from './sample.ts';

/** Hyndman and Fan's numbers: 6 is SPSS's, 7 is what R and jamovi do unless told. */
export type QuantileType = 6 | 7;

/**
 * A quantile of one variable: the value below which the share `p` of the measurements lies.
 *
 * Use it for quartiles and percentiles beside the median, above all of skewed variables.
 *
 * Input: measurements in any unit, `NaN` is missing and left out; `p` from 0 to 1. The result is in
 * the unit of the input.
 *
 * Formula: with the values sorted, x₍ⱼ₎ + h(x₍ⱼ₊₁₎ − x₍ⱼ₎), where j and h are the whole part and the
 * rest of (n + 1)p for type 6 (SPSS's HAVERAGE; beyond the ends the end itself) or of 1 + (n − 1)p
 * for type 7. Hyndman & Fan (1996), doi:10.1080/00031305.1996.10473566.
 *
 * Throws RangeError where there is no measurement, on ±Infinity, on `p` outside 0 to 1 and on other
 * types.
 *
 * @example quantile([1, 2, 3, 4, NaN, 10], 0.25) // => 1.5
 * @example quantile([1, 2, 3, 4, NaN, 10], 0.25, { type: 7 }) // => 2
 */
export function quantile(
  x: Sample,
  p: number,
  { type = 6 }: { readonly type?: QuantileType } = {},
): number {
  const sorted = present(x, 'quantile').sort();
  if (sorted.length === 0) throw new RangeError('quantile needs at least one value');
  if (!(p >= 0 && p <= 1)) throw new RangeError('quantile needs a probability from 0 to 1');
  if (type !== 6 && type !== 7) throw new RangeError('quantile needs type 6 or 7');
  return quantileOf(sorted, p, type);
}

/** The quantile of sorted values, of which there is at least one. */
export function quantileOf(sorted: Float64Array, p: number, type: QuantileType): number {
  const n = sorted.length;
  const position = type === 6 ? (n + 1) * p : 1 + (n - 1) * p;
  const below = Math.floor(position);
  const rest = position - below;
  const low = sorted[Math.min(Math.max(below, 1), n) - 1] as number;
  const high = sorted[Math.min(below, n - 1)] as number;
  // Weighted rather than from the difference, which can overflow; + 0 turns −0 into 0.
  return (low === high ? low : (1 - rest) * low + rest * high) + 0;
}

/** The middle one of sorted values, or the mean of the middle two. */
export function medianOf(sorted: Float64Array): number {
  return quantileOf(sorted, 0.5, 7);
}

/** R's constant, 1/Φ⁻¹(3/4) to the digits it is known by: the MAD of a normal distribution is its SD. */
export const madFactor = 1.4826;

/**
 * The median of the absolute deviations from a value, of sorted values. Seen from the middle outwards
 * the deviations are sorted on either side, so merging the sides as far as the middle one will do.
 */
export function medianDeviation(sorted: Float64Array, center: number): number {
  const n = sorted.length;
  const deviation = (i: number) => Math.abs((sorted[i] ?? Number.POSITIVE_INFINITY) - center);
  let above = sorted.findIndex((value) => value >= center);
  let below = above - 1;
  let previous = 0;
  let current = 0;
  for (let taken = 0; taken <= n / 2; taken += 1) {
    previous = current;
    current = Math.min(deviation(below), deviation(above));
    if (current === deviation(below)) below -= 1;
    else above += 1;
  }
  return n % 2 === 1 ? current : previous + (current - previous) / 2;
}
