/** Analyses of variance where little can be told, and what theory says of them. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { independentT, levene, oneWayAnova, welchAnova } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('where little can be told', () => {
  test('groups that do not vary have no F, but shares of variance', () => {
    const result = oneWayAnova([
      [1, 1, 1],
      [2, 2],
      [5, 5],
    ]);
    expect(result).toMatchObject({
      F: null,
      df1: 2,
      df2: 4,
      p: null,
      ssWithin: 0,
      etaSquared: 1,
      omegaSquared: 1,
      etaSquaredCi: [null, null],
      warnings: ['no-within-variance'],
    });
    expectStatistic(result.ssBetween, 19.714285714285715);
    expect(result.pairs?.tukey[0]).toMatchObject({ difference: 1, q: null, p: null });
  });

  test('one constant has nothing', () => {
    const constant = [
      [3, 3],
      [3, 3],
    ];
    expect(oneWayAnova(constant)).toMatchObject({
      F: null,
      ssBetween: 0,
      etaSquared: null,
      omegaSquared: null,
      warnings: ['no-within-variance'],
    });
    expect(welchAnova(constant)).toMatchObject({ F: null, warnings: ['zero-variance-group'] });
    expect(levene(constant)).toMatchObject({ F: null, p: null, warnings: ['no-within-variance'] });
  });

  test('groups of one leave no degree of freedom', () => {
    const singles = [[1], [4], [9]];
    expect(oneWayAnova(singles)).toMatchObject({
      F: null,
      df2: 0,
      p: null,
      msWithin: null,
      omegaSquared: null,
      warnings: ['single-value-group', 'no-within-variance'],
    });
    expect(welchAnova(singles)).toMatchObject({
      F: null,
      df2: null,
      warnings: ['single-value-group'],
    });
  });

  test('a single group of one is no hindrance but to Welch', () => {
    // x <- c(1, 2, 4, 9, 5, 6); g <- factor(c(1, 1, 1, 2, 3, 3)); anova(lm(x ~ g))
    const groups = [[1, 2, 4], [9], [5, 6]];
    const result = oneWayAnova(groups);
    expectStatistic(result.F, 10.548387096774198);
    expectP(result.p, 0.04392821133970762);
    expect(result.descriptives[1]).toEqual({ n: 1, mean: 9, sd: null, se: null });
    expect(result.warnings).toEqual(['single-value-group']);
    expect(welchAnova(groups)).toMatchObject({
      F: null,
      p: null,
      warnings: ['single-value-group'],
    });
  });

  test('a group that does not vary is too much for Welch', () => {
    const result = welchAnova([
      [1, 2, 4],
      [5, 5, 5],
    ]);
    expect(result).toMatchObject({
      F: null,
      df1: 1,
      df2: null,
      p: null,
      omegaSquared: null,
      omegaSquaredCi: [null, null],
      warnings: ['zero-variance-group'],
    });
    expect(result.etaSquared).not.toBeNull();
  });

  test('distances from the middle that are all alike have no F, in numbers as they are rounded too', () => {
    for (const center of ['mean', 'median'] as const)
      expect(
        levene(
          [
            [100.1, 100.4],
            [7.7, 8.1],
          ],
          { center },
        ),
      ).toMatchObject({
        F: null,
        p: null,
        warnings: ['no-within-variance'],
      });
  });

  test('what is larger than a number can be is null, with a warning', () => {
    const large = [
      [1e300, -1e300, 3],
      [1e200, 5, 7],
    ];
    expect(oneWayAnova(large)).toMatchObject({ F: null, ssWithin: null, warnings: ['overflow'] });
    expect(welchAnova(large)).toMatchObject({ F: null, warnings: ['overflow'] });
    expect(levene(large)).toMatchObject({ F: null, warnings: ['overflow'] });
  });

  test('what cannot be used is refused in words', () => {
    for (const [name, run] of Object.entries({ oneWayAnova, welchAnova, levene })) {
      expect(() => run([[1, 2, 3]])).toThrow(new RangeError(`${name} needs at least two groups`));
      expect(() => run([[1, 2], [missing]])).toThrow(
        new RangeError(`${name} needs values in every group`),
      );
      expect(() => run([[1, 2], [Number.NEGATIVE_INFINITY]])).toThrow(
        new RangeError(`${name} needs finite numbers`),
      );
    }
    const two = [
      [1, 2],
      [3, 5],
    ];
    for (const options of [{ confidence: 90 }, { pairConfidence: 0 }])
      expect(() => oneWayAnova(two, options)).toThrow(
        new RangeError('oneWayAnova needs a confidence between 0 and 1'),
      );
    expect(() => welchAnova(two, { confidence: 1 })).toThrow(
      new RangeError('welchAnova needs a confidence between 0 and 1'),
    );
    expect(() => levene(two, { center: 'mode' as 'mean' })).toThrow(
      new RangeError('levene needs the center mean or median'),
    );
  });
});

describe('whatever the groups', () => {
  const value = fc.integer({ min: -400, max: 400 }).map((x) => x / 8);
  const group = fc.array(value, { minLength: 2, maxLength: 12 });
  const groups = fc.array(group, { minLength: 2, maxLength: 4 });
  const light = { numRuns: 30 };
  const anova = (data: number[][]) => oneWayAnova(data, { pairs: false });

  test('results are plain JSON with p between 0 and 1', () => {
    fc.assert(
      fc.property(groups, (data) => {
        for (const result of [anova(data), welchAnova(data), levene(data)]) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
          expect(result.p ?? 0).toBeGreaterThanOrEqual(0);
          expect(result.p ?? 0).toBeLessThanOrEqual(1);
        }
      }),
      light,
    );
  });

  test('neither the order of the groups nor that of the participants matters', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const turned = data.toReversed().map((values) => values.toReversed());
        for (const run of [anova, welchAnova, levene]) {
          expectStatistic(run(turned).F, run(data).F, { floor: 1e-10 });
        }
      }),
      light,
    );
  });

  test('a shift and a scale leave F as it is', () => {
    fc.assert(
      fc.property(groups, value, (data, shift) => {
        const moved = data.map((values) => values.map((x) => (x + shift) / 4));
        for (const run of [anova, welchAnova, levene])
          expectStatistic(run(moved).F, run(data).F, { floor: 1e-10 });
        expectStatistic(anova(moved).etaSquared, anova(data).etaSquared);
      }),
      light,
    );
  });

  test('of two groups, F is the square of t', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const student = independentT(a, b, { variances: 'equal' });
        const { F, p } = anova([a, b]);
        expectStatistic(F, student.t === null ? null : student.t ** 2);
        if (p !== null) expectP(p, student.p);
        const [welch, welchT] = [welchAnova([a, b]), independentT(a, b)];
        if (welch.F === null) return;
        expectStatistic(welch.F, (welchT.t as number) ** 2);
        expectStatistic(welch.df2, welchT.df);
      }),
      light,
    );
  });
});
