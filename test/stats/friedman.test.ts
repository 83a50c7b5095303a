/** Friedman's test against R. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { friedman } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('the ways to round first base, of Hollander and Wolfe', () => {
  // RoundingTimes of ?friedman.test
  const roundOut = [
    5.4, 5.85, 5.2, 5.55, 5.9, 5.45, 5.4, 5.45, 5.25, 5.85, 5.25, 5.65, 5.6, 5.05, 5.5, 5.45, 5.55,
    5.45, 5.5, 5.65, 5.7, 6.3,
  ];
  const narrow = [
    5.5, 5.7, 5.6, 5.5, 5.85, 5.55, 5.4, 5.5, 5.15, 5.8, 5.2, 5.55, 5.35, 5, 5.5, 5.55, 5.55, 5.5,
    5.45, 5.6, 5.65, 6.3,
  ];
  const wide = [
    5.55, 5.75, 5.5, 5.4, 5.7, 5.6, 5.35, 5.35, 5, 5.7, 5.1, 5.45, 5.45, 4.95, 5.4, 5.5, 5.35, 5.55,
    5.25, 5.4, 5.55, 6.25,
  ];

  test('differ as R says', () => {
    // friedman.test(RoundingTimes); colMeans(t(apply(RoundingTimes, 1, rank)))
    const result = friedman([roundOut, narrow, wide]);
    expectStatistic(result.statistic, 11.142857142857142);
    expectP(result.p, 0.003805040775511363);
    expectStatistic(result.kendallsW, 0.2532467532467532);
    [2.409090909090909, 2.1363636363636362, 1.4545454545454546].forEach((rank, j) => {
      expectStatistic(result.meanRanks[j], rank);
    });
    expect(result).toMatchObject({
      procedure: 'friedman',
      n: { used: 22, excluded: 0 },
      df: 2,
      warnings: ['ties'],
    });
  });

  test('differ the same when a runner with a time missing is added', () => {
    const { n, ...rest } = friedman([
      [...roundOut, 1],
      [...narrow, missing],
      [...wide, 3],
    ]);
    const { n: whole, ...same } = friedman([roundOut, narrow, wide]);
    expect([n, whole]).toEqual([
      { used: 22, excluded: 1 },
      { used: 22, excluded: 0 },
    ]);
    expect(rest).toEqual(same);
  });
});

describe('where little can be told', () => {
  test('participants who are constant give nulls and a warning', () => {
    expect(
      friedman([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ).toEqual({
      procedure: 'friedman',
      n: { used: 2, excluded: 0 },
      statistic: null,
      df: 2,
      p: null,
      kendallsW: null,
      meanRanks: [2, 2, 2],
      method: 'Friedman test, corrected for ties, χ² approximation',
      warnings: ['constant'],
    });
  });

  test('one participant is enough, and agrees with himself', () => {
    // pchisq(2, 2, lower.tail = FALSE)
    const result = friedman([[7], [8], [9]]);
    expect(result).toMatchObject({ statistic: 2, kendallsW: 1, warnings: [] });
    expectP(result.p, 0.36787944117144233);
  });

  test('unusable input is refused in words', () => {
    const refusals: [readonly number[][], string][] = [
      [[[1, 2]], 'at least two waves'],
      [[[1, 2], [1]], 'samples of one length'],
      [[[missing], [1]], 'at least one complete participant'],
      [[[1], [Number.POSITIVE_INFINITY]], 'finite numbers'],
    ];
    for (const [waves, words] of refusals)
      expect(() => friedman(waves)).toThrow(new RangeError(`friedman needs ${words}`));
  });
});

describe('whatever the waves', () => {
  const rows = fc.integer({ min: 2, max: 6 }).chain((m) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: m, maxLength: m }), {
      minLength: 1,
      maxLength: 30,
    }),
  );
  const across = (list: readonly number[][]) =>
    (list[0] as number[]).map((_, j) => list.map((row) => row[j] as number));

  test('the order of the participants does not matter, and the result is plain JSON', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const result = friedman(across(list));
        expect(friedman(across(list.toReversed()))).toEqual(result);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
    );
  });

  test("a participant's own level and scale do not matter", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const moved = list.map((row, i) => row.map((value) => value * (i + 1) - 3 * i));
        expect(friedman(across(moved))).toEqual(friedman(across(list)));
      }),
    );
  });

  test('concordance lies between 0 and 1', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { kendallsW } = friedman(across(list));
        if (kendallsW === null) return;
        expect(kendallsW).toBeGreaterThanOrEqual(0);
        expect(kendallsW).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
