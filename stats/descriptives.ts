/** Mean, spread and extremes of one variable. */

import { mean as meanOf, medianSorted, sum } from 'simple-statistics';
import { type CaseCount, present, type Sample } from './sample.ts';

/**
 * `no-data`: nothing to describe. `one-value`: no spread can be told. `constant`: all values are the
 * same. `overflow`: a result is larger than a number can be, and is null.
 */
export type DescriptionWarning = 'no-data' | 'one-value' | 'constant' | 'overflow';

export interface Description {
  readonly n: CaseCount;
  readonly mean: number | null;
  /** Standard deviation, with n − 1 below the line. */
  readonly sd: number | null;
  /** Standard error of the mean. */
  readonly se: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly method: string;
  readonly warnings: readonly DescriptionWarning[];
}

const method = 'Mean and standard deviation (n − 1)';

/**
 * Descriptive statistics of one variable: what a table of means and standard deviations is made of.
 *
 * Use it before any test, and wherever a mean is reported. For ordinal variables look at the
 * frequencies too.
 *
 * Input: measurements in any unit; `NaN` is missing and is left out, counted in `n.excluded`.
 * All results are in the unit of the input.
 *
 * Formulas: x̄ = Σx/n; s = √(Σ(x − x̄)²/(n − 1)); SE = s/√n. The sum of squares is the corrected
 * two-pass one, Σd² − (Σd)²/n: Chan, Golub & LeVeque (1983),
 * doi:10.1080/00031305.1983.10483115. The median of an even number is the mean of the middle two.
 *
 * Throws RangeError on ±Infinity. Too few values give null and a warning, never NaN.
 *
 * @example describe([3, 5, NaN, 10]).mean // => 6
 * @example describe([3, 5, NaN, 10]).sd // => 3.605551275463989
 * @example describe([3, 5, NaN, 10]).n // => { used: 3, excluded: 1 }
 */
export function describe(x: Sample): Description {
  const values = present(x, 'describe').sort();
  const n = { used: values.length, excluded: x.length - values.length };
  const [min, max] = [values[0], values.at(-1)];
  if (min === undefined || max === undefined) return { n, ...nothing, warnings: ['no-data'] };

  const constant = min === max;
  const { mean, squares } = constant ? { mean: min, squares: 0 } : moments(values);
  const sd = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null;
  const results = {
    mean: finite(mean),
    sd: finite(sd),
    se: sd === null ? null : finite(sd / Math.sqrt(values.length)),
    median: finite(medianSorted(array(values))),
  };
  const warnings: DescriptionWarning[] = [];
  if (sd === null) warnings.push('one-value');
  else if (constant) warnings.push('constant');
  if (Object.values(results).includes(null) && sd !== null) warnings.push('overflow');
  return { n, ...results, min, max, method, warnings };
}

const nothing = { mean: null, sd: null, se: null, median: null, min: null, max: null, method };

/**
 * The mean and the sum of squares around it. simple-statistics' own standard deviation takes the mean
 * as it is: near 1e8 that is rounded by up to 7e-9, and the error, squared, counts as spread (6e-6 too
 * much where values lie 1e-6 apart). Here the deviations from that mean correct both.
 */
function moments(values: Float64Array): { mean: number; squares: number } {
  const rough = meanOf(array(values));
  const deviations = values.map((value) => value - rough);
  const drift = meanOf(array(deviations));
  const squares = sum(array(deviations.map((deviation) => deviation * deviation)));
  return { mean: rough + drift, squares: Math.max(0, squares - values.length * drift * drift) };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** simple-statistics reads any list of numbers, but names only plain arrays in its types. */
function array(values: Float64Array): number[] {
  return values as unknown as number[];
}
