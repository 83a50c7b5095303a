/** Cohen's kappa: how far two raters agree on categories beyond what chance would give. */

import { Matrix } from 'ml-matrix';
import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { isConstant } from './numbers/centred.ts';
import { pOfZ } from './p-value.ts';
import { complete, finite, type Interval, type Result, type Sample } from './sample.ts';

/** How disagreement counts: all the same, by the distance of the categories, or by its square. */
export type KappaWeights = 'none' | 'linear' | 'quadratic';

/**
 * `constant`: each rater gave one category only, and kappa cannot be told. `no-room`: by what each rater
 * gave, kappa could hardly have come out otherwise, as where one gave one category only or they share
 * none; it has neither test nor interval. `perfect`: no disagreement, so the standard error is zero.
 */
export type CohenKappaWarning = 'constant' | 'no-room' | 'perfect';

export interface CohenKappa extends Result<'cohenKappa', CohenKappaWarning> {
  readonly value: number | null;
  readonly ci: Interval;
  /** For the interval. */
  readonly se: number | null;
  /** Where there is no agreement beyond chance: for the test. */
  readonly seNull: number | null;
  readonly z: number | null;
  readonly p: number | null;
  /** Shares of (weighted) agreement. */
  readonly agreement: { readonly observed: number | null; readonly expected: number | null };
  /** What the raters used, in order; `table[i][j]` counts i by the first rater and j by the second. */
  readonly categories: readonly number[];
  readonly table: readonly (readonly number[])[];
  readonly weights: KappaWeights;
  readonly confidence: number;
}

export interface CohenKappaOptions {
  /** Default `none`. */
  readonly weights?: KappaWeights;
  readonly confidence?: number;
}

const mostCategories = 200;

/** What a disagreement costs, by the distance of two categories as a share of the largest one. */
const costs: Readonly<Record<KappaWeights, (distance: number) => number>> = {
  none: (distance) => (distance === 0 ? 0 : 1),
  linear: (distance) => distance,
  quadratic: (distance) => distance ** 2,
};

/**
 * Cohen's kappa κ of two raters who put the same cases into categories, plain or weighted.
 *
 * Use it for the agreement of two raters, codings or keyings on categories; weighted where the categories
 * have an order and a near miss is better than a far one. For ratings on a scale see `icc`.
 *
 * Input: two samples of one length, `a[i]` and `b[i]` the category that each gave case i, as numbers. A
 * case with a missing (`NaN`) is left out. Weights go by the distance between the numbers.
 *
 * Formulas, with agreement weights w (1 on the diagonal), shares p_ij, margins p_i. and p_.j:
 * κ = (p_o − p_e)/(1 − p_e), p_o = Σ w p_ij, p_e = Σ w p_i. p_.j: Cohen (1960),
 * doi:10.1177/001316446002000104, and (1968), doi:10.1037/h0026256. Both standard errors, and the test
 * z = κ/SE₀, from Fleiss, Cohen & Everitt (1969), doi:10.1037/h0028106; the interval is κ ± z SE and not
 * cut at 1.
 *
 * Throws RangeError on no complete case, samples of different lengths, ±Infinity, more than 200
 * categories, unknown weights and a confidence outside 0 to 1. Two constant raters give null
 * and a warning.
 *
 * @example cohenKappa([1, 1, 2, 2, 3, 3], [1, 1, 2, 3, 3, 3]).value // => 0.75
 * @example cohenKappa([1, 1, 2, 2, 3, 3], [1, 1, 2, 3, 3, 3], { weights: 'quadratic' }).value.toFixed(6) // => '0.888889'
 * @example cohenKappa([1, 1], [1, 1]).warnings // => ['constant']
 */
