/** The model of one common factor, fitted to correlations by maximum likelihood. */

import { CholeskyDecomposition, EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';

export interface OneFactor {
  /** Correlations of the items with the factor; their sum is not negative. */
  readonly loadings: readonly number[];
  /** Shares of the items' variance that the factor does not explain. */
  readonly uniquenesses: readonly number[];
  /** Whether a share would fall below R's bound and is held there. */
  readonly heywood: boolean;
}

/** R's factanal keeps every uniqueness at or above 0.005. */
const bound = Math.log(0.005);
const mostSteps = 200;

interface Fit {
  /** ln ψ of each item. */
  readonly x: readonly number[];
  /** The discrepancy, and its slope in x. */
  readonly value: number;
  readonly gradient: readonly number[];
  /** Of Ψ^(-½) R Ψ^(-½), from the smallest up. */
  readonly eigenvalues: readonly number[];
  readonly vectors: Matrix;
}

/**
 * The loadings of one factor on three items or more, from their correlations R. The uniquenesses ψ
 * minimise Σ(θ − ln θ − 1) over all eigenvalues θ of Ψ^(-½) R Ψ^(-½) but the largest: Jöreskog (1967),
 * doi:10.1007/BF02289658; they are found in ln ψ by Newton's method. Where R is singular the likelihood
 * has no maximum.
 */
export function oneFactor(correlations: Matrix): OneFactor | 'singular' | 'not-converged' {
  const smallest = decompose(correlations).values[0] as number;
  if (!(smallest > 1e-12 * correlations.rows)) return 'singular';
  let fit = fitAt(start(correlations), correlations);
  let before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < mostSteps; step += 1) {
    const next = improved(fit, correlations);
    const moved = Math.max(...next.x.map((value, j) => Math.abs(value - (fit.x[j] as number))));
    fit = next;
    // Steps shrink quadratically, until rounding stops them.
    if (moved < 1e-10 || (moved < 1e-6 && moved >= before)) return solutionOf(fit);
    before = moved;
  }
  return 'not-converged';
}

/** R's factanal starts here too. */
function start(correlations: Matrix): number[] {
  return inverse(correlations)
    .diagonal()
    .map((value) => Math.max(bound, Math.log((1 - 0.5 / correlations.rows) / value)));
}

function fitAt(x: readonly number[], correlations: Matrix): Fit {
  const scale = x.map((value) => Math.exp(-value / 2));
  const { values, vectors } = decompose(
    correlations.clone().mulRowVector(scale).mulColumnVector(scale),
  );
  const others = values.slice(0, -1);
  return {
    x,
    value: others.reduce((sum, theta) => sum + (theta - 1 - Math.log(theta)), 0),
    gradient: x.map((_, i) =>
      others.reduce((sum, theta, m) => sum + (1 - theta) * vectors.get(i, m) ** 2, 0),
    ),
    eigenvalues: values,
    vectors,
  };
}

/** One step of Newton's, shortened until it leads down; items at the bound stay if the slope holds them. */
function improved(fit: Fit, correlations: Matrix): Fit {
  const { x, gradient } = fit;
  const free = x.flatMap((value, j) => (value <= bound && (gradient[j] as number) > 0 ? [] : [j]));
  const slope = Matrix.columnVector(free.map((j) => gradient[j] as number));
  const direction = descent(fit, free, slope);
  for (let share = 1; share > 1e-9; share /= 2) {
    const next = [...x];
    free.forEach((j, row) => {
      next[j] = Math.max(bound, (x[j] as number) - share * direction.get(row, 0));
    });
    const tried = fitAt(next, correlations);
    // Close to the end the gain is smaller than the rounding of the discrepancy.
    if (tried.value <= fit.value + 1e-13) return tried;
  }
  return fit;
}

function descent(fit: Fit, free: readonly number[], slope: Matrix): Matrix {
  const exact = new CholeskyDecomposition(curvature(fit, free));
  if (exact.isPositiveDefinite()) return exact.solve(slope);
  // Far from the end: Jöreskog's approximation, which always leads down.
  const rough = unexplained(fit, free).pow(2).add(Matrix.eye(free.length).mul(1e-6));
  return new CholeskyDecomposition(rough).solve(slope);
}

/**
 * Second derivatives in ln ψ of the free items. With u the largest eigenvalue's vector and v the others',
 * they are Σθvv'∘Σvv' + uu'∘Σ(1 − θ)(θ₁ + θ)/(θ₁ − θ)vv'.
 */
function curvature(fit: Fit, free: readonly number[]): Matrix {
  const { eigenvalues } = fit;
  const first = eigenvalues.at(-1) as number;
  const largest = Matrix.columnVector(free.map((j) => fit.vectors.get(j, eigenvalues.length - 1)));
  const turning = weighted(fit, free, (theta) =>
    // Equal eigenvalues have no vectors of their own.
    theta < first ? ((1 - theta) * (first + theta)) / (first - theta) : 0,
  );
  return weighted(fit, free, (theta) => theta)
    .mul(unexplained(fit, free))
    .add(largest.mmul(largest.transpose()).mul(turning));
}

function unexplained(fit: Fit, free: readonly number[]): Matrix {
  return weighted(fit, free, () => 1);
}

/** Σ w(θ)vv' over all eigenvalues but the largest. */
function weighted(
  { eigenvalues, vectors }: Fit,
  free: readonly number[],
  weight: (theta: number) => number,
): Matrix {
  const others = eigenvalues.slice(0, -1);
  const part = vectors.selection([...free], [...others.keys()]);
  const sum = part.clone().mulRowVector(others.map(weight)).mmul(part.transpose());
  // Exactly symmetric, which the decomposition insists on.
  return Matrix.add(sum, sum.transpose()).div(2);
}

function solutionOf({ x, eigenvalues, vectors }: Fit): OneFactor {
  const last = eigenvalues.length - 1;
  const strength = Math.sqrt(Math.max(0, (eigenvalues[last] as number) - 1));
  const loadings = x.map((value, j) => Math.exp(value / 2) * strength * vectors.get(j, last));
  const sign = loadings.reduce((sum, loading) => sum + loading, 0) < 0 ? -1 : 1;
  return {
    loadings: loadings.map((loading) => sign * loading),
    uniquenesses: x.map(Math.exp),
    heywood: x.some((value) => value <= bound),
  };
}

function decompose(symmetric: Matrix): { values: number[]; vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, {
    assumeSymmetric: true,
  });
  return { values: realEigenvalues, vectors: eigenvectorMatrix };
}
