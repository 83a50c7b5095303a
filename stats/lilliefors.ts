/** Kolmogorov and Smirnov's test of normality with Lilliefors' correction. */

import { distributions } from './distributions.ts';
import { polynomial } from './numbers/polynomial.ts';
import { spread } from './numbers/spread.ts';
import { medianOf } from './quantile.ts';
import { present, type Result, type Sample } from './sample.ts';

/** `constant`: all values are the same. `overflow`: they lie too far apart. There is no D then. */
export type KsLillieforsWarning = 'constant' | 'overflow';

export interface KsLilliefors extends Result<'ksLilliefors', KsLillieforsWarning> {
  readonly D: number | null;
  readonly p: number | null;
}

/**
 * Kolmogorov–Smirnov test of normality with Lilliefors' correction, for a normal distribution whose
 * mean and standard deviation are the sample's own.
 *
 * Use it only where a report must be compared with SPSS's table of normality tests: the Shapiro–Wilk
 * test beside it finds more.
 *
 * Input: at least 5 measurements in any unit, `NaN` is missing and left out.
 *
 * Formula: D is the largest distance between the sample's cumulative distribution and
 * Φ((x − x̄)/s), Lilliefors (1967), doi:10.1080/01621459.1967.10482916. p by Dallal & Wilkinson
 * (1986), doi:10.1080/00031305.1986.10475419, who fitted it below .10; above, by polynomials in
 * Stephens' (1974, doi:10.1080/01621459.1974.10480196) modified D, both as R's `nortest::lillie.test`.
 *
 * Throws RangeError on fewer than 5 measurements and on ±Infinity.
 *
 * @example ksLilliefors([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]).D.toFixed(6) // => '0.259215'
 * @example ksLilliefors([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]).p.toFixed(6) // => '0.037408'
 */
export function ksLilliefors(x: Sample): KsLilliefors {
  const sorted = present(x, 'ksLilliefors').sort();
  const used = sorted.length;
  if (used < 5) throw new RangeError('ksLilliefors needs at least five values');
  const base = {
    procedure: 'ksLilliefors',
    n: { used, excluded: x.length - used },
    method: 'Kolmogorov–Smirnov test with Lilliefors correction (p by Dallal and Wilkinson)',
  } as const;

  // Near 1e8 no mean is exact enough to measure small deviations from; near zero it is.
  const center = medianOf(sorted);
  const centered = sorted.map((value) => value - center);
  const { mean, squares } = spread(centered);
  if (squares === 0) return { ...base, D: null, p: null, warnings: ['constant'] };
  const sd = Math.sqrt(squares / (used - 1));
  if (!Number.isFinite(sd)) return { ...base, D: null, p: null, warnings: ['overflow'] };
  const D = largestDistance(centered.map((value) => (value - mean) / sd));
  return { ...base, D, p: pOf(D, used), warnings: [] };
}

/** Looked for on either side of each step of the sample's distribution. */
function largestDistance(z: Float64Array): number {
  return z.reduce((largest, value, i) => {
    const expected = distributions.normal.cdf(value);
    return Math.max(largest, (i + 1) / z.length - expected, expected - i / z.length);
  }, 0);
}

function pOf(D: number, n: number): number {
  const p = dallalWilkinson(D, n);
  return p > 0.1 ? stephens(D * (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n))) : p;
}

function dallalWilkinson(distance: number, size: number): number {
  // Fitted up to n = 100; a larger sample's D is brought to that size.
  const n = Math.min(size, 100);
  const D = distance * (size / n) ** 0.49;
  const root = Math.sqrt(n + 2.78019);
  return Math.exp(
    -7.01256 * (D * root) ** 2 +
      2.99587 * D * root -
      0.122119 +
      0.974598 / Math.sqrt(n) +
      1.67997 / n,
  );
}

function stephens(k: number): number {
  const piece = pieces.find(({ upTo }) => k <= upTo);
  return piece ? Math.min(1, polynomial(piece.coefficients, k)) : 0;
}

/** The constant first. */
const pieces = [
  { upTo: 0.302, coefficients: [1] },
  { upTo: 0.5, coefficients: [2.76773, -19.828315, 80.709644, -138.55152, 81.218052] },
  { upTo: 0.9, coefficients: [-4.901232, 40.662806, -97.490286, 94.029866, -32.355711] },
  { upTo: 1.31, coefficients: [6.198765, -19.558097, 23.186922, -12.234627, 2.423045] },
];
