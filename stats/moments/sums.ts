/** A set of rows in its means and its sums around them, and how two such sets become one. */

import { blockSums, pairAt } from './block-sums.ts';
import type { Block } from './blocks.ts';

/** `origin`, `shift` and `squares` are of the variables and then of their differences, as in `BlockSums`. */
export interface Sums {
  readonly n: number;
  /** A point near the data. */
  readonly origin: Float64Array;
  /** Means, less the origin: apart from it, so that 1e8 + small keeps its digits. */
  readonly shift: Float64Array;
  /** Around the means. */
  readonly squares: Float64Array;
}

export function noRows(variables: number): Sums {
  const zeros = () => new Float64Array(variables + pairAt(variables, 0));
  return { n: 0, origin: zeros(), shift: zeros(), squares: zeros() };
}

/**
 * Deviations are taken from a guess of the means, and their own sums correct the squares: Chan, Golub &
 * LeVeque (1983), doi:10.1080/00031305.1983.10483115. A guess saves a reading of the data; where it is so
 * bad that the correction takes most of a sum, they are read again around the means then known.
 */
export function sumsOf(block: Block, guess: Float64Array | null): Sums {
  const first = around(block, guess ?? roughMeans(block));
  return first.far ? around(block, meansOf(first)) : first;
}

export function meansOf({ origin, shift }: Sums): Float64Array {
  return origin.map((value, j) => value + at(shift, j));
}

/**
 * n = n₁ + n₂, δ = x̄₂ − x̄₁, squares S = S₁ + S₂ + δ²·n₁n₂/n: Chan, Golub & LeVeque, as above.
 */
export function merged(one: Sums, other: Sums): Sums {
  if (one.n === 0) return other;
  if (other.n === 0) return one;
  const n = one.n + other.n;
  const delta = one.origin.map(
    (origin, j) => at(other.origin, j) - origin + (at(other.shift, j) - at(one.shift, j)),
  );
  const weight = (one.n / n) * other.n;
  return {
    n,
    origin: one.origin,
    shift: one.shift.map((shift, j) => shift + at(delta, j) * (other.n / n)),
    squares: one.squares.map(
      (square, j) => square + (at(other.squares, j) + weight * at(delta, j) ** 2),
    ),
  };
}

/** Of the first few rows. */
function roughMeans(block: Block): Float64Array {
  const few = Math.min(16, block[0]?.length ?? 0);
  const means = block.map((column) =>
    column.subarray(0, few).reduce((mean, value) => mean + value / few, 0),
  );
  const differences = means.flatMap((mean, j) => means.slice(0, j).map((other) => mean - other));
  return Float64Array.of(...means, ...differences);
}

function around(block: Block, origin: Float64Array): Sums & { far: boolean } {
  const n = block[0]?.length ?? 0;
  const { sums, squares: raw } = blockSums(block, origin);
  const shift = sums.map((sum) => sum / n);
  const squares = raw.map((square, j) => Math.max(0, square - n * at(shift, j) ** 2));
  const far = squares.some((square, j) => 4 * square < at(raw, j));
  return { n, origin, shift, squares, far };
}

function at(x: Float64Array, i: number): number {
  return x[i] as number;
}
