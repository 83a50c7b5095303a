/** The sums over a block of rows: the innermost loops of every analysis of large data, written for speed. */

import type { Block } from './blocks.ts';

/**
 * Of the m variables and, after them, of their differences 1 − 0, 2 − 0, 2 − 1, 3 − 0, … taken in each
 * row: these keep digits that differences of sums have lost.
 */
export interface BlockSums {
  /** Sums of deviations from the centres given. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Place of variables j and k < j among all pairs. */
export function pairAt(j: number, k: number): number {
  return (j * (j - 1)) / 2 + k;
}

/** `centres` are those of the variables, then of the differences. */
export function blockSums(block: Block, centres: Float64Array): BlockSums {
  const m = block.length;
  const sums = new Float64Array(centres.length);
  const squares = new Float64Array(centres.length);
  block.forEach((x, j) => {
    [sums[j], squares[j]] = ownSums(x, centres[j] as number);
    for (let k = 0; k < j; k += 1) {
      const pair = m + pairAt(j, k);
      const y = block[k] as Float64Array;
      [sums[pair], squares[pair]] = differenceSums(x, y, centres[pair] as number);
    }
  });
  return { sums, squares };
}

/** Two sums side by side: a processor need not wait for one addition before it starts the next. */
function ownSums(x: Float64Array, centre: number): [sum: number, squares: number] {
  let [sum, nextSum, squares, nextSquares] = [0, 0, 0, 0];
  const even = x.length - (x.length % 2);
  for (let i = 0; i < even; i += 2) {
    const p = (x[i] as number) - centre;
    const q = (x[i + 1] as number) - centre;
    sum += p;
    nextSum += q;
    squares += p * p;
    nextSquares += q * q;
  }
  const last = even < x.length ? (x[even] as number) - centre : 0;
  return [sum + nextSum + last, squares + nextSquares + last * last];
}

function differenceSums(
  x: Float64Array,
  y: Float64Array,
  centre: number,
): [sum: number, squares: number] {
  let [sum, nextSum, squares, nextSquares] = [0, 0, 0, 0];
  const even = x.length - (x.length % 2);
  for (let i = 0; i < even; i += 2) {
    const p = (x[i] as number) - (y[i] as number) - centre;
    const q = (x[i + 1] as number) - (y[i + 1] as number) - centre;
    sum += p;
    nextSum += q;
    squares += p * p;
    nextSquares += q * q;
  }
  const last = even < x.length ? (x[even] as number) - (y[even] as number) - centre : 0;
  return [sum + nextSum + last, squares + nextSquares + last * last];
}
