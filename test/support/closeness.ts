/** How close to the oracle a number must be: one rule for computed statistics, one for p values. */

import { expect } from 'vitest';

/** Computed statistics agree to 1e-9 of their size; `floor` is what counts as zero beside the data. */
export function expectStatistic(
  actual: number | null | undefined,
  expected: number | null | undefined,
  { relative = 1e-9, floor = 1e-12, what = '' } = {},
): void {
  if (actual === expected) return;
  if (expected == null || actual == null) {
    expect(actual ?? null, what).toBe(expected ?? null);
    return;
  }
  const distance = Math.abs(actual - expected);
  const allowed = Math.max(relative * Math.abs(expected), floor);
  expect(distance, `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(allowed);
}

/** A p value agrees to 1e-8 of its size down to 1e-12, and to 1e-6 in its logarithm (base 10) below. */
export function expectP(
  actual: number | null | undefined,
  expected: number | null | undefined,
  what = '',
): void {
  if (actual === expected) return;
  if (expected == null || actual == null) {
    expect(actual ?? null, what).toBe(expected ?? null);
    return;
  }
  const far =
    expected > 1e-12
      ? Math.abs(actual / expected - 1) / 1e-8
      : Math.abs(Math.log10(actual / expected)) / 1e-6;
  expect(far, `${what}: p ${actual} instead of ${expected}`).toBeLessThanOrEqual(1);
}
