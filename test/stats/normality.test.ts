/** Shapiro–Wilk and Lilliefors tests against R 4.2.2 and against the definition. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ksLilliefors } from '../../stats/lilliefors.ts';
import { shapiroWilk } from '../../stats/shapiro-wilk.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { extra, lightSpeeds } from './nist.ts';

const { NaN: missing } = Number;

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const zerosAndOne = (zeros: number) => [...Array.from({ length: zeros }, () => 0), 1];
/** `morley$Speed`. */
const speeds = lightSpeeds.map((speed) => Math.round(1000 * (speed - 299)));
/** Weights of eleven men in pounds: the example of Shapiro and Wilk (1965), who print W = .79. */
const weights = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236];

describe('the Shapiro–Wilk test', () => {
  // shapiro.test(x)$statistic; shapiro.test(x)$p.value
  test.each([
    ['weights', weights, 0.78881469483538735, 0.0067038140565029254],
    ['sleep$extra', extra, 0.94607276250996897, 0.31137541672322422],
    ['morley$Speed', speeds, 0.98807432991319066, 0.51370392614751559],
    ['1:4', upTo(4), 0.9929120068006192, 0.97187705762089716],
    ['c(1, 2, 4, 8)', [1, 2, 4, 8], 0.92020267879193995, 0.53808377727496992],
    ['c(2, 2, 2, 3)', [2, 2, 2, 3], 0.62977626491370753, 0.0012407259319772808],
    ['1:5', upTo(5), 0.98676215544771939, 0.9671739359680398],
    ['2^(0:9)', upTo(10).map((i) => 2 ** (i - 1)), 0.68924149994914541, 0.00065264293394271412],
    ['c(1:10, 100)', [...upTo(10), 100], 0.44136779431932449, 3.0179846006281823e-7],
    ['c(1:11, 100)', [...upTo(11), 100], 0.43752608163928675, 6.3430049032631466e-6],
    ['1:12', upTo(12), 0.96689636329140516, 0.87573144336588149],
    ['c(rep(0, 10), 1)', zerosAndOne(10), 0.3449912051158478, 2.2434019016121876e-8],
    ['c(rep(0, 30), 1)', zerosAndOne(30), 0.17561244145371913, 4.6359306268661837e-12],
    ['1:5000', upTo(5000), 0.95490601989931523, 9.4126815084198069e-37],
    ['(1:5000)^3', upTo(5000).map((i) => i ** 3), 0.82414641030578972, 3.4967875256353509e-59],
  ])('gives W and p of R for %s', (what, x, W, p) => {
    const result = shapiroWilk(x);
    expectStatistic(result.W, W, { what });
    expectP(result.p, p, what);
    expect(result.warnings).toEqual([]);
  });

  test('has an exact p of three values', () => {
    // shapiro.test(c(1, 2, 10)); c(1, 1, 2)
    expectStatistic(shapiroWilk([10, 1, 2]).W, 0.8321917808219178);
    expectP(shapiroWilk([10, 1, 2]).p, 0.19391752148144781);
    expectStatistic(shapiroWilk([1, 1, 2]).W, 0.75);
    expect(shapiroWilk([1, 1, 2]).p).toBe(0);
    expectStatistic(shapiroWilk([1, 2, 3]).W, 1);
    expectP(shapiroWilk([1, 2, 3]).p, 1);
    // python3, mpmath 1.3, 30 digits: W = 3*(g+h)**2/(4*(g*g+g*h+h*h)) with g = mpf(1e-7), h = 1 - g;
    // 6/pi*(asin(sqrt(W)) - pi/3); R has 1.65398672e-7
    expectP(shapiroWilk([0, 1e-7, 1]).p, 1.65398676896471e-7);
  });

  test('leaves out what is missing, and says so', () => {
    const result = shapiroWilk([missing, ...extra, missing]);
    expect(result.n).toEqual({ used: 20, excluded: 2 });
    expect(result.W).toBe(shapiroWilk(extra).W);
  });

  test('sees the same far from zero and in any unit', () => {
    // shapiro.test(sleep$extra * 10), of the whole numbers to which 1e8 can be added exactly
    for (const scale of [1, 2 ** -900, 2 ** 900]) {
      const { W, p } = shapiroWilk(extra.map((hours) => (1e8 + Math.round(10 * hours)) * scale));
      expectStatistic(W, 0.94607276250996897);
      expectP(p, 0.31137541672322422);
    }
  });

  test('cannot be made of a constant or of what lies too far apart', () => {
    expect(shapiroWilk([0.1, 0.1, 0.1])).toMatchObject({
      procedure: 'shapiroWilk',
      n: { used: 3, excluded: 0 },
      W: null,
      p: null,
      warnings: ['constant'],
    });
    expect(shapiroWilk([-1.5e308, 0, 1.5e308])).toMatchObject({ W: null, warnings: ['overflow'] });
  });

  test('is refused with fewer than 3 and more than 5000 values', () => {
    expect(() => shapiroWilk([1, 2, missing])).toThrow(
      new RangeError('shapiroWilk needs at least three values'),
    );
    expect(() => shapiroWilk(upTo(5001))).toThrow(
      new RangeError('shapiroWilk needs at most 5000 values'),
    );
    expect(() => shapiroWilk([1, 2, Number.POSITIVE_INFINITY])).toThrow(
      new RangeError('shapiroWilk needs finite numbers'),
    );
  });
});

