/** Power over n for the effect that was asked about and for a smaller and a larger one: what the curve and its table show. */

import { type Answer, type Calculation, effectOf, smallestN, solve } from './calculation.ts';

export interface Curve {
  readonly effect: number;
  /** Power at each of `Curves.drawn`; null where the test cannot be done. */
  readonly drawn: readonly (number | null)[];
  readonly listed: readonly (number | null)[];
}

export interface Curves {
  /** The largest n, a round number; the axis begins at zero. */
  readonly largest: number;
  readonly ticks: readonly number[];
  readonly drawn: readonly number[];
  /** The n of the table: round numbers, and the one that was asked about or found. */
  readonly listed: readonly number[];
  readonly curves: readonly Curve[];
}

/** A fifth smaller and a quarter larger: as far as a good guess can be off. */
const beside = [0.8, 1, 1.25];
const points = 48;

export function curvesFor(calculation: Calculation, answer: Answer): Curves {
  const effect = effectOf(answer);
  const at: Calculation = { ...calculation, alpha: answer.alpha, effect };
  const step = roundStep(reach(at, answer) / 10);
  const steps = Math.ceil(reach(at, answer) / step);
  const largest = step * steps;
  const rounds = Array.from({ length: steps }, (_, i) => step * (i + 1));
  const smallest = smallestN(at);
  const drawn = inOrder(
    Array.from({ length: points + 1 }, (_, i) =>
      Math.max(smallest, Math.round((largest * i) / points)),
    ),
  );
  const listed = inOrder([...rounds, Math.round(answer.n)]);
  return {
    ...{ largest, drawn, listed },
    ticks: [0, ...rounds.filter((_, i) => i % 2 === 1)],
    curves: beside
      .map((times) => times * effect)
      .filter((one) => one < limitOf(calculation))
      .map((one) => {
        const power = powersFor({ ...at, effect: one }, smallest, inOrder([...drawn, ...listed]));
        return {
          effect: one,
          drawn: drawn.map((n) => power.get(n) ?? null),
          listed: listed.map((n) => power.get(n) ?? null),
        };
      }),
  };
}

/** Until the effect is found nearly always, with the n in question neither at the edge nor lost in a corner. */
function reach(calculation: Calculation, { n }: Answer): number {
  const almostSure = solve({ ...calculation, find: 'n', power: 0.99 })?.n ?? 0;
  return Math.max(5, Math.min(Math.max(almostSure, 1.25 * n), 5 * n));
}

function powersFor(
  calculation: Calculation,
  smallest: number,
  ns: readonly number[],
): ReadonlyMap<number, number> {
  const powers = new Map<number, number>();
  let last = 0;
  for (const n of ns) {
    if (n < smallest) continue;
    // Power grows with n: where it has come to 1 nothing is left to work out.
    last = last > 1 - 1e-9 ? 1 : (solve({ ...calculation, find: 'power', n })?.power ?? last);
    powers.set(n, last);
  }
  return powers;
}

/** An r or a share of variance ends before 1. */
function limitOf({ test, as }: Calculation): number {
  return test === 'correlation' || as === 'partialEtaSquared' ? 1 : Number.POSITIVE_INFINITY;
}

/** 1, 2 or 5 times a power of ten: the next one above. */
function roundStep(least: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return ten * ([1, 2, 5].find((times) => times * ten >= least) ?? 10);
}

function inOrder(ns: readonly number[]): number[] {
  return [...new Set(ns)].sort((a, b) => a - b);
}
