/** The Kruskal–Wallis test against R. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kruskalWallis, mannWhitney } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('groups', () => {
  test('of mucociliary efficiency do not differ, as Hollander and Wolfe found', () => {
    // kruskal.test(list(x, y, z)) of ?kruskal.test; H / 13; (H - 2) / 11
    const result = kruskalWallis([
      [2.9, 3, 2.5, 2.6, 3.2],
      [3.8, 2.7, 4, 2.4],
      [2.8, 3.4, missing, 3.7, 2.2, 2],
    ]);
    expectStatistic(result.statistic, 0.7714285714285722);
    expectP(result.p, 0.6799647735788936);
    expectStatistic(result.epsilonSquared, 0.0593406593406594);
    expectStatistic(result.etaSquared, -0.11168831168831161);
    expect(result).toMatchObject({
      procedure: 'kruskalWallis',
      n: { used: 14, excluded: 1 },
      df: 2,
      warnings: [],
    });
  });

  test('with ties have the corrected H of R', () => {
    // kruskal.test(list(c(1, 2, 2, 3), c(2, 3, 3, 4, 5), c(4, 5, 5, 5))); tapply(rank(x), group, mean)
    const result = kruskalWallis([
      [1, 2, 2, 3],
      [2, 3, 3, 4, 5],
      [4, 5, 5, 5],
    ]);
    expectStatistic(result.statistic, 7.826086956521737);
    expectP(result.p, 0.019979600953452192);
    expect(result.groups).toEqual([
      { n: 4, meanRank: 3.25 },
      { n: 5, meanRank: 7 },
      { n: 4, meanRank: 10.75 },
    ]);
    expect(result.warnings).toEqual(['ties']);
  });
});

describe('where little can be told', () => {
  test('a constant gives nulls and a warning', () => {
    expect(kruskalWallis([[4], [4, 4]])).toEqual({
      procedure: 'kruskalWallis',
      n: { used: 3, excluded: 0 },
      statistic: null,
      df: 1,
      p: null,
      epsilonSquared: null,
      etaSquared: null,
      groups: [
        { n: 1, meanRank: 2 },
        { n: 2, meanRank: 2 },
      ],
      method: 'Kruskal–Wallis test, corrected for ties, χ² approximation',
      warnings: ['constant'],
    });
  });

  test('groups of one value each leave no η²', () => {
    expect(kruskalWallis([[1], [2], [3]])).toMatchObject({ epsilonSquared: 1, etaSquared: null });
  });

  test('unusable input is refused in words', () => {
    const refusals: [readonly number[][], string][] = [
      [[[1, 2]], 'at least two groups'],
      [[[1], [missing]], 'values in every group'],
      [[[1], [Number.NEGATIVE_INFINITY]], 'finite numbers'],
    ];
    for (const [groups, words] of refusals)
      expect(() => kruskalWallis(groups)).toThrow(new RangeError(`kruskalWallis needs ${words}`));
  });
});

describe('whatever the groups', () => {
  const group = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 30 });

  test('the order within and between them does not matter, and the result is plain JSON', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 5 }), (groups) => {
        const result = kruskalWallis(groups);
        const turned = kruskalWallis(groups.map((own) => own.toReversed()).toReversed());
        expectStatistic(turned.statistic, result.statistic);
        expect(turned.groups).toEqual(result.groups.toReversed());
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
    );
  });

  test('two of them give the square of the z of Mann and Whitney', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const { z, pAsymptotic } = mannWhitney(a, b);
        const { statistic, p } = kruskalWallis([a, b]);
        expectStatistic(statistic, z === null ? null : z * z);
        expectP(p, pAsymptotic);
      }),
    );
  });
});
