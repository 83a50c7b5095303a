/** Tests of what changes over the waves: one model for one group and for several. */

import { shareOfVarianceCi } from '../groups/effect-size.ts';
import { pOfF } from '../p-value.ts';
import { finite, type Interval } from '../sample.ts';
import { pairsOf, type Table } from './wave-sums.ts';

/**
 * What is said not to be. Each term is a table of wave differences (wave j minus wave k) with the weight
 * of the participants behind it. Change over the waves is one term; change that differs between g
 * groups is g terms, each group's deviation from all, with g − 1 degrees of freedom.
 */
export interface Hypothesis {
  readonly df: number;
  readonly terms: readonly { readonly weight: number; readonly differences: Table }[];
}

/** What it is held against: how differently the participants of one group change. */
export interface WithinError {
  /** Participants less groups. */
  readonly df: number;
  /** Sums of squares of wave j minus wave k around the groups' means. */
  readonly squares: Table;
}

export interface SquaresTest {
  readonly ssEffect: number | null;
  readonly ssError: number | null;
  readonly F: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
}

export interface EffectTest extends SquaresTest {
  readonly partialEtaSquared: number | null;
  /** 90 %, which leaves out zero where the F test at 5 % does; λ/(λ + df1 + df2 + 1) by noncentral F. */
  readonly partialEtaSquaredCi: Interval;
  /** Comparable between designs: Olejnik & Algina (2003), doi:10.1037/1082-989X.8.4.434. */
  readonly generalizedEtaSquared: number | null;
}

/** Sums of squares with their degrees of freedom. */
export interface Squares {
  readonly effect: number;
  readonly error: number;
  readonly df1: number;
  readonly df2: number;
}

/**
 * Over a full set of orthonormal contrasts, the sum of their squares is Σ(xⱼ − xₖ)²/m over the pairs of
 * waves. Nothing is subtracted, so no digit is lost.
 */
export function withinSquares(hypothesis: Hypothesis, error: WithinError): Squares {
  const m = error.squares.length;
  let [effect, residual] = [0, 0];
  for (const [j, k] of pairsOf(m)) {
    for (const { weight, differences } of hypothesis.terms)
      effect += (weight * (differences[j]?.[k] as number) ** 2) / m;
    residual += (error.squares[j]?.[k] as number) / m;
  }
  const [df1, df2] = [hypothesis.df * (m - 1), error.df * (m - 1)];
  return { effect, error: residual, df1, df2 };
}

/** F and p are null where there is no error to hold the effect against. */
export function squaresTest({ effect, error, df1, df2 }: Squares): SquaresTest {
  const F = finite(effect / df1 / (error / df2));
  const [ssEffect, ssError] = [finite(effect), finite(error)];
  return { ssEffect, ssError, F, df1, df2, p: pOfF(F, df1, df2) };
}

/** `others` is what besides effect and error counts as variation in the generalised η². */
export function effectTest(squares: Squares, others: number): EffectTest {
  const test = squaresTest(squares);
  const { effect, error, df1, df2 } = squares;
  return {
    ...test,
    partialEtaSquared: finite(effect / (effect + error)),
    partialEtaSquaredCi: shareOfVarianceCi(test, df1 + df2 + 1, 0.9),
    generalizedEtaSquared: finite(effect / (effect + error + others)),
  };
}
