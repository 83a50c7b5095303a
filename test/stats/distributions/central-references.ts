/** mpmath's tails of the central distributions by name, and how close to a number one must come. */

import { expect } from 'vitest';
import type { Distribution } from '../../../stats/distributions/distribution.ts';
import { distributions } from '../../../stats/index.ts';
import fixture from '../../fixtures/stats/central-distributions.json' with { type: 'json' };

export type Name = keyof typeof fixture;

export const names = Object.keys(fixture) as Name[];

export interface Reference {
  readonly x: number;
  readonly parameters: readonly number[];
  readonly lnCdf: number;
  readonly lnSf: number;
}

export function referencesOf(name: Name): Reference[] {
  return fixture[name].map((row) => {
    const [x, ...rest] = row as [number, ...number[]];
    const [lnCdf, lnSf] = rest.slice(-2) as [number, number];
    return { x, parameters: rest.slice(0, -2), lnCdf, lnSf };
  });
}

/** Any of the five, seen as one that takes whatever parameters it is given. */
export function distribution(name: Name): Distribution<readonly number[]> {
  return distributions[name] as Distribution<readonly number[]>;
}

export function expectClose(actual: number, expected: number, relative: number, what = ''): void {
  const distance = Math.abs(actual - expected);
  expect(distance, `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
}

/**
 * A probability of which the logarithm is known: to fourteen digits in the middle and, since a
 * logarithm of −700 has only thirteen decimals, to twelve at 1e-300.
 */
export function expectProbability(actual: number, ln: number, what: string): void {
  if (ln < -690) expect(actual, what).toBeLessThan(1e-299);
  else expectClose(actual, Math.exp(ln), Math.min(1e-12, 1e-14 - 2e-15 * ln), what);
}
