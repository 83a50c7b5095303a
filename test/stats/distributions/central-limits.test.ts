/** The central distributions where arithmetic ends: refusals, the ends of the axis, huge parameters. */

import { describe, expect, test } from 'vitest';
import { distributions } from '../../../stats/index.ts';
import { distribution, expectClose, type Name } from './central-references.ts';

const { normal, t, F, chiSquare, beta } = distributions;
const { NaN: nothing, POSITIVE_INFINITY: infinity } = Number;

const ordinary: readonly { name: Name; parameters: readonly number[] }[] = [
  { name: 'normal', parameters: [] },
  { name: 't', parameters: [3] },
  { name: 'F', parameters: [3, 4] },
  { name: 'chiSquare', parameters: [3] },
  { name: 'beta', parameters: [3, 4] },
];

describe('refused in words', () => {
  test.each(ordinary)('$name: what is not a number', ({ name, parameters }) => {
    const { cdf, sf, logSf } = distribution(name);
    for (const tail of [cdf, sf, logSf]) {
      expect(() => tail(nothing, ...parameters)).toThrow(new RangeError(`${name} needs a number`));
    }
  });

  test.each(ordinary)('$name: what is not a probability', ({ name, parameters }) => {
    const { quantile, isf } = distribution(name);
    for (const point of [quantile, isf]) {
      for (const p of [-1e-9, 1.000001, nothing, infinity]) {
        expect(() => point(p, ...parameters)).toThrow(
          new RangeError(`${name} needs a probability between 0 and 1`),
        );
      }
    }
  });

  test.each<readonly [Name, string, readonly (readonly number[])[]]>([
    ['t', 'positive degrees of freedom', [[0], [-1], [nothing]]],
    ['chiSquare', 'positive degrees of freedom', [[0], [-1], [nothing], [infinity]]],
    [
      'F',
      'positive degrees of freedom',
      [
        [0, 1],
        [1, 0],
        [-1, 9],
        [nothing, 1],
        [1, infinity],
      ],
    ],
    [
      'beta',
      'positive shapes',
      [
        [0, 1],
        [1, 0],
        [-1, 9],
        [1, nothing],
        [infinity, 1],
      ],
    ],
  ])('%s: anything but %s', (name, needs, refused) => {
    const { cdf, sf, logSf, quantile, isf } = distribution(name);
    for (const parameters of refused) {
      for (const call of [cdf, sf, logSf, quantile, isf]) {
        expect(() => call(0.5, ...parameters)).toThrow(new RangeError(`${name} needs ${needs}`));
      }
    }
  });
});

