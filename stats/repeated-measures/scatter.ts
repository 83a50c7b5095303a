/** The scatter of change around its mean, in the two forms that the tests take it. */

import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Table } from './wave-sums.ts';

/** Below this share of a difference's own variation, it follows from the other differences. */
const singular = 1e-12;

/** The scatter of all differences to one wave, as a triangular root of its correlations. */
export interface ScatterRoot {
  /** The wave that all others are compared with. */
  readonly base: number;
  /** Of the other waves, in their order. */
  readonly others: readonly number[];
  /** Root of the sum of squares of each difference to the base. */
  readonly scale: readonly number[];
  /** Lower triangle L with LLᵀ the correlation of the differences. */
  readonly triangle: readonly (readonly number[])[];
}

/**
 * The cross-products of orthonormal contrasts have the same eigenvalues as those of the waves with both
 * the participants' and the waves' means taken out. From squared differences that is double centring, as
 * in classical scaling: Torgerson (1952), doi:10.1007/BF02288916.
 */
export function doublyCentred(squares: Table): number[][] {
  const m = squares.length;
  const rows = squares.map((row) => row.reduce((sum, square) => sum + square, 0) / m);
  const all = rows.reduce((sum, row) => sum + row, 0) / m;
  return squares.map((row, j) =>
    row.map((square, k) => ((rows[j] as number) + (rows[k] as number) - square - all) / 2),
  );
}

/**
 * Null where the differences are linearly dependent. All are taken to the wave that varies least
 * against the others: one erratic wave as the base would drown what the others have to tell.
 */
export function scatterRoot(squares: Table): ScatterRoot | null {
  const variation = squares.map((row) => row.reduce((sum, square) => sum + square, 0));
  const base = variation.indexOf(Math.min(...variation));
  const others = squares.map((_, j) => j).filter((j) => j !== base);
  const square = (j: number, k: number) => squares[j]?.[k] as number;
  const scale = others.map((j) => Math.sqrt(square(base, j)));
  const correlations = others.map((j, row) =>
    others.map((k, column) => {
      const product = (square(base, j) + square(base, k) - square(j, k)) / 2;
      return product / ((scale[row] as number) * (scale[column] as number));
    }),
  );
  const triangle = choleskyOf(correlations);
  return triangle && { base, others, scale, triangle };
}

/** Lower triangular root of a table of correlations; null where it is singular, or not numbers at all. */
export function choleskyOf(correlations: Table): number[][] | null {
  if (!correlations.flat().every(Number.isFinite)) return null;
  const table = correlations.map((row) => [...row]);
  const root = new CholeskyDecomposition(new Matrix(table)).lowerTriangularMatrix.to2DArray();
  return root.every((row, j) => (row[j] as number) ** 2 > singular) ? root : null;
}

/** ln of the determinant of LLᵀ. */
export function logDeterminant(triangle: Table): number {
  return triangle.reduce((sum, row, j) => sum + 2 * Math.log(row[j] as number), 0);
}
