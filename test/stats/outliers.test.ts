/** Outliers against R 4.2.2's `boxplot.stats`, `sd` and `mad`, on R's own data sets among others. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outliers } from '../../stats/outliers.ts';
import { quantile } from '../../stats/quantile.ts';
import { expectStatistic } from '../support/closeness.ts';
import { lightSpeeds } from './nist.ts';

const { NaN: missing } = Number;

/** R's `islands`: areas of land masses in thousands of square miles, from Africa to Victoria. */
const islands = [
  11506, 5500, 16988, 2968, 16, 184, 23, 280, 84, 73, 25, 43, 21, 82, 3745, 840, 13, 30, 30, 89, 40,
  33, 49, 14, 42, 227, 16, 36, 29, 15, 306, 44, 58, 43, 9390, 32, 13, 29, 6795, 16, 15, 183, 14, 26,
  19, 13, 12, 82,
];

describe('outliers', () => {
  test("of R's islands are those that R finds", () => {
    // which(islands %in% boxplot.stats(islands, 3)$out) - 1 (nothing more with 1.5);
    // which(abs(islands - mean(islands)) > 3 * sd(islands)) - 1
    // which(abs(islands - median(islands)) > 3 * mad(islands)) - 1; fivenum(islands); mad(islands)
    const result = outliers(islands);
    expect(result.indices).toEqual({
      mild: [],
      extreme: [0, 1, 2, 3, 14, 15, 34, 38],
      zScore: [0, 2],
      mad: [0, 1, 2, 3, 5, 7, 14, 15, 25, 30, 34, 38, 41],
    });
    expect(result.hinges).toEqual([20, 183.5]);
    expect(result.fences).toEqual({ inner: [-225.25, 428.75], outer: [-470.5, 674] });
    expect(result.median).toBe(41);
    expectStatistic(result.mad, 39.2889);
    expect(result.warnings).toEqual([]);
  });

  test("of Michelson's speeds of light are mild", () => {
    // The same of morley$Speed: hinges 805 and 895, median 850, mad 66.717
    const result = outliers(lightSpeeds.map((speed) => Math.round(1000 * (speed - 299))));
    expect(result.indices).toEqual({ mild: [3, 13, 46], extreme: [], zScore: [], mad: [3, 46] });
    expect(result.hinges).toEqual([805, 895]);
    expectStatistic(result.mad, 66.717);
  });

  test('are drawn as SPSS draws them, whose box is not made of its quartiles', () => {
    // SPSS 18 as a user asked about it on talkstats.com: FREQUENCIES printed the quartiles .76 and
    // 5.31, the box plot had its ends at 1.34 and 4.91, and 11.84 was a circle.
    const x = [-1.88, -0.97, 1.34, 1.49, 2.24, 3.42, 4.3, 4.91, 6.52, 11.84];
    const { hinges, indices } = outliers(x);
    expect(hinges).toEqual([1.34, 4.91]);
    expect([indices.mild, indices.extreme]).toEqual([[9], []]);
    expectStatistic(quantile(x, 0.25), 0.7625);
    expectStatistic(quantile(x, 0.75), 5.3125);
  });

  test('have positions in the sample as it was given', () => {
    const { indices, n } = outliers([missing, 3, 5, 4, missing, 6, 5, 40]);
    expect(n).toEqual({ used: 6, excluded: 2 });
    expect(indices).toEqual({ mild: [], extreme: [7], zScore: [], mad: [7] });
  });

  test('on a fence are none, and just beyond it they are', () => {
    // Hinges 2 and 4: the fences are -1 and 7, and -4 and 10.
    const middle = [2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4];
    const found = (end: number) => {
      const { fences, indices } = outliers([...middle, -100, 100, end]);
      expect(fences).toEqual({ inner: [-1, 7], outer: [-4, 10] });
      return { mild: indices.mild, extreme: indices.extreme };
    };
    for (const end of [-1, 7]) expect(found(end)).toEqual({ mild: [], extreme: [16, 17] });
    for (const end of [-4, -1.001, 7.001, 10])
      expect(found(end)).toEqual({ mild: [18], extreme: [16, 17] });
    for (const end of [-4.001, 10.001])
      expect(found(end)).toEqual({ mild: [], extreme: [16, 17, 18] });
  });

  test('by |z| cannot be found among ten', () => {
    // The largest possible |z| is (n - 1) / sqrt(n): 2.846 for n = 10 and 3.015 for n = 11.
    const lone = (n: number) => outliers([...Array.from({ length: n - 1 }, () => 0), 1]);
    expect(lone(10).indices.zScore).toEqual([]);
    expect(lone(11).indices.zScore).toEqual([10]);
  });
});

describe('where little can be told', () => {
  test('a middle half of one value makes every other one extreme, with a warning', () => {
    // boxplot.stats(c(2, 2, 2, 2, 2, 2, 3))$out is 3
    const result = outliers([2, 2, 2, 2, 2, 2, 3]);
    expect(result.indices).toEqual({ mild: [], extreme: [6], zScore: [], mad: [] });
    expect(result.warnings).toEqual(['no-hinge-spread', 'no-mad']);
  });

  test('a constant has no outliers', () => {
    for (const value of [0.1, -1e8 - 0.3])
      expect(outliers(Array.from({ length: 7 }, () => value))).toMatchObject({
        hinges: [value, value],
        mad: 0,
        indices: { mild: [], extreme: [], zScore: [], mad: [] },
        warnings: ['no-hinge-spread', 'no-mad'],
      });
    expect(outliers([5]).indices).toEqual({ mild: [], extreme: [], zScore: [], mad: [] });
  });

  test('no data have no bounds', () => {
    expect(outliers([missing])).toMatchObject({
      procedure: 'outliers',
      n: { used: 0, excluded: 1 },
      hinges: [null, null],
      fences: { inner: [null, null], outer: [null, null] },
      median: null,
      mad: null,
      warnings: ['no-data'],
    });
  });

  test('bounds that are too large are null, and infinity is refused', () => {
    expect(outliers([-1e308, 1e308])).toMatchObject({
      fences: { inner: [null, null] },
      warnings: ['overflow'],
    });
    expect(() => outliers([Number.POSITIVE_INFINITY])).toThrow(
      new RangeError('outliers needs finite numbers'),
    );
  });
});

test('another order finds the same values, another unit the same positions', () => {
  const sample = fc.array(fc.integer({ min: -30, max: 30 }), { maxLength: 40 });
  fc.assert(
    fc.property(sample, (x) => {
      const result = outliers(x);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      const values = (list: readonly number[], indices: readonly number[]) =>
        indices.map((i) => list[i] as number).sort((a, b) => a - b);
      const back = outliers(x.toReversed());
      for (const rule of ['mild', 'extreme', 'zScore', 'mad'] as const)
        expect(values(x.toReversed(), back.indices[rule])).toEqual(values(x, result.indices[rule]));
      // A power of two is exact, so that nothing crosses a bound by rounding.
      expect(outliers(x.map((value) => 4 * value)).indices).toEqual(result.indices);
    }),
  );
});
