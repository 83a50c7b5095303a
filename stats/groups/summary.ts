/** One group in four numbers, all that t tests and analyses of variance need to know of it. */

import { spread } from '../numbers/spread.ts';
import { largest, total } from '../numbers/sums.ts';
import { finite } from '../sample.ts';

export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** What rounding took from the mean: beside 1e8, differences of means need these digits. */
  readonly rest: number;
  /** Sum of squares around the mean. */
  readonly squares: number;
}

/** The line of a group in a table of descriptive statistics. */
export interface GroupDescriptives {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly se: number | null;
}

/**
 * Needs at least one value. Values that lie no further apart than the rounding of numbers of size
 * `scale` count as equal: 1.1 − 1, 2.1 − 2 and 3.1 − 3 are one difference, not three.
 */
export function summarise(values: Float64Array, scale = largest(values)): Summary {
  const n = values.length;
  const { mean, squares } = spread(values);
  if (rangeOf(values) <= 2 * Number.EPSILON * scale) return { n, mean, rest: 0, squares: 0 };
  const rest = spread(values.map((value) => value - mean)).mean;
  return { n, mean, rest, squares };
}

/** The mean of a minus the mean of b. */
export function meanDifferenceOf(a: Summary, b: Summary): number {
  return a.mean - b.mean + (a.rest - b.rest);
}

/** Needs at least two values. */
export function varianceOf({ n, squares }: Summary): number {
  return squares / (n - 1);
}

/** Standard error of the mean difference of two groups, and its degrees of freedom. */
type ErrorOf = (a: Summary, b: Summary) => { se: number; df: number };

/** Where all groups share one variance: Student's with two groups, Tukey's with more. */
export function pooledError(groups: readonly Summary[]): ErrorOf {
  const df = total(groups.map(({ n }) => n)) - groups.length;
  const meanSquare = total(groups.map(({ squares }) => squares)) / df;
  return (a, b) => ({ se: Math.sqrt(meanSquare * (1 / a.n + 1 / b.n)), df });
}

/** Where each group has its own variance. */
export const welchError: ErrorOf = (a, b) => {
  const [ofA, ofB] = [varianceOf(a) / a.n, varianceOf(b) / b.n];
  const both = ofA + ofB;
  const parts = (ofA / both) ** 2 / (a.n - 1) + (ofB / both) ** 2 / (b.n - 1);
  return { se: Math.sqrt(both), df: 1 / parts };
};

export function descriptivesOf(summary: Summary): GroupDescriptives {
  const { n } = summary;
  const mean = finite(summary.mean);
  if (n < 2) return { n, mean, sd: null, se: null };
  const sd = Math.sqrt(varianceOf(summary));
  return { n, mean, sd: finite(sd), se: finite(sd / Math.sqrt(n)) };
}

function rangeOf(values: Float64Array): number {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return max - min;
}
