/** The studentized range against mpmath (30 digits), and against t where there are two means. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distributions } from '../../../stats/distributions.ts';
import { expectLog, expectRelative, references } from './noncentral-closeness.ts';

const { studentizedRange, t, normal } = distributions;
const { POSITIVE_INFINITY: infinite } = Number;

describe('the studentized range agrees with mpmath', () => {
  const cases = references.studentizedRange.map((reference) => {
    const [means = 0, df = 0] = reference.parameters;
    return { ...reference, means, df };
  });

  test.each(cases)('for $means means and $df df at $x', ({ means, df, x, lnCdf, lnSf }) => {
    expectRelative(studentizedRange.cdf(x, means, df), Math.exp(lnCdf), 1e-10);
    expectRelative(studentizedRange.sf(x, means, df), Math.exp(lnSf), 1e-10);
    expectLog(studentizedRange.logSf(x, means, df), lnSf, 1e-10);
  });

  test('on the way back from a probability', () => {
    for (const { means, df, x, lnCdf, lnSf } of cases.filter((_, i) => i % 3 === 0)) {
      const what = `${x} with ${means} means and ${df} df`;
      if (lnCdf < -0.3)
        expectRelative(studentizedRange.quantile(Math.exp(lnCdf), means, df), x, 1e-9, what);
      if (lnSf < -0.3)
        expectRelative(studentizedRange.isf(Math.exp(lnSf), means, df), x, 1e-9, what);
    }
  });

  test('as printed in tables: q(.05; 3, 12) = 3.77, q(.05; 10, 20) = 5.01, q(.01; 4, 30) = 4.80', () => {
    expect(studentizedRange.isf(0.05, 3, 12)).toBeCloseTo(3.77, 2);
    expect(studentizedRange.isf(0.05, 10, 20)).toBeCloseTo(5.01, 2);
    expect(studentizedRange.quantile(0.99, 4, 30)).toBeCloseTo(4.8, 2);
  });
});

describe('with two means it is √2 |t|', () => {
  test.each([
    [1e-9, 3],
    [1e-3, infinite],
    [0.1, 12],
    [0.199, 12],
    [0.201, 12],
    [0.4, 0.7],
    [1.7, 1],
    [3, 2.5],
    [6, 1e6],
    [9, infinite],
    [3, 1e12],
    [3, 1e30],
    [25, 40],
    [1e9, 1],
    [1e30, 6],
    [1e120, 2],
  ])('at %d with %d df', (q, df) => {
    const x = q / Math.SQRT2;
    expectRelative(studentizedRange.sf(q, 2, df), 2 * t.sf(x, df), 1e-9);
    expectLog(studentizedRange.logSf(q, 2, df), t.logSf(x, df) + Math.LN2, 1e-9);
    // P(|T| < x) without 1 − 2 sf: as t² it is F's lower tail.
    const below = distributions.F.cdf(x * x, 1, df === infinite ? 1e14 : df);
    expectRelative(studentizedRange.cdf(q, 2, df), below, 1e-9);
  });

  test('also where the tail is below what a number can be', () => {
    const [q, far] = [100, 100 / Math.SQRT2];
    expectLog(studentizedRange.logSf(q, 2, infinite), normal.logSf(far) + Math.LN2, 1e-9);
    expect(studentizedRange.sf(q, 2, infinite)).toBe(0);
  });
});

describe('with two df the tail far out', () => {
  test('is a power of q', () => {
    const near = studentizedRange.logSf(1e6, 5, 2);
    expectLog(studentizedRange.logSf(1e60, 5, 2), near - 2 * 54 * Math.LN10, 1e-9);
  });
});

describe('at the ends', () => {
  test('of the support', () => {
    expect(studentizedRange.cdf(0, 3, 5)).toBe(0);
    expect(studentizedRange.cdf(-1, 3, 5)).toBe(0);
    expect(studentizedRange.sf(-1, 3, 5)).toBe(1);
    expect(studentizedRange.sf(infinite, 3, 5)).toBe(0);
    expect(studentizedRange.quantile(0, 3, 5)).toBe(0);
    expect(studentizedRange.isf(0, 3, 5)).toBe(infinite);
    expect(studentizedRange.cdf(1e-300, 3, 5)).toBe(0);
    expect(studentizedRange.sf(1e-300, 3, 5)).toBe(1);
  });

  test('where no digits are left: the range of normal variables beyond 30000', () => {
    expect(studentizedRange.logSf(3.1e4, 3, infinite)).toBe(-infinite);
    // −w²/4 and little more
    expectRelative(studentizedRange.logSf(2.9e4, 3, infinite), -(2.9e4 ** 2) / 4, 1e-7);
    expect(studentizedRange.cdf(3.1e4, 3, infinite)).toBe(1);
  });

  test.each([
    [1.9, 5],
    [100001, 5],
    [infinite, 5],
    [3, 0],
    [3, -1],
    [Number.NaN, 5],
    [3, Number.NaN],
  ])('%d means with %d df are refused in words', (means, df) => {
    expect(() => studentizedRange.sf(1, means, df)).toThrow(
      new RangeError(
        'studentizedRange needs from 2 to 100000 means and positive degrees of freedom',
      ),
    );
  });

  test('two means are enough', () => {
    expect(studentizedRange.sf(1, 2, 1e-3)).toBeLessThan(1);
  });
});

describe('whatever the parameters', () => {
  const q = fc.double({ min: 0.01, max: 50, noNaN: true });
  const means = fc.integer({ min: 2, max: 100 });
  const df = fc.oneof(fc.double({ min: 1, max: 300, noNaN: true }), fc.constant(infinite));

  test('the tails make 1, and more means make a larger range', () => {
    fc.assert(
      fc.property(q, means, df, (at, m, nu) => {
        const [below, above] = [studentizedRange.cdf(at, m, nu), studentizedRange.sf(at, m, nu)];
        expect(Math.min(below, above)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(below + above - 1)).toBeLessThan(1e-10);
        const more = studentizedRange.sf(at, m + 1, nu);
        expect(more).toBeGreaterThanOrEqual(above * (1 - 1e-10));
      }),
      { numRuns: 40 },
    );
  });

  test('the quantile leads back', () => {
    const p = fc.double({ min: 1e-10, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(p, means, df, (share, m, nu) => {
        expectRelative(
          studentizedRange.cdf(studentizedRange.quantile(share, m, nu), m, nu),
          share,
          1e-9,
        );
        expectRelative(studentizedRange.sf(studentizedRange.isf(share, m, nu), m, nu), share, 1e-9);
      }),
      { numRuns: 10 },
    );
  });
});
