/** The way back from a probability to the point that has it. */

import { describe, expect, test } from 'vitest';
import { oddsGuess } from '../../../stats/distributions/beta-point.ts';
import { gammaGuess } from '../../../stats/distributions/gamma-point.ts';
import { logLeadingTerm } from '../../../stats/distributions/incomplete-beta.ts';
import { distributions } from '../../../stats/index.ts';
import { distribution, expectClose, type Name, names, referencesOf } from './central-references.ts';

const { normal, t, F, chiSquare, beta } = distributions;

describe.each(names)('%s leads back', (name) => {
  const { cdf, sf, quantile, isf } = distribution(name);

  test.each([
    { way: 'from the lower tail', tail: cdf, back: quantile, lnOf: 'lnCdf' as const },
    { way: 'from the upper tail', tail: sf, back: isf, lnOf: 'lnSf' as const },
  ])('$way', ({ tail, back, lnOf }) => {
    for (const reference of referencesOf(name)) {
      const { x, parameters } = reference;
      const ln = reference[lnOf];
      // From ½ on a probability has too few digits to tell its point; the other tail has them.
      if (ln < -690 || ln > -0.7) continue;
      const slope = relativeSlope((at) => Math.log(tail(at, ...parameters)), x);
      // What rounding ln p and p does to x, beside the twelve digits asked for.
      const allowed = 1e-13 + (2e-15 * (1 - ln)) / Math.abs(slope);
      expect(allowed, `${[x, ...parameters]}`).toBeLessThan(1e-7);
      expectClose(back(Math.exp(ln), ...parameters), x, allowed, `${[x, ...parameters]}`);
    }
  });
});

/** d f / d ln x, near enough. */
function relativeSlope(f: (x: number) => number, x: number): number {
  return (f(x * (1 + 1e-6)) - f(x * (1 - 1e-6))) / 2e-6;
}

describe('points by the numbers that mpmath gives', () => {
  // findroot(lambda z: log(erfc(z / sqrt(2)) / 2) - log(p), …), 60 digits
  test.each([
    [0.3, 0.5244005127080408],
    [0.025, 1.9599639845400543],
    [1e-5, 4.264890793922825],
    [1e-20, 9.262340089798407],
    [1e-100, 21.273453560965326],
    [1e-300, 37.0470962993612],
  ])('normal, tail %d', (p, z) => {
    expectClose(normal.isf(p), z, 1e-15);
    expectClose(normal.quantile(p), -z, 1e-15);
  });

  test("beside the middle as exact as Cauchy's, where ½ − p has all digits", () => {
    for (const p of [0.3, 0.45, 0.4999, 0.49999999]) {
      expectClose(t.isf(p, 1), Math.tan(Math.PI * (0.5 - p)), 5e-15);
      expectClose(t.quantile(1 - p, 1), Math.tan(Math.PI * (1 - p - 0.5)), 5e-15);
    }
  });

  test('the middle of what is symmetric is exactly zero', () => {
    for (const middle of [normal.quantile(0.5), normal.isf(0.5), t.quantile(0.5, 3), t.isf(0.5, 3)])
      expect(middle).toBe(0);
  });
});

describe('beyond what a number can hold', () => {
  test('the point is zero or infinite', () => {
    expect(chiSquare.quantile(1e-100, 0.01)).toBe(0);
    expect(beta.quantile(1e-20, 1e-3, 2)).toBe(0);
    expect(beta.isf(1e-20, 2, 1e-3)).toBe(1);
    expect(F.isf(1e-100, 3, 0.1)).toBe(Number.POSITIVE_INFINITY);
    expect(F.quantile(1e-100, 0.1, 3)).toBe(0);
    expect(t.isf(1e-10, 0.01)).toBe(Number.POSITIVE_INFINITY);
    expect(t.quantile(1e-10, 0.01)).toBe(Number.NEGATIVE_INFINITY);
    expect(t.isf(0.3, 1e-4)).toBe(Number.POSITIVE_INFINITY);
  });

  test('the ends of the distributions are at 0 and 1', () => {
    const { NEGATIVE_INFINITY: least, POSITIVE_INFINITY: most } = Number;
    expect([0, 1].map((p) => normal.quantile(p))).toEqual([least, most]);
    expect([0, 1].map((p) => normal.isf(p))).toEqual([most, least]);
    expect([0, 1].map((p) => t.quantile(p, 3))).toEqual([least, most]);
    expect([0, 1].map((p) => F.quantile(p, 3, 4))).toEqual([0, most]);
    expect([0, 1].map((p) => chiSquare.isf(p, 3))).toEqual([most, 0]);
    expect([0, 1].map((p) => beta.quantile(p, 3, 4))).toEqual([0, 1]);
    expect([0, 1].map((p) => beta.isf(p, 3, 4))).toEqual([1, 0]);
  });
});

