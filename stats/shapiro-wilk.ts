/** Shapiro and Wilk's test of normality. */

import { distributions } from './distributions.ts';
import { polynomial } from './numbers/polynomial.ts';
import { medianOf } from './quantile.ts';
import { present, type Result, type Sample } from './sample.ts';

/** `constant`: all values are the same. `overflow`: they lie too far apart. There is no W then. */
export type ShapiroWilkWarning = 'constant' | 'overflow';

export interface ShapiroWilk extends Result<'shapiroWilk', ShapiroWilkWarning> {
  readonly W: number | null;
  readonly p: number | null;
}

/**
 * Shapiro–Wilk test of normality: whether the sorted values lie as those of a normal distribution do.
 *
 * Use it beside a plot of the residuals or differences that a t test or analysis of variance takes
 * for normal. In large samples it finds departures that do no harm, in small ones it misses others.
 *
 * Input: 3 to 5000 measurements in any unit, `NaN` is missing and left out. W has no unit; 1 is
 * perfectly normal.
 *
 * Formula: W = (Σaᵢx₍ᵢ₎)²/Σ(x − x̄)² with Royston's approximate weights a, and p from the normal
 * distribution of a transformed 1 − W (n = 3: exact; up to 11, where that would leave its range, p is
 * 1e-99, as in R): Royston (1995), algorithm AS R94, doi:10.2307/2986146; Shapiro & Wilk (1965),
 * doi:10.1093/biomet/52.3-4.591.
 *
 * Throws RangeError on fewer than 3 and more than 5000 measurements, and on ±Infinity.
 *
 * @example shapiroWilk([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]).W.toFixed(6) // => '0.788815'
 * @example shapiroWilk([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]).p.toFixed(6) // => '0.006704'
 */
export function shapiroWilk(x: Sample): ShapiroWilk {
  const sorted = present(x, 'shapiroWilk').sort();
  const used = sorted.length;
  if (used < 3) throw new RangeError('shapiroWilk needs at least three values');
  if (used > 5000) throw new RangeError('shapiroWilk needs at most 5000 values');
  const base = {
    procedure: 'shapiroWilk',
    n: { used, excluded: x.length - used },
    method: 'Shapiro–Wilk test (Royston 1995)',
  } as const;

  const range = (sorted[used - 1] as number) - (sorted[0] as number);
  if (range === 0) return { ...base, W: null, p: null, warnings: ['constant'] };
  if (!Number.isFinite(range)) return { ...base, W: null, p: null, warnings: ['overflow'] };
  const center = medianOf(sorted);
  const scaled = sorted.map((value) => (value - center) / range);
  const rest = oneMinusW(scaled, weights(used));
  const p = used === 3 ? pOfThree(scaled) : pOf(rest, used);
  return { ...base, W: 1 - rest, p, warnings: [] };
}

/**
 * The weights of the upper half, from the largest value down. The outermost one or two come from
 * polynomials in 1/√n; the others are the expected normal order statistics, scaled to unit length.
 */
function weights(n: number): Float64Array {
  const half = Math.floor(n / 2);
  if (n === 3) return Float64Array.of(Math.SQRT1_2);
  const scores = Float64Array.from({ length: half }, (_, i) =>
    distributions.normal.isf((i + 0.625) / (n + 0.25)),
  );
  const length = 2 * sumOfSquares(scores);
  const u = 1 / Math.sqrt(n);
  const outer = scores
    .subarray(0, n > 5 ? 2 : 1)
    .map((score, i) => polynomial(outermost[i] ?? [], u) + score / Math.sqrt(length));
  const left = length - 2 * sumOfSquares(scores.subarray(0, outer.length));
  const scale = Math.sqrt(left / (1 - 2 * sumOfSquares(outer)));
  return scores.map((score, i) => outer[i] ?? score / scale);
}

/** 1 − W, as precise near W = 1 as elsewhere: one minus the squared correlation of x and the weights. */
function oneMinusW(x: Float64Array, upper: Float64Array): number {
  const n = x.length;
  const mean = x.reduce((sum, value) => sum + value, 0) / n;
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const product = upper.reduce(
    (sum, weight, i) => sum + weight * ((x[n - 1 - i] as number) - (x[i] as number)),
    0,
  );
  const both = Math.sqrt(2 * sumOfSquares(upper) * squares);
  return Math.max(0, ((both - product) * (both + product)) / (both * both));
}

/** p from the normal distribution that a transformed 1 − W follows; `n` is 4 or more. */
function pOf(rest: number, n: number): number {
  // A sample that is its own weights, down to the last digit.
  if (rest === 0) return 1;
  const y = Math.log(rest);
  if (n > 11) {
    const size = Math.log(n);
    return upperTail(y, polynomial(large.mean, size), polynomial(large.logDeviation, size));
  }
  const limit = polynomial(small.limit, n);
  if (y >= limit) return 1e-99;
  return upperTail(
    -Math.log(limit - y),
    polynomial(small.mean, n),
    polynomial(small.logDeviation, n),
  );
}

function upperTail(y: number, mean: number, logDeviation: number): number {
  return distributions.normal.sf((y - mean) / Math.exp(logDeviation));
}

/**
 * Exact: p = (6/π)(arcsin √W − π/3), written in the gaps g ≤ h between the three values, where it
 * keeps its digits also when two of them almost coincide.
 */
function pOfThree([low = 0, middle = 0, high = 0]: Float64Array): number {
  const g = Math.min(middle - low, high - middle);
  const h = Math.max(middle - low, high - middle);
  const sine = ((Math.sqrt(3) / 2) * g) / Math.sqrt(g * g + g * h + h * h);
  return Math.min(1, (6 / Math.PI) * Math.asin(sine));
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

// Royston's coefficients, the constant first. In 1/√n: the weights of the largest and second largest.
const outermost = [
  [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056],
  [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633],
] as const;

// Up to n = 11, in n: −ln(limit − ln(1 − W)) is normal. Above, in ln n: ln(1 − W) is.
const small = {
  limit: [-2.273, 0.459],
  mean: [0.544, -0.39978, 0.025054, -6.714e-4],
  logDeviation: [1.3822, -0.77857, 0.062767, -0.0020322],
} as const;
const large = {
  mean: [-1.5861, -0.31082, -0.083751, 0.0038915],
  logDeviation: [-0.4803, -0.082676, 0.0030302],
} as const;
