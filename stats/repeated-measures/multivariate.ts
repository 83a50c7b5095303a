/** The multivariate tests of change, which ask for no sphericity: Pillai, Wilks, Hotelling and Lawley, Roy. */

import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { total } from '../numbers/sums.ts';
import { pOfF } from '../p-value.ts';
import { finite } from '../sample.ts';
import { type ScatterRoot, scatterRoot } from './scatter.ts';
import type { Hypothesis, WithinError } from './within.ts';

export interface MultivariateTest {
  readonly value: number | null;
  readonly F: number | null;
  readonly df1: number | null;
  readonly df2: number | null;
  readonly p: number | null;
}

export interface MultivariateTests {
  readonly pillai: MultivariateTest;
  readonly wilks: MultivariateTest;
  /** The Hotelling–Lawley trace. */
  readonly hotelling: MultivariateTest;
  /** Its F is only an upper bound, and its p a lower one, where `upperBound` is true. */
  readonly roy: MultivariateTest & { readonly upperBound: boolean };
}

const none: MultivariateTest = { value: null, F: null, df1: null, df2: null, p: null };

/**
 * From the eigenvalues λ of hypothesis against error, with F as R and SPSS: Rao (1951) for Wilks; see
 * Rencher & Christensen (2012), doi:10.1002/9781118391686, § 6.1. All four are null where the differences
 * are linearly dependent, as they are with too few participants.
 */
export function multivariateTests(hypothesis: Hypothesis, error: WithinError): MultivariateTests {
  const p = error.squares.length - 1;
  const q = hypothesis.df;
  const s = Math.min(p, q);
  const upperBound = s > 1;
  const root = error.df < p ? null : scatterRoot(error.squares);
  if (root === null)
    return { pillai: none, wilks: none, hotelling: none, roy: { ...none, upperBound } };

  const lambdas = eigenvalues(hypothesis, root).slice(0, s);
  const larger = Math.abs(p - q) + s;
  return {
    pillai: pillai(lambdas, larger, error.df - p + s),
    wilks: wilks(lambdas, p, q, error.df),
    hotelling: hotelling(lambdas, larger, s * (error.df - p - 1) + 2),
    roy: { ...roy(lambdas, Math.max(p, q), error.df - Math.max(p, q) + q), upperBound },
  };
}

/** Largest first: squares of the singular values of the differences in units of their error's root. */
function eigenvalues({ terms }: Hypothesis, root: ScatterRoot): number[] {
  const columns = terms.map(({ weight, differences }) =>
    solve(
      root,
      root.others.map((j) => Math.sqrt(weight) * (differences[j]?.[root.base] as number)),
    ),
  );
  if (!columns.flat().every(Number.isFinite)) return root.others.map(() => Number.NaN);
  const lengths = new SingularValueDecomposition(new Matrix(columns), { autoTranspose: true });
  return lengths.diagonal.map((length) => length * length);
}

/** L⁻¹ times the differences, each in units of its own error. */
function solve({ scale, triangle }: ScatterRoot, differences: readonly number[]): number[] {
  const solved: number[] = [];
  differences.forEach((difference, j) => {
    const row = triangle[j] as readonly number[];
    const known = solved.reduce((sum, value, k) => sum + (row[k] as number) * value, 0);
    solved.push((difference / (scale[j] as number) - known) / (row[j] as number));
  });
  return solved;
}

function pillai(lambdas: readonly number[], larger: number, rest: number): MultivariateTest {
  const s = lambdas.length;
  const value = total(lambdas.map((lambda) => lambda / (1 + lambda)));
  // s − V, in a form that keeps its digits where V is near s.
  const unexplained = total(lambdas.map((lambda) => 1 / (1 + lambda)));
  return test(value, ((rest / larger) * value) / unexplained, s * larger, s * rest);
}

function wilks(lambdas: readonly number[], p: number, q: number, errorDf: number) {
  const logInverse = total(lambdas.map((lambda) => Math.log1p(lambda)));
  const sum = p * p + q * q - 5;
  const t = sum > 0 ? Math.sqrt((p * p * q * q - 4) / sum) : 1;
  const df2 = (errorDf - (p - q + 1) / 2) * t - (p * q - 2) / 2;
  return test(Math.exp(-logInverse), (Math.expm1(logInverse / t) * df2) / (p * q), p * q, df2);
}

function hotelling(lambdas: readonly number[], larger: number, df2: number): MultivariateTest {
  const s = lambdas.length;
  const value = total(lambdas);
  return test(value, (df2 * value) / (s * s * larger), s * larger, df2);
}

function roy(lambdas: readonly number[], df1: number, df2: number): MultivariateTest {
  const value = lambdas[0] ?? Number.NaN;
  return test(value, (df2 * value) / df1, df1, df2);
}

function test(value: number, ratio: number, df1: number, df2: number): MultivariateTest {
  if (!(df2 > 0)) return { ...none, value: finite(value) };
  const F = finite(ratio);
  return { value: finite(value), F, df1, df2, p: pOfF(F, df1, df2) };
}