describe('the first guess is near', () => {
  // p, shape, qgamma(p, a), qgamma(p, a, lower = FALSE), how near
  test.each([
    [0.001, 0.3, 6.972699097e-11, 4.618936043, 0.03],
    [0.05, 0.3, 3.2110347e-5, 1.372349944, 0.06],
    [0.001, 5, 0.7393717319, 14.79414922, 0.07],
    [0.05, 5, 1.970149568, 9.153519027, 3e-3],
    [0.3, 5, 3.633609083, 5.890361314, 2e-3],
    [0.001, 500, 433.7395413, 571.9585463, 3e-5],
    [0.05, 500, 463.7971815, 537.3397244, 1e-5],
  ])('of a gamma tail %d with shape %d', (p, a, low, high, near) => {
    expectClose(gammaGuess(p, a, 'lower'), low, near);
    expectClose(gammaGuess(p, a, 'upper'), high, near);
  });

  // p, shapes, y <- qbeta(p, b, a, lower = FALSE); qbeta(p, a, b) / y, how near
  test.each([
    [0.05, 1e4, 3, 1588.020978, 3e-3],
    [0.3, 1e4, 3, 2765.594005, 1e-3],
    [0.05, 3, 1e4, 8.176431147e-5, 0.01],
    [0.3, 3, 1e4, 0.0001913767547, 5e-3],
    [0.05, 500, 0.5, 259.6880073, 0.03],
    [1e-10, 0.3, 0.3, 3.310511557e-33, 1e-5],
    [0.05, 0.3, 0.3, 3.284941394e-4, 1e-3],
    [1e-10, 5, 0.3, 0.01588280728, 0.02],
    [0.05, 2, 8, 0.04277805899, 0.01],
    [0.3, 2, 8, 0.1381520518, 1e-3],
  ])('of odds with a beta tail %d and shapes %d and %d', (p, a, b, odds, near) => {
    const leading = (Math.log(p) - logLeadingTerm(0, a, b)) / a;
    expectClose(oddsGuess(p, a, b, leading), odds, near);
  });

  test('of odds never above 1 by the power law alone', () => {
    expect(oddsGuess(0.5, 0.9, 0.8, 3)).toBe(1);
  });
});

describe('however far the first guess is off', () => {
  test.each<{ name: Name; parameters: readonly number[] }>([
    { name: 'chiSquare', parameters: [7.5e-5] },
    { name: 'chiSquare', parameters: [0.01] },
    { name: 'beta', parameters: [1e-3, 1e7] },
    { name: 'F', parameters: [3, 897] },
    { name: 'F', parameters: [0.1, 1e6] },
    { name: 'F', parameters: [30, 1] },
    { name: 't', parameters: [1e8] },
  ])('the point of $name with $parameters is found', ({ name, parameters }) => {
    const { sf, isf, cdf, quantile } = distribution(name);
    for (const p of [1e-290, 1e-150, 1e-20, 1e-6, 0.01, 0.2, 0.45]) {
      for (const [tail, point] of [
        [sf, isf(p, ...parameters)],
        [cdf, quantile(p, ...parameters)],
      ] as const) {
        // So near to an end that no number tells the point.
        if (point === 1 || Math.abs(Math.log(Math.abs(point))) > 690) continue;
        expectClose(tail(point, ...parameters), p, 1e-9, `${p} at ${point}`);
      }
    }
  });
});
