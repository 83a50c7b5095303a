/** How close a distribution function is to its reference, and the reference: mpmath's numbers by name. */

import { expect } from 'vitest';
import fixture from '../../fixtures/stats/noncentral-distributions.json' with { type: 'json' };

export interface Reference {
  readonly parameters: readonly number[];
  readonly x: number;
  readonly lnCdf: number;
  readonly lnSf: number;
}

export const references = {
  t: casesOf(fixture.t),
  F: casesOf(fixture.F),
  chiSquare: casesOf(fixture.chiSquare),
  studentizedRange: casesOf(fixture.studentizedRange),
};

/** Limits of noncentralities: the statistic, its parameters, the confidence, and what mpmath found. */
export const intervals = fixture.intervals.map(([name, ...numbers]) => {
  const [confidence, lower, upper] = numbers.slice(-3) as [number, number, number];
  return { name, given: numbers.slice(0, -3) as number[], confidence, limits: [lower, upper] };
});

export function expectRelative(actual: number, expected: number, allowed: number, what = ''): void {
  const distance = expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
  expect(distance, `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(allowed);
}

/** A logarithm of a probability: absolute closeness here is relative closeness of the probability. */
export function expectLog(actual: number, expected: number, allowed: number, what = ''): void {
  const distance = Math.abs(actual - expected);
  const rounding = 4 * Number.EPSILON * Math.abs(expected);
  expect(distance, `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(
    allowed + rounding,
  );
}

/** JSON has no infinity; it stands there as a word. */
function casesOf(rows: readonly (readonly (number | string)[])[]): Reference[] {
  return rows.map((row) => {
    const numbers = row.map((value) =>
      value === 'inf' ? Number.POSITIVE_INFINITY : Number(value),
    );
    const [x, lnCdf, lnSf] = numbers.slice(-3) as [number, number, number];
    return { parameters: numbers.slice(0, -3), x, lnCdf, lnSf };
  });
}
