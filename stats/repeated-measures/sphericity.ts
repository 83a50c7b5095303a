/** Sphericity: do all differences between waves vary alike? Mauchly's test, the epsilons, and the tests they correct. */

import { distributions } from '../distributions.ts';
import { pOfF } from '../p-value.ts';
import { finite } from '../sample.ts';
import { doublyCentred, logDeterminant, scatterRoot } from './scatter.ts';
import type { Table } from './wave-sums.ts';
import type { SquaresTest, WithinError } from './within.ts';

export interface Mauchly {
  readonly W: number | null;
  readonly chiSquare: number | null;
  readonly df: number;
  /** By χ² alone, as SPSS. */
  readonly p: number | null;
  /** With Box's next term, as R's mauchly.test and car have it. */
  readonly pSecondOrder: number | null;
}

export interface Epsilon {
  readonly greenhouseGeisser: number | null;
  /** Never above 1. */
  readonly huynhFeldt: number | null;
  /** As the formula has it. */
  readonly huynhFeldtRaw: number | null;
  readonly lowerBound: number;
}

/**
 * With several groups: `lecoutre` as car, afex and jamovi, `original` as SPSS up to version 26. With one
 * group they are the same.
 */
export type HuynhFeldtFormula = 'lecoutre' | 'original';

export interface CorrectedTest {
  readonly df1: number | null;
  readonly df2: number | null;
  readonly p: number | null;
}

export interface CorrectedTests {
  readonly greenhouseGeisser: CorrectedTest;
  readonly huynhFeldt: CorrectedTest;
  readonly lowerBound: CorrectedTest;
}

/**
 * W = det S/(tr S/k)ᵏ of k = m − 1 orthonormal contrasts: Mauchly (1940), doi:10.1214/aoms/1177731915;
 * p by Box (1949), doi:10.1093/biomet/36.3-4.317, as in Anderson (2003), § 10.7. Null where the
 * differences are linearly dependent; two waves are always spherical.
 */
export function mauchly({ df: errorDf, squares }: WithinError): Mauchly {
  const m = squares.length;
  const k = m - 1;
  const df = (k * m) / 2 - 1;
  if (k === 1) return { W: 1, chiSquare: 0, df, p: null, pSecondOrder: null };
  const logW = logSphericity(squares);
  if (logW === null || errorDf < k)
    return { W: null, chiSquare: null, df, p: null, pSecondOrder: null };

  const scale = 1 - (2 * k * k + k + 2) / (6 * k * errorDf);
  const chiSquare = Math.max(0, -errorDf * scale * logW);
  const p = distributions.chiSquare.sf(chiSquare, df);
  // Anderson has 3k where R has 3m; whoever re-runs it in R is to find the same digits.
  const weight =
    ((k + 2) * (k - 1) * (k - 2) * (2 * k ** 3 + 6 * k * k + 3 * m + 2)) /
    (288 * (errorDf * k * scale) ** 2);
  const second = p + weight * (distributions.chiSquare.sf(chiSquare, df + 4) - p);
  return { W: Math.min(1, Math.exp(logW)), chiSquare, df, p, pSecondOrder: Math.min(1, second) };
}

/** ln W. The determinant for orthonormal contrasts is that for differences to one wave, over m. */
function logSphericity(squares: Table): number | null {
  const root = scatterRoot(squares);
  if (root === null) return null;
  const m = squares.length;
  const scale = root.scale.reduce((sum, length) => sum + 2 * Math.log(length), 0);
  const trace = squares.flat().reduce((sum, square) => sum + square, 0) / (2 * m);
  return logDeterminant(root.triangle) + scale - Math.log(m) - (m - 1) * Math.log(trace / (m - 1));
}

/**
 * Greenhouse & Geisser (1959), doi:10.1007/BF02289823: (tr S)²/(k·tr S²). Huynh & Feldt (1976),
 * doi:10.3102/10769986001001069, without its slip for several groups: Lecoutre (1991),
 * doi:10.3102/10769986016004371. Null where nothing varies, and where so few participants make Huynh and
 * Feldt's denominator zero.
 */
export function epsilons(error: WithinError, groups: number, formula: HuynhFeldtFormula): Epsilon {
  const k = error.squares.length - 1;
  const lowerBound = 1 / k;
  if (k === 1) return { greenhouseGeisser: 1, huynhFeldt: 1, huynhFeldtRaw: 1, lowerBound };
  const greenhouseGeisser = box(error.squares);
  if (greenhouseGeisser === null)
    return { greenhouseGeisser, huynhFeldt: null, huynhFeldtRaw: null, lowerBound };

  const used = k * greenhouseGeisser;
  const participants = error.df + (formula === 'lecoutre' ? 1 : groups);
  const left = error.df - used;
  const huynhFeldtRaw = left > 1e-9 * used ? finite((participants * used - 2) / (k * left)) : null;
  const huynhFeldt = huynhFeldtRaw && Math.min(1, huynhFeldtRaw);
  return { greenhouseGeisser, huynhFeldt, huynhFeldtRaw, lowerBound };
}

function box(squares: Table): number | null {
  const largest = Math.max(...squares.flat());
  // Relative to the largest, so that no square over- or underflows.
  const scatter = doublyCentred(squares.map((row) => row.map((square) => square / largest)));
  const trace = scatter.reduce((sum, row, j) => sum + (row[j] as number), 0);
  const squared = scatter.flat().reduce((sum, product) => sum + product * product, 0);
  const k = squares.length - 1;
  return finite(Math.min(1, Math.max(1 / k, trace ** 2 / (k * squared))));
}

/** The same F with ε times both degrees of freedom. */
export function correctedTests({ F, df1, df2 }: SquaresTest, epsilon: Epsilon): CorrectedTests {
  const corrected = (by: number | null): CorrectedTest =>
    by === null
      ? { df1: null, df2: null, p: null }
      : { df1: by * df1, df2: by * df2, p: pOfF(F, by * df1, by * df2) };
  return {
    greenhouseGeisser: corrected(epsilon.greenhouseGeisser),
    huynhFeldt: corrected(epsilon.huynhFeldt),
    lowerBound: corrected(epsilon.lowerBound),
  };
}
