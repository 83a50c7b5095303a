/** Mean, spread, shape and quartiles of one variable. */

import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { spread, standardizedMoments } from './numbers/spread.ts';
import { madFactor, medianDeviation, medianOf, quantileOf } from './quantile.ts';
import { finite, type Interval, present, type Result, type Sample } from './sample.ts';

/**
 * `no-data`: nothing to describe. `one-value`: no spread can be told. `constant`: all values are the
 * same, and have no shape. `too-few-for-shape`: skewness needs three values, kurtosis four.
 * `overflow`: a result is larger than a number can be, and is null.
 */
export type DescriptionWarning =
  | 'no-data'
  | 'one-value'
  | 'constant'
  | 'too-few-for-shape'
  | 'overflow';

export interface Description extends Result<'describe', DescriptionWarning> {
  /** How many are missing: `n.excluded` under the name it has in a table. */
  readonly missing: number;
  readonly mean: number | null;
  /** Standard deviation, with n − 1 below the line. */
  readonly sd: number | null;
  /** Standard error of the mean. */
  readonly se: number | null;
  /** Interval of the mean, by Student's t. */
  readonly ci: Interval;
  readonly confidence: number;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly q1: number | null;
  readonly q3: number | null;
  readonly skewness: number | null;
  /** Depends on n alone, under a normal distribution. */
  readonly skewnessSe: number | null;
  /** Excess kurtosis: 0 for a normal distribution. */
  readonly kurtosis: number | null;
  readonly kurtosisSe: number | null;
  /** Median absolute deviation from the median × 1.4826: estimates the SD of a normal distribution. */
  readonly mad: number | null;
  readonly madRaw: number | null;
}

const method = `Mean and standard deviation (n − 1), interval of the mean by t, quartiles of type 6, skewness G1, excess kurtosis G2, MAD × ${madFactor}`;

/**
 * Descriptive statistics of one variable: what a table of means and standard deviations is made of.
 *
 * Use it before any test, and wherever a mean is reported. For ordinal variables look at the
 * frequencies too. Skewness and kurtosis are often read beside their standard errors; MAD and the
 * quartiles describe the spread of a variable that has outliers.
 *
 * Input: measurements in any unit; `NaN` is missing and is left out, counted in `n.excluded` and
 * `missing`. `confidence` is that of the mean's interval. Results are in the unit of the input, but
 * for skewness and kurtosis, which have none.
 *
 * Formulas: x̄ = Σx/n; s = √(Σ(x − x̄)²/(n − 1)); SE = s/√n; interval x̄ ± t₍n₋₁₎ SE. Quartiles of
 * type 6, as SPSS's (Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566). Skewness G₁ and kurtosis
 * G₂ as SPSS and jamovi print them, with their standard errors: Joanes & Gill (1998),
 * doi:10.1111/1467-9884.00122. MAD × 1.4826: Rousseeuw & Croux (1993),
 * doi:10.1080/01621459.1993.10476408. Sums of powers are corrected for the rounding of the mean:
 * Chan, Golub & LeVeque (1983), doi:10.1080/00031305.1983.10483115.
 *
 * Throws RangeError on ±Infinity and on a confidence outside 0 to 1. Too few values give null and a
 * warning, never NaN.
 *
 * @example describe([3, 5, NaN, 10]).mean // => 6
 * @example describe([3, 5, NaN, 10]).sd // => 3.605551275463989
 * @example describe([3, 5, NaN, 10]).n // => { used: 3, excluded: 1 }
 * @example describe([2, 4, 4, 4, 5, 5, 7, 9]).ci.map((end) => end.toFixed(6)) // => ['3.212512', '6.787488']
 * @example describe([2, 4, 4, 4, 5, 5, 7, 9]).skewness.toFixed(6) // => '0.818488'
 */
export function describe(
  x: Sample,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): Description {
  confidenceOptions({ confidence }, 'describe');
  // Sorted, so that the order of the participants cannot show in the last digits of a sum.
  const values = present(x, 'describe').sort();
  const n = { used: values.length, excluded: x.length - values.length };
  const statistics = { ...momentsOf(values, confidence), ...orderStatisticsOf(values) };
  return {
    procedure: 'describe',
    n,
    missing: n.excluded,
    ...statistics,
    confidence,
    method,
    warnings: warningsOn(n.used, statistics),
  };
}

function momentsOf(sorted: Float64Array, confidence: number) {
  const n = sorted.length;
  if (n === 0) return noMoments;
  const around = spread(sorted);
  const mean = finite(around.mean + 0);
  if (n === 1) return { ...noMoments, mean };
  const sd = Math.sqrt(around.squares / (n - 1));
  const se = sd / Math.sqrt(n);
  const reach = se === 0 ? 0 : distributions.t.isf((1 - confidence) / 2, n - 1) * se;
  const ci: Interval = [finite(around.mean - reach + 0), finite(around.mean + reach + 0)];
  return { mean, sd: finite(sd), se: finite(se), ci, ...shapeOf(sorted, around) };
}

/** The moments' ratios, corrected for n so that they are unbiased under a normal distribution. */
function shapeOf(values: Float64Array, around: { mean: number; squares: number }) {
  const n = values.length;
  if (n < 3) return noShape;
  const skewnessSe = Math.sqrt((6 * n * (n - 1)) / ((n - 2) * (n + 1) * (n + 3)));
  const kurtosisSe = n < 4 ? null : 2 * skewnessSe * Math.sqrt((n * n - 1) / ((n - 3) * (n + 5)));
  if (around.squares === 0) return { ...noShape, skewnessSe, kurtosisSe };
  const { third, fourth } = standardizedMoments(values, around);
  const skewness = (Math.sqrt(n * (n - 1)) / (n - 2)) * third;
  const kurtosis = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (fourth - 3) + 6);
  return { skewness: finite(skewness + 0), skewnessSe, kurtosis: finite(kurtosis), kurtosisSe };
}

function orderStatisticsOf(sorted: Float64Array) {
  if (sorted.length === 0) return noOrderStatistics;
  const median = medianOf(sorted);
  const madRaw = medianDeviation(sorted, median);
  return {
    median,
    min: quantileOf(sorted, 0, 6),
    max: quantileOf(sorted, 1, 6),
    q1: quantileOf(sorted, 0.25, 6),
    q3: quantileOf(sorted, 0.75, 6),
    mad: finite(madRaw * madFactor),
    madRaw: finite(madRaw),
  };
}

function warningsOn(n: number, { mean, sd, ci, mad }: Statistics): DescriptionWarning[] {
  if (n === 0) return ['no-data'];
  const warnings: DescriptionWarning[] = [];
  if (n === 1) warnings.push('one-value');
  if (sd === 0) warnings.push('constant');
  if (n === 2 || n === 3) warnings.push('too-few-for-shape');
  if ([mean, mad].includes(null) || (n > 1 && [sd, ...ci].includes(null))) {
    warnings.push('overflow');
  }
  return warnings;
}

type Statistics = ReturnType<typeof momentsOf> & ReturnType<typeof orderStatisticsOf>;

const noShape = { skewness: null, skewnessSe: null, kurtosis: null, kurtosisSe: null };
const noInterval: Interval = [null, null];
const noMoments = { mean: null, sd: null, se: null, ci: noInterval, ...noShape };
const noOrderStatistics = {
  median: null,
  min: null,
  max: null,
  q1: null,
  q3: null,
  mad: null,
  madRaw: null,
};
