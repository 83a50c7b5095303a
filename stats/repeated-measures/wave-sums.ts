/** What the analyses of repeated measures know of the participants: sums from one pass, whatever their number. */

import { Moments } from '../moments.ts';
import type { Waves } from '../sample.ts';

/** A table with one row and one column for each wave. */
export type Table = readonly (readonly number[])[];

export interface WaveSums {
  readonly n: number;
  readonly excluded: number;
  readonly means: readonly number[];
  /** What rounding took from the means: beside 1e8, groups may differ by no more. */
  readonly rests: readonly number[];
  /** Of the waves, around their means. */
  readonly crossProducts: Table;
  /** Mean of wave j minus wave k. */
  readonly differences: Table;
  /**
   * Sum of squares of wave j minus wave k around its mean. These say all about change that there is to
   * say, and keep their digits where participants differ a million times more from each other than from
   * themselves; covariances of the waves would not.
   */
  readonly differenceSquares: Table;
}

/** The sums of the participants who were measured at every wave. */
export function waveSums(waves: Waves, procedure: string): WaveSums {
  return new Moments(waves.length, procedure).addColumns(waves);
}

/** Every pair of waves, the earlier first: 0 and 1, 0 and 2, …, 1 and 2, … */
export function pairsOf(m: number): [j: number, k: number][] {
  return Array.from({ length: m }, (_, j) => j).flatMap((j) =>
    Array.from({ length: m - j - 1 }, (_, step): [number, number] => [j, j + 1 + step]),
  );
}