describe("Lilliefors' test", () => {
  // The papers' formulas typed into R, as in test/oracle/normality.oracle.test.ts.
  test.each([
    ['weights', weights, 0.25921535714887756, 0.037407621800030828],
    ['sleep$extra', extra, 0.14308392731692898, 0.35006792875398496],
    ['morley$Speed', speeds, 0.083424374273985635, 0.082890428476423056],
    ['1:5', upTo(5), 0.13645537156723098, 0.99116437173284977],
    ['1:10', upTo(10), 0.09551932898156279, 0.99817071892023834],
    ['c(rep(0, 30), 1)', zerosAndOne(30), 0.53901071450425042, 1.7103857947900576e-26],
    ['c(1, 2, 3, 4, 50)', [1, 2, 3, 4, 50], 0.446571435894631, 0.001504872010768757],
    ['c(1, 1, 2, 3, 7)', [1, 1, 2, 3, 7], 0.26799060732299917, 0.27925479125256825],
  ])('gives D and p of R for %s', (what, x, D, p) => {
    const result = ksLilliefors(x);
    expectStatistic(result.D, D, { what });
    expectP(result.p, p, what);
    expect(result.warnings).toEqual([]);
  });

  test('sees the same far from zero', () => {
    // Sixteenths are exact beside 1e9, where a mean is off by 6e-8.
    const { D } = ksLilliefors(extra.map((hours) => 1e9 + Math.round(10 * hours) / 16));
    expectStatistic(D, 0.14308392731692898, { relative: 1e-13 });
  });

  test('leaves out what is missing, and says so', () => {
    expect(ksLilliefors([missing, ...extra]).n).toEqual({ used: 20, excluded: 1 });
  });

  test('cannot be made of a constant or of what lies too far apart', () => {
    expect(ksLilliefors([3, 3, 3, 3, 3])).toMatchObject({
      procedure: 'ksLilliefors',
      D: null,
      p: null,
      warnings: ['constant'],
    });
    expect(ksLilliefors([-1e300, 0, 0, 0, 1e300])).toMatchObject({
      D: null,
      warnings: ['overflow'],
    });
  });

  test('is refused with fewer than 5 values', () => {
    expect(() => ksLilliefors([1, 2, 3, 4, missing])).toThrow(
      new RangeError('ksLilliefors needs at least five values'),
    );
  });
});

describe('whatever the sample', () => {
  const sample = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 5, maxLength: 60 });

  test('p lies between 0 and 1, W is at most 1, and the result is plain JSON', () => {
    fc.assert(
      fc.property(sample, (x) => {
        const [{ W, ...first }, { D, ...second }] = [shapiroWilk(x), ksLilliefors(x)];
        for (const share of [W, first.p, D, second.p]) {
          expect(share ?? 0).toBeGreaterThanOrEqual(0);
          expect(share ?? 1).toBeLessThanOrEqual(1);
        }
        for (const result of [first, second])
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
    );
  });

  test('order does not matter, and neither do unit and sign', () => {
    fc.assert(
      fc.property(sample, (x) => {
        expect(shapiroWilk(x.toReversed())).toEqual(shapiroWilk(x));
        expect(ksLilliefors(x.toReversed())).toEqual(ksLilliefors(x));
        const turned = x.map((value) => 7 - 3 * value);
        expectStatistic(shapiroWilk(turned).W, shapiroWilk(x).W);
        expectStatistic(ksLilliefors(turned).D, ksLilliefors(x).D);
      }),
    );
  });
});
