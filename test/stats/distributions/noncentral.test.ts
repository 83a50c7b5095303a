/** The noncentral distributions against mpmath (40 digits and more), in both tails down to 1e-300. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../stats/distributions/distribution.ts';
import { distributions } from '../../../stats/distributions.ts';
import { expectLog, expectRelative, references } from './noncentral-closeness.ts';

const { noncentralT, noncentralF, noncentralChiSquare, normal, t, F, chiSquare } = distributions;

type Any = Distribution<readonly number[]>;

describe.each([
  ['noncentral t', noncentralT as Any, references.t],
  ['noncentral F', noncentralF as Any, references.F],
  ['noncentral chi-square', noncentralChiSquare as Any, references.chiSquare],
])('%s agrees with mpmath', (_name, distribution, cases) => {
  test('in the lower tail', () => {
    for (const { parameters, x, lnCdf } of cases) {
      if (lnCdf < -690) continue;
      const what = `${x} with ${parameters}`;
      expectRelative(distribution.cdf(x, ...parameters), Math.exp(lnCdf), 1e-11, what);
    }
  });

  test('in the upper tail', () => {
    for (const { parameters, x, lnSf } of cases) {
      if (lnSf < -690) continue;
      const what = `${x} with ${parameters}`;
      expectRelative(distribution.sf(x, ...parameters), Math.exp(lnSf), 1e-11, what);
    }
  });

  test('in the logarithm of the upper tail, also below what a number can be', () => {
    for (const { parameters, x, lnSf } of cases)
      expectLog(distribution.logSf(x, ...parameters), lnSf, 1e-11, `${x} with ${parameters}`);
  });

  test('on the way back from a probability', () => {
    for (const { parameters, x, lnCdf, lnSf } of cases) {
      const what = `${x} with ${parameters}`;
      if (lnCdf > -690 && lnCdf < -0.5)
        expectRelative(distribution.quantile(Math.exp(lnCdf), ...parameters), x, 1e-10, what);
      if (lnSf > -690 && lnSf < -0.5)
        expectRelative(distribution.isf(Math.exp(lnSf), ...parameters), x, 1e-10, what);
      // A median of zero has no relative error.
      if (lnCdf > -0.5 && lnCdf < -1e-3)
        expectRelative(distribution.quantile(Math.exp(lnCdf), ...parameters), x, 1e-9, what);
      if (lnSf > -0.5 && lnSf < -1e-3)
        expectRelative(distribution.isf(Math.exp(lnSf), ...parameters), x, 1e-9, what);
    }
  });
});

describe('where others fail', () => {
  test('t 45 with 100 df and noncentrality 40 is .93, not 0 as in jstat and .9286 as in R 4.2.2', () => {
    // mpmath: exp(-0.07208026855846184), in the fixture's row [100, 40, 45, …]
    expect(noncentralT.cdf(45, 100, 40)).toBeCloseTo(0.930456206435, 11);
  });

  test('the left tail at a large noncentrality keeps its digits', () => {
    // mpmath: t_tails(100, 5, -3), t_tails(1000, 9, -1) and t_tails(3, 60, -2) of the fixture's script
    expectLog(Math.log(noncentralT.cdf(-3, 100, 5)), -33.60973205608386, 1e-11);
    expectLog(Math.log(noncentralT.cdf(-1, 1000, 9)), -53.20357745383705, 1e-11);
    expectLog(noncentralT.logSf(2, 3, -60), -1817.264502643974, 1e-11);
  });
});

describe('with closed forms', () => {
  // The square of a normal variable around √ncp; the mean of a million million weights is an integral.
  test.each([0.3, 50, 1e4, 1e6, 3e7, 1e10, 1e14])(
    'chi-square with one df and noncentrality %d is the square of a normal variable',
    (ncp) => {
      const centre = Math.sqrt(ncp);
      for (const z of [-6, -1, 0.5, 7]) {
        const root = centre + z;
        if (root <= 0) continue;
        // What root² loses by rounding counts where ncp is large.
        const exact = (root ** 2 - ncp) / (root + centre);
        const below = normal.cdf(exact) - normal.cdf(-root - centre);
        const above = normal.sf(exact) + normal.sf(root + centre);
        expectRelative(noncentralChiSquare.cdf(root ** 2, 1, ncp), below, 1e-9, `z ${z}`);
        expectRelative(noncentralChiSquare.sf(root ** 2, 1, ncp), above, 1e-9, `z ${z}`);
      }
    },
  );

  test('t with infinite df is a normal variable around its noncentrality', () => {
    const { POSITIVE_INFINITY: infinite } = Number;
    expectRelative(noncentralT.cdf(1.5, infinite, 2), normal.cdf(-0.5), 1e-14);
    expectRelative(noncentralT.sf(1.5, infinite, 2), normal.sf(-0.5), 1e-14);
    expectRelative(noncentralT.sf(-1.5, infinite, -2), normal.sf(0.5), 1e-14);
    expectRelative(noncentralT.isf(1e-50, infinite, 2), 2 + normal.isf(1e-50), 1e-12);
    expectRelative(noncentralT.sf(2, 1e30, -1), normal.sf(3), 1e-12);
    expectRelative(noncentralT.cdf(2, 1e30, -1), normal.cdf(3), 1e-12);
  });

  test('t at zero asks only on which side of zero the normal variable lies', () => {
    for (const ncp of [-2.8, -1e-3, 0, 0.5, 37]) {
      expectRelative(noncentralT.cdf(0, 4.2, ncp), normal.cdf(-ncp), 1e-13);
      expectRelative(noncentralT.cdf(-0, 4.2, ncp), normal.cdf(-ncp), 1e-13);
      expectRelative(noncentralT.sf(0, 4.2, ncp), normal.sf(-ncp), 1e-13);
    }
  });

  test('t² is F with one df above', () => {
    for (const [x, df, ncp] of [
      [0.4, 3, 1],
      [2.5, 20, 3],
      [8, 1.5, 30],
      [30, 1000, 12],
    ] as const) {
      const outside = noncentralT.sf(x, df, ncp) + noncentralT.cdf(-x, df, ncp);
      expectRelative(noncentralF.sf(x * x, 1, df, ncp * ncp), outside, 1e-12);
    }
  });

  test('F with a great many df below is chi-square over its df', () => {
    for (const x of [0.2, 1.7, 9])
      expectRelative(noncentralF.sf(x, 3, 1e13, 6), noncentralChiSquare.sf(3 * x, 3, 6), 1e-10);
  });
});

describe('without noncentrality', () => {
  test.each([0, 1e-60, 1e-300])('of %d, each is its central distribution', (ncp) => {
    for (const x of [1e-3, 0.8, 4, 90]) {
      expectRelative(noncentralF.sf(x, 2.5, 17, ncp), F.sf(x, 2.5, 17), 1e-14);
      expectRelative(noncentralF.cdf(x, 2.5, 17, ncp), F.cdf(x, 2.5, 17), 1e-14);
      expectRelative(noncentralChiSquare.sf(x, 2.5, ncp), chiSquare.sf(x, 2.5), 1e-14);
      expectRelative(noncentralChiSquare.cdf(x, 2.5, ncp), chiSquare.cdf(x, 2.5), 1e-14);
      for (const sign of [-1, 1]) {
        expectRelative(noncentralT.sf(sign * x, 17, ncp), t.sf(sign * x, 17), 1e-13);
        expectRelative(noncentralT.cdf(sign * x, 17, ncp), t.cdf(sign * x, 17), 1e-13);
        expectRelative(noncentralT.sf(sign * x, 17, -ncp), t.sf(sign * x, 17), 1e-13);
      }
    }
  });
});

describe('at the ends', () => {
  const { POSITIVE_INFINITY: infinite } = Number;

  test('of the support', () => {
    for (const [distribution, parameters] of [
      [noncentralF as Any, [3, 20, 5]],
      [noncentralChiSquare as Any, [3, 5]],
    ] as const) {
      expect(distribution.cdf(-1, ...parameters)).toBe(0);
      expect(distribution.cdf(0, ...parameters)).toBe(0);
      expect(distribution.sf(0, ...parameters)).toBe(1);
      expect(distribution.sf(infinite, ...parameters)).toBe(0);
      expect(distribution.cdf(infinite, ...parameters)).toBe(1);
      expect(distribution.quantile(0, ...parameters)).toBe(0);
      expect(distribution.quantile(1, ...parameters)).toBe(infinite);
      expect(distribution.isf(0, ...parameters)).toBe(infinite);
      expect(distribution.cdf(1e-300, ...parameters)).toBe(0);
      expect(distribution.sf(1e-300, ...parameters)).toBe(1);
    }
    expect(noncentralT.cdf(-infinite, 3, 2)).toBe(0);
    expect(noncentralT.sf(-infinite, 3, 2)).toBe(1);
    expect(noncentralT.quantile(0, 3, 2)).toBe(-infinite);
    expect(noncentralT.isf(0, 3, 2)).toBe(infinite);
  });

  test('the far tail of t is a power of x', () => {
    const near = noncentralT.logSf(1e40, 0.5, 3);
    expectLog(noncentralT.logSf(1e200, 0.5, 3), near - 0.5 * 160 * Math.LN10, 1e-10);
    const against = noncentralT.logSf(1e40, 2, -3);
    expectLog(noncentralT.logSf(1e130, 2, -3), against - 2 * 90 * Math.LN10, 1e-10);
    expectLog(Math.log(noncentralT.cdf(-1e130, 2, 3)), against - 2 * 90 * Math.LN10, 1e-10);
  });

  test('what is smaller than any number is zero, and its logarithm −∞ at the last', () => {
    expect(noncentralChiSquare.sf(1e10, 3, 1e4)).toBe(0);
    // (√1e10 − √1e4)²/2 and a little more: the exponent of the normal density far out
    expectRelative(noncentralChiSquare.logSf(1e10, 3, 1e4), -((1e5 - 1e2) ** 2) / 2, 1e-8);
    expect(noncentralChiSquare.logSf(1e300, 3, 5)).toBe(-infinite);
    expect(noncentralChiSquare.logSf(1e300, 3, 1e9)).toBe(-infinite);
    expect(noncentralChiSquare.cdf(1, 3, 1e9)).toBe(0);
    expect(noncentralChiSquare.cdf(1e-3, 3, 1e16)).toBe(0);
  });

  test('what is larger than any number is at least very large', () => {
    expect(noncentralF.isf(1e-300, 0.5, 0.5, 5)).toBeGreaterThan(1e300);
    expect(noncentralF.sf(1.7e308, 1e6, 0.5, 5)).toBeGreaterThan(0);
    expect(noncentralT.isf(1e-300, 0.5, 5)).toBeGreaterThan(1e300);
    expect(noncentralT.quantile(1e-300, 0.5, 5)).toBeLessThan(-1e300);
  });
});

describe('what has no meaning is refused in words', () => {
  const ofT =
    'noncentralT needs positive degrees of freedom and a noncentrality from -1e10 to 1e10';
  test.each([
    [0, 1],
    [-1, 1],
    [Number.NaN, 1],
    [3, Number.NaN],
    [3, 1.1e10],
    [3, Number.NEGATIVE_INFINITY],
  ])('t with %d df and noncentrality %d', (df, ncp) => {
    expect(() => noncentralT.sf(1, df, ncp)).toThrow(new RangeError(ofT));
  });

  const ofF = 'noncentralF needs positive degrees of freedom and a noncentrality from 0 to 1e20';
  test.each([
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, -1e-9],
    [1, 1, 1.1e20],
    [Number.POSITIVE_INFINITY, 1, 1],
    [1, Number.POSITIVE_INFINITY, 1],
    [1, Number.NaN, 1],
  ])('F with %d and %d df and noncentrality %d', (df1, df2, ncp) => {
    expect(() => noncentralF.cdf(1, df1, df2, ncp)).toThrow(new RangeError(ofF));
  });

  const ofChiSquare =
    'noncentralChiSquare needs positive degrees of freedom and a noncentrality from 0 to 1e20';
  test.each([
    [0, 1],
    [1, -1e-9],
    [1, 1.1e20],
    [Number.POSITIVE_INFINITY, 1],
  ])('chi-square with %d df and noncentrality %d', (df, ncp) => {
    expect(() => noncentralChiSquare.isf(0.1, df, ncp)).toThrow(new RangeError(ofChiSquare));
  });

  test('probabilities outside 0 to 1, and x that are not numbers', () => {
    expect(() => noncentralF.isf(1.1, 1, 1, 1)).toThrow(RangeError);
    expect(() => noncentralT.quantile(-0.1, 1, 1)).toThrow(RangeError);
    expect(() => noncentralChiSquare.sf(Number.NaN, 1, 1)).toThrow(RangeError);
  });
});

describe('whatever the parameters', () => {
  const x = fc.double({ min: 0, max: 60, noNaN: true });
  const df = fc.double({ min: 0.5, max: 500, noNaN: true });
  const ncp = fc.double({ min: 0, max: 80, noNaN: true });
  const between = (p: number): void => {
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
  };

  test('both tails are probabilities and make 1', () => {
    fc.assert(
      fc.property(x, df, df, ncp, fc.constantFrom(-1, 1), (at, df1, df2, nc, sign) => {
        for (const [below, above] of [
          [noncentralF.cdf(at, df1, df2, nc), noncentralF.sf(at, df1, df2, nc)],
          [noncentralChiSquare.cdf(at, df1, nc), noncentralChiSquare.sf(at, df1, nc)],
          [noncentralT.cdf(at, df1, sign * nc), noncentralT.sf(at, df1, sign * nc)],
        ] as const) {
          between(below);
          between(above);
          expect(Math.abs(below + above - 1)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  test('more noncentrality moves everything to the right', () => {
    fc.assert(
      fc.property(x, df, df, ncp, ncp, (at, df1, df2, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const slack = 1 + 1e-12;
        const rises = (a: number, b: number): void => expect(a).toBeLessThanOrEqual(b * slack);
        rises(noncentralF.sf(at, df1, df2, less), noncentralF.sf(at, df1, df2, more));
        rises(noncentralF.cdf(at, df1, df2, more), noncentralF.cdf(at, df1, df2, less));
        rises(noncentralChiSquare.sf(at, df1, less), noncentralChiSquare.sf(at, df1, more));
        rises(noncentralT.sf(at, df1, less), noncentralT.sf(at, df1, more));
        rises(noncentralT.sf(at, df1, -more), noncentralT.sf(at, df1, -less));
      }),
    );
  });

  test('the quantile leads back', () => {
    const p = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(p, df, df, ncp, (share, df1, df2, nc) => {
        const points = noncentralF.quantile(share, df1, df2, nc);
        expectRelative(noncentralF.cdf(points, df1, df2, nc), share, 1e-9);
        const upper = noncentralT.isf(share, df1, -nc);
        expectRelative(noncentralT.sf(upper, df1, -nc), share, 1e-9);
        const lower = noncentralChiSquare.quantile(share, df1, nc);
        expectRelative(noncentralChiSquare.cdf(lower, df1, nc), share, 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
