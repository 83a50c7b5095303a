/** Two-way analysis of variance of participants by waves with one value per cell, for agreement. */

import { product } from '../numbers/centred.ts';
import { largest, meanOf } from '../numbers/sums.ts';

/** Variance between participants and between waves, left over from both, and within participants. */
export interface TwoWay {
  readonly participants: number;
  readonly waves: number;
  readonly residual: number;
  readonly within: number;
}

/**
 * Mean squares of n ≥ 2 complete participants at k ≥ 2 waves. Each is the sum of its own squared terms,
 * never a difference of sums, and one below the rounding of the data themselves is zero.
 */
export function twoWay(waves: readonly Float64Array[]): TwoWay {
  const n = waves[0]?.length ?? 0;
  const k = waves.length;
  const cells = aroundTheirMean(waves);
  const columns = Float64Array.from(cells, meanOf);
  const rows = new Float64Array(n);
  for (const cell of cells)
    for (let i = 0; i < n; i += 1) rows[i] = (rows[i] as number) + (cell[i] as number) / k;
  const residuals = cells.map((cell, j) =>
    cell.map((value, i) => value - (rows[i] as number) - (columns[j] as number)),
  );

  const noise = n * k * (Number.EPSILON * largest(Float64Array.from(waves, largest))) ** 2;
  const above = (squares: number) => (squares < noise ? 0 : squares);
  const between = n * product(columns, columns);
  const left = above(residuals.reduce((sum, residual) => sum + product(residual, residual), 0));
  return {
    participants: above(k * product(rows, rows)) / (n - 1),
    waves: above(between) / (k - 1),
    residual: left / ((n - 1) * (k - 1)),
    within: above(between + left) / (n * (k - 1)),
  };
}

/** The values around the mean of all, which is near zero then; what is left of it is taken off as well. */
function aroundTheirMean(waves: readonly Float64Array[]): Float64Array[] {
  const rough = meanOf(Float64Array.from(waves, meanOf));
  const shifted = waves.map((wave) => wave.map((value) => value - rough));
  const drift = meanOf(Float64Array.from(shifted, meanOf));
  return shifted.map((wave) => wave.map((value) => value - drift));
}
