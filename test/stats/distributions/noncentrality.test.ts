/** Limits of the noncentrality against mpmath, and what they must do whatever the statistic. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  noncentralityIntervalChiSquare,
  noncentralityIntervalF,
  noncentralityIntervalT,
} from '../../../stats/distributions/noncentrality.ts';
import { distributions } from '../../../stats/distributions.ts';
import type { Interval } from '../../../stats/sample.ts';
import { expectRelative, intervals } from './noncentral-closeness.ts';

const { noncentralT, noncentralF, noncentralChiSquare, normal, chiSquare, F } = distributions;
const { POSITIVE_INFINITY: infinite, NaN: missing } = Number;

function intervalOf(name: string, [statistic = 0, one = 0, two = 0]: number[], share: number) {
  if (name === 't') return noncentralityIntervalT(statistic, one, share);
  if (name === 'F') return noncentralityIntervalF(statistic, one, two, share);
  return noncentralityIntervalChiSquare(statistic, one, share);
}

function ends([lower, upper]: Interval): [number, number] {
  return [lower ?? missing, upper ?? missing];
}

describe('the limits agree with mpmath', () => {
  test.each(intervals)('for $name of $given', ({ name, given, confidence, limits }) => {
    const [lower, upper] = ends(intervalOf(name as string, given, confidence));
    expectRelative(lower, limits[0] as number, 1e-10, 'lower');
    expectRelative(upper, limits[1] as number, 1e-10, 'upper');
  });
});

describe('of t', () => {
  test('they change sides with t', () => {
    const [lower, upper] = ends(noncentralityIntervalT(2.5, 20, 0.9));
    expect(noncentralityIntervalT(-2.5, 20, 0.9)).toEqual([-upper, -lower]);
  });

  test('at zero they are those of a normal variable, whatever the df', () => {
    const z = normal.isf(0.025);
    for (const df of [1, 7.5, 1e5]) {
      const [lower, upper] = ends(noncentralityIntervalT(0, df, 0.95));
      expectRelative(lower, -z, 1e-12);
      expectRelative(upper, z, 1e-12);
    }
  });

  test('with infinite df they are t plus and minus a normal quantile', () => {
    const z = normal.isf(0.05);
    const [lower, upper] = ends(noncentralityIntervalT(3, infinite, 0.9));
    expectRelative(lower, 3 - z, 1e-12);
    expectRelative(upper, 3 + z, 1e-12);
  });

  test.each([1e4, 1e6, 3e7, 1e9, 1e100, 1e300])(
    'at %d only the standard deviation is uncertain, and the limits follow from chi-square',
    (t) => {
      const [lower, upper] = ends(noncentralityIntervalT(t, 3, 0.95));
      // What is left of the normal variable is of the order of 1/t².
      expectRelative(lower, t * Math.sqrt(chiSquare.quantile(0.025, 3) / 3), 1e-6);
      expectRelative(upper, t * Math.sqrt(chiSquare.isf(0.025, 3) / 3), 1e-6);
      if (t < 1e6) return;
      expectRelative(lower, t * Math.sqrt(chiSquare.quantile(0.025, 3) / 3), 1e-9);
      expectRelative(upper, t * Math.sqrt(chiSquare.isf(0.025, 3) / 3), 1e-9);
    },
  );

  test('an end too large for a number is null', () => {
    const [lower, upper] = noncentralityIntervalT(1.5e308, 3, 0.95);
    expect(lower).not.toBeNull();
    expect(upper).toBeNull();
    expect(noncentralityIntervalT(-1.5e308, 3, 0.95)[0]).toBeNull();
  });

  test('a t that is not finite has none', () => {
    expect(noncentralityIntervalT(infinite, 3, 0.95)).toEqual([null, null]);
    expect(noncentralityIntervalT(-infinite, 3, 0.95)).toEqual([null, null]);
    expect(noncentralityIntervalT(missing, 3, 0.95)).toEqual([null, null]);
  });
});

describe('of F and chi-square', () => {
  test('the lower limit is 0 from where the statistic is no longer significant', () => {
    const critical = F.isf(0.05, 3, 20);
    expect(noncentralityIntervalF(critical * 0.9999, 3, 20, 0.9)[0]).toBe(0);
    expect(noncentralityIntervalF(critical * 1.0001, 3, 20, 0.9)[0]).toBeGreaterThan(0);
    expect(noncentralityIntervalF(critical * 0.9999, 3, 20, 0.9)[1]).toBeGreaterThan(1);
  });

  test('the upper limit is 0 where the statistic is too small even for no effect', () => {
    const low = chiSquare.quantile(0.05, 4);
    expect(noncentralityIntervalChiSquare(low * 0.9999, 4, 0.9)).toEqual([0, 0]);
    expect(noncentralityIntervalChiSquare(low * 1.0001, 4, 0.9)[1]).toBeGreaterThan(0);
    expect(noncentralityIntervalF(0, 3, 20, 0.9)).toEqual([0, 0]);
    expect(noncentralityIntervalChiSquare(0, 3, 0.9)).toEqual([0, 0]);
  });

  test.each([1e9, 1e13, 1e15, 1e100, 1e300])(
    'at an F of %d only the error is uncertain, and the limits follow from chi-square',
    (statistic) => {
      const [lower, upper] = ends(noncentralityIntervalF(statistic, 3, 20, 0.9));
      const perUnit = (3 / 20) * statistic;
      expectRelative(lower, perUnit * chiSquare.quantile(0.05, 20), 1e-8);
      expectRelative(upper, perUnit * chiSquare.isf(0.05, 20), 1e-8);
    },
  );

  test('a large chi-square is the square of a normal variable and little more', () => {
    const z = normal.isf(0.05);
    const [lower, upper] = ends(noncentralityIntervalChiSquare(1e12, 1, 0.9));
    expectRelative(lower, (1e6 - z) ** 2, 1e-12);
    expectRelative(upper, (1e6 + z) ** 2, 1e-12);
  });

  test('a statistic that is below zero or not finite has none', () => {
    for (const statistic of [-0.1, infinite, missing]) {
      expect(noncentralityIntervalF(statistic, 3, 20, 0.9)).toEqual([null, null]);
      expect(noncentralityIntervalChiSquare(statistic, 3, 0.9)).toEqual([null, null]);
    }
  });

  test('a chi-square beyond 1e18 has none, and one below has', () => {
    expect(noncentralityIntervalChiSquare(1.1e18, 3, 0.9)).toEqual([null, null]);
    const [lower, upper] = ends(noncentralityIntervalChiSquare(0.9e18, 3, 0.9));
    expectRelative(lower, 0.9e18, 1e-8);
    expectRelative(upper, 0.9e18, 1e-8);
  });

  test('an end too large for a number is null', () => {
    expect(noncentralityIntervalF(1e308, 3, 20, 0.9)[1]).toBeNull();
  });
});

describe('what has no meaning is refused in words', () => {
  test.each([0, 1, -0.5, 95, missing])('a confidence of %d', (confidence) => {
    const words = (name: string) => new RangeError(`${name} needs a confidence between 0 and 1`);
    expect(() => noncentralityIntervalT(1, 3, confidence)).toThrow(words('noncentralityIntervalT'));
    expect(() => noncentralityIntervalF(1, 3, 9, confidence)).toThrow(
      words('noncentralityIntervalF'),
    );
    expect(() => noncentralityIntervalChiSquare(1, 3, confidence)).toThrow(
      words('noncentralityIntervalChiSquare'),
    );
  });

  test('degrees of freedom that are not positive', () => {
    expect(() => noncentralityIntervalT(1, 0, 0.9)).toThrow(RangeError);
    expect(() => noncentralityIntervalF(1, 3, -1, 0.9)).toThrow(RangeError);
    expect(() => noncentralityIntervalChiSquare(1, 0, 0.9)).toThrow(RangeError);
  });
});

describe('whatever the statistic', () => {
  const confidence = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  const df = fc.double({ min: 1, max: 300, noNaN: true });

  test('the limits of t put just the tails outside', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), df, confidence, (t, nu, sure) => {
        const [lower, upper] = ends(noncentralityIntervalT(t, nu, sure));
        expectRelative(noncentralT.sf(t, nu, lower), (1 - sure) / 2, 1e-9, 'sf');
        expectRelative(noncentralT.cdf(t, nu, upper), (1 - sure) / 2, 1e-9, 'cdf');
      }),
      { numRuns: 40 },
    );
  });

  test('the limits of F and chi-square put at most the tails outside', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        df,
        df,
        confidence,
        (x, m, nu, sure) => {
          const tail = (1 - sure) / 2;
          const [lower, upper] = ends(noncentralityIntervalF(x, m, nu, sure));
          if (lower > 0) expectRelative(noncentralF.sf(x, m, nu, lower), tail, 1e-8, 'F sf');
          else expect(noncentralF.sf(x, m, nu, 0)).toBeGreaterThanOrEqual(tail);
          if (upper > 0) expectRelative(noncentralF.cdf(x, m, nu, upper), tail, 1e-8, 'F cdf');
          else expect(noncentralF.cdf(x, m, nu, 0)).toBeLessThanOrEqual(tail);
          const [low, high] = ends(noncentralityIntervalChiSquare(x, m, sure));
          if (low > 0) expectRelative(noncentralChiSquare.sf(x, m, low), tail, 1e-8, 'χ² sf');
          if (high > 0) expectRelative(noncentralChiSquare.cdf(x, m, high), tail, 1e-8, 'χ² cdf');
          expect(low).toBeLessThanOrEqual(high);
        },
      ),
      { numRuns: 40 },
    );
  });
});
