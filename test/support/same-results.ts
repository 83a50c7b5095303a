/** Compares a whole result, field by field, with what R gives under the same names. */

import { expect } from 'vitest';
import { expectP, expectStatistic } from './closeness.ts';

/**
 * Every number in `expected` must be in `actual` under the same name, p values as close as p values must
 * be; `actual` may say more. Where R has null, nothing that is said may be a number.
 */
export function expectResults(
  actual: unknown,
  expected: unknown,
  { what = '', floor = 1e-12 } = {},
): void {
  if (expected === null) expectNothing(actual, what);
  else if (typeof expected === 'number')
    expectNumber(actual as number | null, expected, what, floor);
  else if (typeof expected !== 'object') expect(actual, what).toBe(expected);
  else {
    expect(actual, what).toBeInstanceOf(Object);
    const fields = actual as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(expected))
      expectResults(fields[name], value, { what: what ? `${what}.${name}` : name, floor });
  }
}

function expectNumber(actual: number | null, expected: number, what: string, floor: number): void {
  if (/\bp([A-Z]\w*)?$/.test(what)) expectP(actual, expected, what);
  else {
    // R's noncentral F is good to 1e-9 itself, and the end of an interval of it to less.
    const relative = /Ci\.[01]$/.test(what) ? 1e-7 : 1e-9;
    expectStatistic(actual, expected, { relative, floor, what });
  }
}

function expectNothing(actual: unknown, what: string): void {
  if (typeof actual === 'object' && actual !== null)
    for (const [name, value] of Object.entries(actual)) expectNothing(value, `${what}.${name}`);
  else expect(typeof actual, `${what}: ${actual}`).not.toBe('number');
}
