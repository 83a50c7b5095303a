/** Planned questions about the waves: the shape of the change, step by step, and against the first wave. */

import { finite } from '../sample.ts';
import { pairsOf } from './wave-sums.ts';
import { type Hypothesis, type SquaresTest, squaresTest, type WithinError } from './within.ts';

export interface PolynomialContrast extends SquaresTest {
  /** 1 is linear, 2 quadratic, 3 cubic, … */
  readonly order: number;
  /** Weights of the waves, orthonormal, the last one rising: R's contr.poly(scores = spacing). */
  readonly coefficients: readonly number[];
  /** The weighted sum of the means; null where several are compared (between groups). */
  readonly estimate: number | null;
}

export interface WaveContrast extends SquaresTest {
  /** The two waves that are compared. */
  readonly pair: readonly [j: number, k: number];
  /** Wave j minus wave k; null where several are compared (between groups). */
  readonly estimate: number | null;
}

export interface Contrasts {
  readonly polynomial: readonly PolynomialContrast[];
  /** Each wave with the next. */
  readonly repeated: readonly WaveContrast[];
  /** The first wave with each other. */
  readonly againstFirst: readonly WaveContrast[];
}

export function contrasts(
  hypothesis: Hypothesis,
  error: WithinError,
  spacing: readonly number[],
): Contrasts {
  const ofPair = ([j, k]: readonly [number, number]): WaveContrast => {
    const estimates = hypothesis.terms.map(({ differences }) => differences[j]?.[k] as number);
    const test = contrastTest(estimates, error.squares[j]?.[k] as number, hypothesis, error);
    return { pair: [j, k], ...test };
  };
  const ofShape = (coefficients: readonly number[], index: number): PolynomialContrast => {
    // Coefficients add up to zero, so differences to the first wave will do for the waves.
    const estimates = hypothesis.terms.map(({ differences }) =>
      dot(
        coefficients,
        differences.map((row) => row[0] as number),
      ),
    );
    const test = contrastTest(estimates, shapeError(coefficients, error), hypothesis, error);
    return { order: index + 1, coefficients, ...test };
  };
  const pairs = pairsOf(spacing.length);
  return {
    polynomial: polynomials(spacing).map(ofShape),
    repeated: pairs.filter(([j, k]) => k === j + 1).map(ofPair),
    againstFirst: pairs.filter(([j]) => j === 0).map(ofPair),
  };
}

/**
 * Coefficients of degree 1 to m − 1, orthonormal over these times, each the one before times the time,
 * made orthogonal to all before it: Forsythe (1957), doi:10.1137/0105007.
 */
export function polynomials(spacing: readonly number[]): number[][] {
  const m = spacing.length;
  const centre = spacing.reduce((sum, time) => sum + time / m, 0);
  const reach = Math.max(...spacing.map((time) => Math.abs(time - centre)));
  const times = spacing.map((time) => (time - centre) / reach);
  const found = [times.map(() => 1 / Math.sqrt(m))];
  while (found.length < m) {
    const last = found.at(-1) as number[];
    let next = last.map((value, j) => value * (times[j] as number));
    // Once leaves rounding of the size of what was taken away; a second time takes that too.
    for (const before of [...found, ...found]) {
      const shared = dot(next, before);
      next = next.map((value, j) => value - shared * (before[j] as number));
    }
    const length = Math.sqrt(dot(next, next));
    found.push(next.map((value) => value / length));
  }
  return found.slice(1);
}

function contrastTest(
  estimates: readonly number[],
  error: number,
  { df, terms }: Hypothesis,
  { df: df2 }: WithinError,
): SquaresTest & { estimate: number | null } {
  const effect = estimates.reduce(
    (sum, estimate, group) => sum + (terms[group]?.weight as number) * estimate ** 2,
    0,
  );
  const [estimate] = estimates as [number];
  return {
    estimate: estimates.length === 1 ? finite(estimate) : null,
    ...squaresTest({ effect, error, df1: df, df2 }),
  };
}

/** From the squared differences: −Σ cⱼcₖ(xⱼ − xₖ)² over the pairs. */
function shapeError(coefficients: readonly number[], { squares }: WithinError): number {
  let [sum, size] = [0, 0];
  for (const [j, k] of pairsOf(coefficients.length)) {
    const weight = -(coefficients[j] as number) * (coefficients[k] as number);
    const part = weight * (squares[j]?.[k] as number);
    sum += part;
    size += Math.abs(part);
  }
  // What is left of larger numbers that cancel is their rounding, not variation.
  return sum <= 8 * Number.EPSILON * size ? 0 : sum;
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, j) => sum + value * (y[j] as number), 0);
}
