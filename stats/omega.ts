/** McDonald's omega: how much of a scale's variance one common factor of its items explains. */

import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { fisherInterval } from './fisher-z.ts';
import { type OneFactor, oneFactor } from './items/factor-analysis.ts';
import { itemRestOf, itemsOf, squaresOf } from './items/items.ts';
import { direction, product } from './numbers/centred.ts';
import { finite, type Interval, type Result, type Waves } from './sample.ts';

/**
 * `constant-item`: an item does not vary, or by more than a number can be, and there is no factor.
 * `singular`: an item follows from the others, or there are too few participants. `not-converged`: no
 * maximum was found. `not-identified`: it lies in many places, as where only two items correlate.
 * `heywood`: an item's own variance would be (nearly) zero or negative and is held at 0.005 of its
 * variance, so there is no interval. `negative-loading`: an item goes against the factor. `two-items`:
 * the value is Spearman–Brown's.
 */
export type McdonaldOmegaWarning =
  | 'constant-item'
  | 'singular'
  | 'not-converged'
  | 'not-identified'
  | 'heywood'
  | 'negative-loading'
  | 'two-items';

export interface McdonaldOmega extends Result<'mcdonaldOmega', McdonaldOmegaWarning> {
  readonly value: number | null;
  readonly ci: Interval;
  readonly se: number | null;
  readonly confidence: number;
  /** Omega of the items made equal in variance. */
  readonly standardized: number | null;
  /** Of the items on the factor, in the unit of the items; null without a model. */
  readonly loadings: readonly number[] | null;
  /** Correlations of the items with the factor. */
  readonly standardizedLoadings: readonly number[] | null;
  /** Omega without item j; where two items are left, Spearman–Brown. */
  readonly itemDropped: readonly { readonly value: number | null }[];
  /** Correlation of item j with the sum of the others; null for a constant. */
  readonly itemRest: readonly (number | null)[];
}

/**
 * McDonald's omega ω (total) of the items of a scale, with its interval, omega if an item is dropped, and
 * the correlation of each item with the rest.
 *
 * Use it for the internal consistency of a scale whose score is the sum or mean of its items and which
 * measures one thing, to whatever degree each item does so. Where all loadings are alike it is alpha.
 *
 * Input: `items[j][i]` is the answer of participant i to item j, reversed items already turned. A
 * participant with a missing (`NaN`) is left out.
 *
 * Formulas: ω = (Σλ)²/((Σλ)² + Σψ), McDonald (1999), doi:10.4324/9781410601087, with the loadings λ and
 * unique variances ψ of one factor by maximum likelihood in the items' units (`oneFactor`). The interval is
 * ω ± z SE by the delta method from the expected information: Raykov (2002),
 * doi:10.1207/S15327906MBR3701_04. Two items have no such model: their value is Spearman and Brown's
 * 2r/(1 + r), its interval from Fisher's z of r.
 *
 * Throws RangeError on fewer than two items or two complete participants, items of different lengths,
 * ±Infinity and a confidence outside 0 to 1. Where there is no model the result is null, with a warning.
 *
 * @example mcdonaldOmega([[1, 2, 3, 4], [2, 1, 4, 3]]).value.toFixed(6) // => '0.750000'
 * @example mcdonaldOmega([[1, 2, 3, 4], [2, 2, 2, 2], [1, 3, 2, 4]]).warnings // => ['constant-item']
 */
export function mcdonaldOmega(
  items: Waves,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): McdonaldOmega {
  confidenceOptions({ confidence }, 'mcdonaldOmega');
  const { answers, deviations, n } = itemsOf(items, 'mcdonaldOmega');
  const squares = squaresOf(deviations);
  const sds = squares.all.single.map((sum) => Math.sqrt(sum / (n.used - 1)));
  const correlations = correlationsOf(answers);
  const method =
    items.length === 2
      ? "Two items: Spearman–Brown, interval by Fisher's z"
      : "McDonald's omega (total), one factor by maximum likelihood, Wald interval";
  return {
    procedure: 'mcdonaldOmega',
    n,
    ...modelOf({ sds, correlations, n: n.used }, confidence),
    confidence,
    itemDropped: sds.map((_, j) => ({ value: valueWithout(j, { sds, correlations, n: n.used }) })),
    itemRest: itemRestOf(deviations, squares),
    method,
  };
}

interface Scale {
  readonly sds: readonly number[];
  readonly correlations: Matrix;
  readonly n: number;
}

type Model = Pick<
  McdonaldOmega,
  'value' | 'ci' | 'se' | 'standardized' | 'loadings' | 'standardizedLoadings' | 'warnings'
>;

const nothing: Omit<Model, 'warnings'> = {
  value: null,
  ci: [null, null],
  se: null,
  standardized: null,
  loadings: null,
  standardizedLoadings: null,
};

