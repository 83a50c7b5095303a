/** Box's M: do the groups' covariances of the waves differ? */

import { total } from '../numbers/sums.ts';
import { pOfF } from '../p-value.ts';
import { finite } from '../sample.ts';
import { choleskyOf, logDeterminant } from './scatter.ts';
import type { Table, WaveSums } from './wave-sums.ts';
import { correlations } from './waves.ts';

export interface BoxM {
  readonly M: number | null;
  readonly F: number | null;
  readonly df1: number | null;
  readonly df2: number | null;
  readonly p: number | null;
}

const none: BoxM = { M: null, F: null, df1: null, df2: null, p: null };

/**
 * Box (1949), doi:10.1093/biomet/36.3-4.317: M = (N − g)·ln|S| − Σ(nᵢ − 1)·ln|Sᵢ| with the F approximation
 * that SPSS gives. Null where a covariance is singular, as in a group with no more participants than
 * waves.
 */
export function boxM(groups: readonly WaveSums[], pooled: Table): BoxM {
  const p = pooled.length;
  if (groups.some(({ n }) => n <= p)) return none;
  const dfs = groups.map(({ n }) => n - 1);
  const df = total(dfs);
  const logs = groups.map(({ crossProducts }, g) => logDet(crossProducts, dfs[g] as number));
  const M = df * logDet(pooled, df) - total(logs.map((log, g) => (dfs[g] as number) * log));
  if (!Number.isFinite(M)) return none;

  const comparisons = groups.length - 1;
  const inverse = (power: number) => total(dfs.map((own) => own ** -power)) - df ** -power;
  const first = (inverse(1) * (2 * p * p + 3 * p - 1)) / (6 * (p + 1) * comparisons);
  const second = (inverse(2) * (p - 1) * (p + 2)) / (6 * comparisons);
  const df1 = (p * (p + 1) * comparisons) / 2;
  const df2 = (df1 + 2) / Math.abs(second - first ** 2);
  const F = second > first ** 2 ? pearsonTypeSix() : pearsonTypeOne();
  return { M, F: finite(F), df1, df2: finite(df2), p: pOfF(finite(F), df1, df2) };

  function pearsonTypeSix(): number {
    return (M * (1 - first - df1 / df2)) / df1;
  }

  function pearsonTypeOne(): number {
    const b = df2 / (1 - first + 2 / df2);
    return (df2 * M) / (df1 * (b - M));
  }
}

/** ln of the determinant of the covariance; not finite where it is singular. */
function logDet(crossProducts: Table, df: number): number {
  const table = correlations(crossProducts).map((row) => row.map((r) => r ?? Number.NaN));
  const root = choleskyOf(table);
  if (root === null) return Number.NEGATIVE_INFINITY;
  const variances = crossProducts.map((row, j) => (row[j] as number) / df);
  return logDeterminant(root) + total(variances.map((variance) => Math.log(variance)));
}
