/** Tukey's and Games and Howell's pairs against R 4.2.2. R's commands: test/fixtures/stats/t-test-anova.R. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gamesHowell, independentT, oneWayAnova, tukeyHsd } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { fixture } from './t-test-fixture.ts';

const { NaN: missing } = Number;
const tests = { tukeyHsd, gamesHowell };

describe('the pairs of R', () => {
  test.each(fixture.oneWay)('hold for $name', ({ groups, ...expected }) => {
    for (const [ours, theirs] of [
      [tukeyHsd(groups).pairs, expected.tukey],
      [gamesHowell(groups).pairs, expected.gamesHowell],
    ] as const) {
      expect(ours).toHaveLength(theirs.length);
      ours.forEach((pair, i) => {
        const other = theirs[i];
        expectStatistic(pair.difference, other?.difference);
        expectStatistic(pair.se, other?.se);
        expectStatistic(pair.q, other?.q);
        expectStatistic(pair.df, other?.df);
        expectP(pair.p, other?.p);
        expectStatistic(pair.ci[0], other?.ci[0]);
        expectStatistic(pair.ci[1], other?.ci[1]);
      });
    }
  });

  test('are carried by the analysis of variance', () => {
    const { groups } = fixture.oneWay[0] ?? { groups: [] };
    const { pairs } = oneWayAnova(groups, { pairConfidence: 0.99 });
    expect(pairs?.tukey).toEqual(tukeyHsd(groups, { confidence: 0.99 }).pairs);
    expect(pairs?.gamesHowell).toEqual(gamesHowell(groups, { confidence: 0.99 }).pairs);
    expect(pairs?.confidence).toBe(0.99);
    expect(oneWayAnova(groups, { pairs: false }).pairs).toBeNull();
  });

  test('name their groups by number, the second less the first', () => {
    const { pairs, ...about } = tukeyHsd([
      [1, 2, 3],
      [2, 3, missing, 4],
      [6, 7, 8],
      [0, 1],
    ]);
    expect(pairs.map(({ pair }) => pair)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(pairs.map(({ difference }) => difference)).toEqual([1, 5, -1.5, 4, -2.5, -6.5]);
    expect(pairs.every(({ q }) => q !== null && q > 0)).toBe(true);
    expect(about).toEqual({
      procedure: 'tukeyHsd',
      n: { used: 11, excluded: 1 },
      confidence: 0.95,
      method: 'Tukey HSD (Tukey–Kramer where sizes differ)',
      warnings: [],
    });
    expect(
      gamesHowell([
        [1, 2],
        [2, 4],
      ]),
    ).toMatchObject({
      procedure: 'gamesHowell',
      method: 'Games–Howell',
    });
  });
});

describe('where little can be told', () => {
  const nothing = { q: null, p: null, ci: [null, null] };

  test('groups that do not vary have a difference, but no test', () => {
    for (const run of [tukeyHsd, gamesHowell]) {
      const { pairs, warnings } = run([
        [1, 1],
        [4, 4, 4],
      ]);
      expect(pairs).toMatchObject([{ pair: [0, 1], difference: 3, se: 0, ...nothing }]);
      expect(warnings).toEqual(['no-within-variance']);
    }
  });

  test('of groups that do not vary beside others, Games and Howell compare what they can', () => {
    const { pairs, warnings } = gamesHowell([
      [1, 1],
      [4, 4],
      [5, 7, 8],
    ]);
    expect(pairs[0]).toMatchObject({ difference: 3, ...nothing });
    // Only the third group varies: t of 5.67 / (sd / sqrt(3)) on 2 df.
    expect(pairs[1]?.df).toBe(2);
    expect(pairs[1]?.p).not.toBeNull();
    expect(warnings).toEqual(['no-within-variance']);
    expect(
      tukeyHsd([
        [1, 1],
        [4, 4],
        [5, 7, 8],
      ]).warnings,
    ).toEqual([]);
  });

  test('a group of one has a test by Tukey and none by Games and Howell', () => {
    const groups = [[1, 2, 4], [9], [5, 6]];
    const tukey = tukeyHsd(groups);
    expect(tukey.warnings).toEqual([]);
    expect(tukey.pairs.every(({ p }) => p !== null)).toBe(true);
    const own = gamesHowell(groups);
    expect(own.warnings).toEqual(['single-value-group']);
    expect(own.pairs[0]).toMatchObject({ se: null, df: null, ...nothing });
    expectStatistic(own.pairs[0]?.difference, 20 / 3);
    expect(own.pairs[1]?.p).not.toBeNull();
  });

  test('groups of one only have no test at all', () => {
    const { pairs, warnings } = tukeyHsd([[1], [2]]);
    expect(pairs).toEqual([{ pair: [0, 1], difference: 1, se: null, df: 0, ...nothing }]);
    expect(warnings).toEqual(['no-within-variance']);
  });

  test('what is larger than a number can be is null, with a warning', () => {
    const large = [
      [1e300, -1e300, 3],
      [1e200, 5, 7],
    ];
    for (const run of [tukeyHsd, gamesHowell])
      expect(run(large)).toMatchObject({ pairs: [{ q: null }], warnings: ['overflow'] });
  });

  test('what cannot be used is refused in words', () => {
    for (const [name, run] of Object.entries(tests)) {
      expect(() => run([[1, 2]])).toThrow(new RangeError(`${name} needs at least two groups`));
      expect(() => run([[1, 2], []])).toThrow(
        new RangeError(`${name} needs values in every group`),
      );
      expect(() =>
        run(
          [
            [1, 2],
            [3, 4],
          ],
          { confidence: 95 },
        ),
      ).toThrow(new RangeError(`${name} needs a confidence between 0 and 1`));
    }
  });
});

describe('of two groups', () => {
  const group = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 9 });

  test('the pair is a t test, of one variance or of two', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        for (const [run, variances] of [
          [tukeyHsd, 'equal'],
          [gamesHowell, 'unequal'],
        ] as const) {
          const [pair] = run([a, b]).pairs;
          const t = independentT(b, a, { variances });
          expectStatistic(pair?.q, t.t && Math.SQRT2 * Math.abs(t.t));
          if (t.p !== null) expectP(pair?.p, t.p);
          expectStatistic(pair?.ci[0], t.ci[0], { relative: 1e-8, floor: 1e-8 });
          expectStatistic(pair?.ci[1], t.ci[1], { relative: 1e-8, floor: 1e-8 });
        }
      }),
      { numRuns: 12 },
    );
  });
});