function modelOf(scale: Scale, confidence: number): Model {
  const { sds, correlations } = scale;
  if (Number.isNaN(correlations.sum())) return { ...nothing, warnings: ['constant-item'] };
  if (!sds.every(Number.isFinite)) return { ...nothing, warnings: ['constant-item'] };
  if (sds.length === 2) return spearmanBrown(scale, confidence);
  const factor = oneFactor(correlations);
  if (typeof factor === 'string') return { ...nothing, warnings: [factor] };

  const value = omegaOf(factor, sds);
  const se = factor.heywood ? null : standardError(factor, scale);
  const z = distributions.normal.isf((1 - confidence) / 2);
  if (se === null && !factor.heywood) return { ...nothing, warnings: ['not-identified'] };
  const warnings: McdonaldOmegaWarning[] = factor.heywood ? ['heywood'] : [];
  if (factor.loadings.some((loading) => loading < 0)) warnings.push('negative-loading');
  return {
    value,
    ci: se === null ? nothing.ci : [value - z * se, value + z * se],
    se,
    standardized: omegaOf(
      factor,
      sds.map(() => 1),
    ),
    loadings: factor.loadings.map((loading, j) => loading * (sds[j] as number)),
    standardizedLoadings: factor.loadings,
    warnings,
  };
}

function spearmanBrown({ correlations, n }: Scale, confidence: number): Model {
  const r = correlations.get(0, 1);
  const value = ofBoth(r);
  const warnings: McdonaldOmegaWarning[] =
    r < 0 ? ['negative-loading', 'two-items'] : ['two-items'];
  if (value === null || n < 4) return { ...nothing, value, standardized: value, warnings };
  const [lower, upper] = fisherInterval(r, 1 / Math.sqrt(n - 3), confidence);
  return { ...nothing, value, ci: [ofBoth(lower), ofBoth(upper)], standardized: value, warnings };
}

/** Spearman and Brown's step from the correlation of two items to the reliability of their sum. */
function ofBoth(r: number): number | null {
  return finite((2 * r) / (1 + r));
}

function valueWithout(item: number, { sds, correlations, n }: Scale): number | null {
  const left = sds.flatMap((_, j) => (j === item ? [] : [j]));
  if (left.length < 2) return null;
  const rest = { sds: sds.toSpliced(item, 1), correlations: correlations.selection(left, left), n };
  return modelOf(rest, 0).value;
}

/** NaN beside an item that does not vary. */
function correlationsOf(answers: readonly Float64Array[]): Matrix {
  const directions = answers.map(direction);
  return new Matrix(
    directions.map((a, i) =>
      directions.map((b, j) => (a && b ? (i === j ? 1 : product(a, b)) : Number.NaN)),
    ),
  );
}

/** Σwλ and Σw²ψ of items with standard deviations w: what the factor gives to their sum, and what not. */
function partsOf({ loadings, uniquenesses }: OneFactor, sds: readonly number[]) {
  return {
    common: sds.reduce((sum, sd, j) => sum + sd * (loadings[j] as number), 0),
    unique: sds.reduce((sum, sd, j) => sum + sd ** 2 * (uniquenesses[j] as number), 0),
  };
}

function omegaOf(factor: OneFactor, sds: readonly number[]): number {
  const { common, unique } = partsOf(factor, sds);
  return common ** 2 / (common ** 2 + unique);
}

/** By the delta method; null where the information is singular. */
function standardError(factor: OneFactor, { sds, n }: Scale): number | null {
  const { common, unique } = partsOf(factor, sds);
  const total = (common ** 2 + unique) ** 2;
  const slope = Matrix.columnVector([
    ...sds.map((sd) => (2 * common * unique * sd) / total),
    ...sds.map((sd) => -((common * sd) ** 2) / total),
  ]);
  const information = new CholeskyDecomposition(informationOf(factor).mul(n));
  if (!information.isPositiveDefinite()) return null;
  const error = Math.sqrt(slope.dot(information.solve(slope)));
  // Rounding can hide a singular matrix; of a share, such an error is one.
  return error < 1000 ? error : null;
}

/** Expected information of one participant on the loadings, then the uniquenesses: ½tr(Σ⁻¹∂ΣΣ⁻¹∂Σ). */
function informationOf({ loadings, uniquenesses }: OneFactor): Matrix {
  const k = loadings.length;
  const weights = loadings.map((loading, j) => loading / (uniquenesses[j] as number));
  const odds = weights.reduce((sum, weight, j) => sum + weight * (loadings[j] as number), 0);
  const pull = Matrix.columnVector(weights).div(Math.sqrt(1 + odds));
  const outer = pull.mmul(pull.transpose());
  const precision = Matrix.diag(uniquenesses.map((unique) => 1 / unique)).sub(outer);
  const both = precision.clone().mulRowVector(weights.map((weight) => weight / (1 + odds)));
  const information = Matrix.zeros(2 * k, 2 * k);
  information.setSubMatrix(
    Matrix.mul(precision, odds)
      .add(outer)
      .div(1 + odds),
    0,
    0,
  );
  information.setSubMatrix(both, 0, k);
  information.setSubMatrix(both.transpose(), k, 0);
  information.setSubMatrix(Matrix.mul(precision, precision).div(2), k, k);
  return information;
}
