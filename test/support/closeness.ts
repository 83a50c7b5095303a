/** How close to the oracle a number must be: one rule for computed statistics, one for p values. */

import { expect } from 'vitest';

/** A field of a result, or of R's answer; one that is not there at all (undefined) fails. */
type Told = number | null | undefined;

/** Computed statistics agree to 1e-9 of their size; `floor` is what counts as zero beside the data. */
export function expectStatistic(
  actual: Told,
  expected: Told,
  { relative = 1e-9, floor = 1e-12, what = '' } = {},
): void {
  const numbers = bothNumbers(actual, expected, what);
  if (!numbers) return;
  const [ours, theirs] = numbers;
  const allowed = Math.max(relative * Math.abs(theirs), floor);
  expect(Math.abs(ours - theirs), `${what}: ${ours} instead of ${theirs}`).toBeLessThanOrEqual(
    allowed,
  );
}

/** A p value agrees to 1e-8 of its size down to 1e-12, and to 1e-6 in its logarithm (base 10) below. */
export function expectP(actual: Told, expected: Told, what = ''): void {
  const numbers = bothNumbers(actual, expected, what);
  if (!numbers) return;
  const [ours, theirs] = numbers;
  const far =
    theirs > 1e-12
      ? Math.abs(ours / theirs - 1) / 1e-8
      : Math.abs(Math.log10(ours / theirs)) / 1e-6;
  expect(far, `${what}: p ${ours} instead of ${theirs}`).toBeLessThanOrEqual(1);
}

/** The two where they are to be compared; null where they are the same, such as null or infinite. */
function bothNumbers(actual: Told, expected: Told, what: string): [number, number] | null {
  expect([actual, expected], `${what} is there`).not.toContain(undefined);
  if (actual === expected) return null;
  if (typeof actual === 'number' && typeof expected === 'number') return [actual, expected];
  expect(actual, what).toBe(expected);
  return null;
}
