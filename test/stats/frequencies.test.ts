/** Frequency tables against R 4.2.2's `table` and `prop.table`. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frequencies } from '../../stats/frequencies.ts';
import { expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('frequencies', () => {
  test('are counted by value, from the smallest up', () => {
    // x <- c(3, 1, NA, 5, 3, 3, 1, 4); t <- table(x); t; 100 * t / length(x)
    // 100 * prop.table(t); 100 * cumsum(t) / sum(t)
    const result = frequencies([3, 1, missing, 5, 3, 3, 1, 4]);
    expect(result.n).toEqual({ used: 7, excluded: 1 });
    expect([result.missing, result.missingPercent]).toEqual([1, 12.5]);
    expect(result.values.map(({ value, count, percent }) => [value, count, percent])).toEqual([
      [1, 2, 25],
      [3, 3, 37.5],
      [4, 1, 12.5],
      [5, 1, 12.5],
    ]);
    [
      [28.571428571428569, 28.571428571428569],
      [42.857142857142854, 71.428571428571431],
      [14.285714285714285, 85.714285714285708],
      [14.285714285714285, 100],
    ].forEach(([validPercent, cumulativePercent], i) => {
      expectStatistic(result.values[i]?.validPercent, validPercent);
      expectStatistic(result.values[i]?.cumulativePercent, cumulativePercent);
    });
    expect(result.warnings).toEqual([]);
  });

  test('of values between whole numbers and of negative ones keep their order', () => {
    const { values } = frequencies(Float64Array.of(10, -2.5, 9, -2.5, 100, 9.5));
    expect(values.map(({ value, count }) => [value, count])).toEqual([
      [-2.5, 2],
      [9, 1],
      [9.5, 1],
      [10, 1],
      [100, 1],
    ]);
  });

  test('count 0 and −0 as one value', () => {
    const { values } = frequencies([0, -0, 1]);
    expect(values.map(({ value, count }) => [value, count])).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  test('of no data are an empty table with the reason', () => {
    expect(frequencies([])).toMatchObject({
      procedure: 'frequencies',
      n: { used: 0, excluded: 0 },
      missing: 0,
      missingPercent: null,
      values: [],
      warnings: ['no-data'],
    });
    expect(frequencies([missing, missing])).toMatchObject({
      missing: 2,
      missingPercent: 100,
      values: [],
      warnings: ['no-data'],
    });
  });

  test('refuse infinity in words', () => {
    expect(() => frequencies([1, Number.POSITIVE_INFINITY])).toThrow(
      new RangeError('frequencies needs finite numbers'),
    );
  });

  test('add up, end at 100 %, and are plain JSON, whatever the order', () => {
    const answers = fc.array(fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constant(missing)));
    fc.assert(
      fc.property(answers, (x) => {
        const result = frequencies(x);
        expect(frequencies(x.toReversed())).toEqual(result);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        const counted = result.values.reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(result.n.used);
        if (counted > 0) expect(result.values.at(-1)?.cumulativePercent).toBe(100);
      }),
    );
  });
});
