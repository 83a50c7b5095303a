/** Quantiles against R 4.2.2's `quantile`. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medianDeviation, medianOf, quantile } from '../../stats/quantile.ts';
import { expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;
const shares = [0, 0.1, 0.25, 1 / 3, 0.5, 0.9, 1];

describe('a quantile', () => {
  // quantile(c(4, 7, 1, 9, 9, 2), c(0, .1, .25, 1/3, .5, .9, 1), type = 6) and type = 7
  test.each([
    { type: 6, expected: [1, 1, 1.75, 2.6666666666666661, 5.5, 9, 9] },
    { type: 7, expected: [1, 1.5, 2.5, 3.333333333333333, 5.5, 9, 9] },
  ] as const)('of type $type is the one that R gives', ({ type, expected }) => {
    shares.forEach((p, i) => {
      expectStatistic(quantile([4, 7, missing, 1, 9, 9, 2], p, { type }), expected[i]);
    });
  });

  test('is of type 6 unless told', () => {
    expect(quantile([4, 7, 1, 9, 9, 2], 0.25)).toBe(1.75);
  });

  test('that falls on a value is this value', () => {
    // quantile(1:9, c(.1, .3, .7), type = 6)
    expect([0.1, 0.3, 0.7].map((p) => quantile([1, 2, 3, 4, 5, 6, 7, 8, 9], p))).toEqual([1, 3, 7]);
    // 0.29 × 100 is 28.999999999999996 in a computer.
    const cubes = Array.from({ length: 99 }, (_, i) => (i + 1) ** 3);
    expectStatistic(quantile(cubes, 0.29), 29 ** 3);
  });

  test('of one value is this value, and of two lies between them', () => {
    for (const type of [6, 7] as const)
      expect(shares.map((p) => quantile([missing, 3], p, { type }))).toEqual(shares.map(() => 3));
    // quantile(c(3, 8), c(.3, .7), type = 6); type = 7
    expect([0.3, 0.7].map((p) => quantile([3, 8], p))).toEqual([3, 8]);
    expectStatistic(quantile([3, 8], 0.3, { type: 7 }), 4.5);
    expectStatistic(quantile([3, 8], 0.7, { type: 7 }), 6.5);
  });

  test('does not overflow between the largest numbers', () => {
    expect(quantile([-1.5e308, 1.5e308], 0.5)).toBe(0);
    expect(quantile([1.5e308, 1.7e308], 0.5)).toBe(1.6e308);
  });

  test('has no negative zero', () => {
    expect(Object.is(quantile([-0], 0.5), 0)).toBe(true);
  });

  test('grows with the share, and leaves the sample as it was', () => {
    const sample = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
    const share = fc.double({ noNaN: true, min: 0, max: 1 });
    fc.assert(
      fc.property(sample, share, share, fc.constantFrom(6, 7), (x, p, q, type) => {
        const before = [...x];
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        const reach = 1e-12 * Math.max(...x.map(Math.abs));
        const rise = quantile(x, high, { type }) - quantile(x, low, { type });
        expect(rise).toBeGreaterThanOrEqual(-reach);
        expect(x).toEqual(before);
      }),
    );
  });
});

describe('the median deviation', () => {
  test('is the median of the sorted deviations', () => {
    const whole = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(whole, (x) => {
        const sorted = Float64Array.from(x).sort();
        const center = medianOf(sorted);
        const deviations = sorted.map((value) => Math.abs(value - center)).sort();
        expect(medianDeviation(sorted, center)).toBe(medianOf(deviations));
      }),
    );
  });
});

describe('a quantile is refused', () => {
  test.each([
    [() => quantile([], 0.5), 'quantile needs at least one value'],
    [() => quantile([missing], 0.5), 'quantile needs at least one value'],
    [() => quantile([1], 1.5), 'quantile needs a probability from 0 to 1'],
    [() => quantile([1], -0.1), 'quantile needs a probability from 0 to 1'],
    [() => quantile([1], missing), 'quantile needs a probability from 0 to 1'],
    [() => quantile([1], 0.5, { type: 5 as 6 }), 'quantile needs type 6 or 7'],
    [() => quantile([1, Number.NEGATIVE_INFINITY], 0.5), 'quantile needs finite numbers'],
  ])('%s: %s', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});