export function cohenKappa(
  a: Sample,
  b: Sample,
  { weights = 'none', confidence = 0.95 }: CohenKappaOptions = {},
): CohenKappa {
  confidenceOptions({ confidence }, 'cohenKappa');
  if (!Object.hasOwn(costs, weights)) {
    throw new RangeError('cohenKappa needs weights: none, linear or quadratic');
  }
  const { waves, n } = complete([a, b], 'cohenKappa');
  const [first, second] = waves;
  if (first === undefined || second === undefined || n.used === 0) {
    throw new RangeError('cohenKappa needs at least one complete pair');
  }
  const { categories, table } = tabulate(first, second);
  const found = disagreementOf(table, costsOf(categories, weights));
  const constant = waves.every(isConstant);
  const variant = weights === 'none' ? 'unweighted' : `${weights} weights`;
  return {
    procedure: 'cohenKappa',
    n,
    ...inferenceOn(found, { n: n.used, constant, confidence }),
    agreement: { observed: finite(1 - found.observed), expected: finite(1 - found.expected) },
    categories,
    table: table.to2DArray(),
    weights,
    confidence,
    method: `Cohen's kappa, ${variant}; standard errors of Fleiss, Cohen and Everitt`,
    warnings: warningsOf(found, constant),
  };
}

/** Shares of cost: what is observed, what chance would give, and the variances of one case. */
interface Disagreement {
  readonly observed: number;
  readonly expected: number;
  readonly variance: number;
  readonly nullVariance: number;
}

function inferenceOn(
  { observed, expected, variance, nullVariance }: Disagreement,
  { n, constant, confidence }: { n: number; constant: boolean; confidence: number },
): Pick<CohenKappa, 'value' | 'ci' | 'se' | 'seNull' | 'z' | 'p'> {
  const value = constant ? null : finite(1 - observed / expected);
  if (value === null || !(nullVariance > 0)) {
    return { value, ci: [null, null], se: null, seNull: null, z: null, p: null };
  }
  const se = Math.sqrt(variance / n);
  const seNull = Math.sqrt(nullVariance / n);
  const z = value / seNull;
  const reach = distributions.normal.isf((1 - confidence) / 2) * se;
  return { value, ci: [value - reach, value + reach], se, seNull, z, p: pOfZ(z) };
}

/**
 * Kappa is 1 − observed/expected cost. The variances are those of a case's cost less the mean costs of
 * its row and column: Fleiss' formulas, written as sums of squares without a difference of large numbers.
 */
function disagreementOf(table: Matrix, costs: Matrix): Disagreement {
  const shares = Matrix.div(table, table.sum());
  const rows = Matrix.columnVector(shares.sum('row'));
  const columns = Matrix.rowVector(shares.sum('column'));
  const chance = rows.mmul(columns);
  const observed = Matrix.mul(shares, costs).sum();
  const expected = Matrix.mul(chance, costs).sum();

  const marginal = Matrix.zeros(table.rows, table.columns)
    .addColumnVector(costs.mmul(columns.transpose()))
    .addRowVector(rows.transpose().mmul(costs));
  const own = Matrix.sub(costs, Matrix.mul(marginal, observed / expected)).add(observed);
  const byChance = Matrix.sub(costs, marginal).add(expected);
  const nullVariance = Matrix.mul(chance, byChance.pow(2)).sum() / expected ** 2;
  return {
    observed,
    expected,
    variance: Matrix.mul(shares, own.pow(2)).sum() / expected ** 2,
    // What is left of zero by rounding is no variance.
    nullVariance: nullVariance > 1e-24 ? nullVariance : 0,
  };
}

/** Distances between categories are shares of the largest one; a single category has none. */
function costsOf(categories: readonly number[], weights: KappaWeights): Matrix {
  const range = Math.max(...categories) - Math.min(...categories) || 1;
  return new Matrix(
    categories.map((a) => categories.map((b) => costs[weights](Math.abs(a - b) / range))),
  );
}

function tabulate(a: Float64Array, b: Float64Array) {
  const categories = [...new Set([...a, ...b])].sort((x, y) => x - y);
  if (categories.length > mostCategories) {
    throw new RangeError(`cohenKappa needs at most ${mostCategories} categories`);
  }
  const index = new Map(categories.map((category, i) => [category, i]));
  const table = Matrix.zeros(categories.length, categories.length);
  a.forEach((category, i) => {
    const [row, column] = [index.get(category) as number, index.get(b[i] as number) as number];
    table.set(row, column, table.get(row, column) + 1);
  });
  return { categories, table };
}

function warningsOf(
  { observed, nullVariance }: Disagreement,
  constant: boolean,
): CohenKappaWarning[] {
  if (constant) return ['constant'];
  if (nullVariance === 0) return ['no-room'];
  return observed === 0 ? ['perfect'] : [];
}