describe('the ends of the axis', () => {
  test.each(ordinary)('$name: nothing lies beyond', ({ name, parameters }) => {
    const { cdf, sf, logSf } = distribution(name);
    expect(cdf(infinity, ...parameters)).toBe(1);
    expect(sf(infinity, ...parameters)).toBe(0);
    expect(logSf(infinity, ...parameters)).toBe(-infinity);
    expect(cdf(-infinity, ...parameters)).toBe(0);
    expect(sf(-infinity, ...parameters)).toBe(1);
    expect(logSf(-infinity, ...parameters)).toBe(0);
  });

  test('0 is the lower end of F, chi-square and beta, 1 the upper end of beta', () => {
    for (const { name, parameters } of ordinary.slice(2)) {
      const { cdf, sf, logSf } = distribution(name);
      for (const x of [0, -5]) {
        expect([cdf(x, ...parameters), sf(x, ...parameters)]).toEqual([0, 1]);
        expect(logSf(x, ...parameters)).toBe(0);
      }
    }
    expect([beta.cdf(1, 3, 4), beta.sf(1, 3, 4), beta.cdf(7, 3, 4)]).toEqual([1, 0, 1]);
    expect(beta.logSf(1, 3, 4)).toBe(-infinity);
  });

  test('the middle of what is symmetric is one half', () => {
    expect([normal.cdf(0), normal.sf(0), t.cdf(0, 3), t.sf(0, 3)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    expectClose(beta.cdf(0.5, 7, 7), 0.5, 2e-15);
  });
});

describe('very small and very large', () => {
  test('numbers next to zero keep their tail', () => {
    // There the first term of the series is the whole of it; the fourth is mpmath's
    // betainc(mpf('0.05'), mpf('0.05'), 0, 1e-300, regularized=True).
    expectClose(chiSquare.cdf(1e-300, 2), 5e-301, 1e-13);
    expectClose(chiSquare.cdf(1e-320, 1), Math.sqrt(1e-320) * Math.sqrt(2 / Math.PI), 1e-12);
    expectClose(F.cdf(1e-300, 2, 30), 1e-300, 1e-13);
    expectClose(F.cdf(1e-300, 0.1, 0.1), 5.01920530893364e-16, 1e-13);
    expectClose(beta.cdf(1e-300, 1, 5), 5e-300, 1e-13);
    expect(t.sf(1e-300, 3)).toBe(0.5);
    expect(beta.cdf(1e-300, 1e5, 1e7)).toBe(0);
    expect(chiSquare.cdf(1e-300, 5000)).toBe(0);
  });

  test('huge numbers have the tail that the distribution leaves them', () => {
    // Cauchy's: 1 / (pi x). F with 2 and 1: (1 + 2x)^(-1/2).
    expectClose(t.sf(1e200, 1), 1 / Math.PI / 1e200, 1e-13);
    expectClose(t.cdf(-1e200, 1), 1 / Math.PI / 1e200, 1e-13);
    expect(t.cdf(1e200, 1)).toBe(1);
    expectClose(F.sf(1e300, 2, 1), Math.SQRT1_2 * 1e-150, 1e-13);
    expect(F.cdf(1e300, 2, 1)).toBe(1);
    // betainc(mpf(0.1) / 2, mpf(5e7), 0, mpf(0.1) / (mpf(1e8) * mpf(1e300)), regularized=True) by its
    // first term: 8.843224312172217e-16
    expectClose(F.sf(1e300, 1e8, 0.1), 8.843224312172217e-16, 1e-13);
    expect(F.cdf(1e300, 1e8, 0.1)).toBe(1 - 8.843224312172217e-16);
    // (df / 2) ln(df / x²)
    expectClose(t.logSf(1e160, 1e300), 5e299 * Math.log(1e-20), 1e-13);
    expectClose(chiSquare.logSf(1e200, 3), -5e199, 1e-13);
    expectClose(chiSquare.logSf(1e200, 5000), -5e199, 1e-13);
    expectClose(normal.logSf(1e100), -5e199, 1e-13);
    expect([normal.sf(41), normal.cdf(-41), normal.cdf(41), normal.sf(1e308)]).toEqual([
      0, 0, 1, 0,
    ]);
    expect(normal.logSf(-41)).toBe(0);
  });

  test('t with infinitely many degrees of freedom is normal', () => {
    for (const x of [-30, -1.5, 0, 0.7, 4, 37]) {
      expectClose(t.sf(x, infinity), normal.sf(x), 1e-13);
      expectClose(t.cdf(x, infinity), normal.cdf(x), 1e-13);
      expect(t.logSf(x, infinity)).toBe(normal.logSf(x));
    }
    expect(t.isf(1e-50, infinity)).toBe(normal.isf(1e-50));
    expect(t.quantile(0.2, infinity)).toBe(normal.quantile(0.2));
    expectClose(t.sf(3, 1e300), normal.sf(3), 1e-14);
  });

  test('F with a huge second df is chi-square, and with a tiny share of x too', () => {
    expectClose(F.sf(4, 3, 1e300), chiSquare.sf(12, 3), 1e-13);
    expectClose(F.cdf(0.01, 3, 1e300), chiSquare.cdf(0.03, 3), 1e-13);
  });
});
