/** Cochran's Q against R, where it is Friedman's test of zeros and ones. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cochranQ, friedman } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

test('the share of yes has changed as R says', () => {
  // W <- cbind(c(1, 1, 0, …), …); friedman.test(W); statistic / 24; colMeans(W)
  const result = cochranQ([
    [1, 1, 0, 0, 1, 0, missing, 1, 0, 1, 1, 0, 1],
    [1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1],
    [0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1],
  ]);
  expectStatistic(result.statistic, 5.428571428571429);
  expectP(result.p, 0.06625225915226167);
  expectStatistic(result.effects.etaSquaredQ.value, 0.2261904761904762);
  expectStatistic(result.proportions[0], 0.5833333333333334);
  expect(result).toMatchObject({
    procedure: 'cochranQ',
    n: { used: 12, excluded: 1 },
    df: 2,
    proportions: [expect.any(Number), 0.75, 1 / 3],
    changed: 7,
    warnings: [],
  });
});

describe('where little can be told', () => {
  test('nobody who changed gives nulls and a warning', () => {
    expect(
      cochranQ([
        [1, 0, 1],
        [1, 0, 1],
      ]),
    ).toEqual({
      procedure: 'cochranQ',
      n: { used: 3, excluded: 0 },
      statistic: null,
      df: 1,
      p: null,
      proportions: [2 / 3, 2 / 3],
      changed: 0,
      effects: { etaSquaredQ: { value: null, ci: [null, null] } },
      method: "Cochran's Q test, χ² approximation",
      warnings: ['no-change'],
    });
  });

  test('unusable input is refused in words', () => {
    const refusals: [readonly number[][], string][] = [
      [[[1, 0]], 'at least two waves'],
      [[[1, 0], [1]], 'samples of one length'],
      [[[missing], [1]], 'at least one complete participant'],
      [
        [
          [1, 2],
          [0, 1],
        ],
        'answers of 0 and 1',
      ],
    ];
    for (const [waves, words] of refusals)
      expect(() => cochranQ(waves)).toThrow(new RangeError(`cochranQ needs ${words}`));
  });
});

describe('whatever the answers', () => {
  const rows = fc.integer({ min: 2, max: 5 }).chain((m) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: m, maxLength: m }), {
      minLength: 1,
      maxLength: 40,
    }),
  );
  const across = (list: readonly number[][]) =>
    (list[0] as number[]).map((_, j) => list.map((row) => row[j] as number));

  test("it is Friedman's test", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [q, ranked] = [cochranQ(across(list)), friedman(across(list))];
        expectStatistic(q.statistic, ranked.statistic);
        expectP(q.p, ranked.p);
        expectStatistic(q.effects.etaSquaredQ.value, ranked.kendallsW);
      }),
    );
  });

  test('yes and no may change places, the order of participants too', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const turned = list.toReversed().map((row) => row.map((answer) => 1 - answer));
        const { proportions, ...result } = cochranQ(across(list));
        const { proportions: others, ...other } = cochranQ(across(turned));
        expectStatistic(other.statistic, result.statistic);
        expect(other.changed).toBe(result.changed);
        proportions.forEach((share, j) => {
          expect(others[j]).toBeCloseTo(1 - share, 14);
        });
      }),
    );
  });
});
