/** Attrition against R's t.test, and an interval of d by R's noncentral t (R 4.2.2). */

import { describe, expect, test } from 'vitest';
import { attrition } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('a variable', () => {
  const completers = { age: [24, 30, 31, 40, 52, 28], mastery: [3, missing, 4, 5, 4, 2] };
  const dropouts = { age: [22, 25, 41, 20], mastery: [2, 2, missing, missing] };
  const result = attrition(completers, dropouts);
  const [age, mastery] = result.variables;

  test('is described in both groups', () => {
    // x <- c(24, 30, 31, 40, 52, 28); y <- c(22, 25, 41, 20); mean(x); sd(x); mean(y); sd(y)
    expect(age).toMatchObject({
      variable: 'age',
      completers: { n: 6, missing: 0 },
      dropouts: { n: 4 },
    });
    expectStatistic(age?.completers.mean, 34.166666666666664);
    expectStatistic(age?.completers.sd, 10.206207261596576);
    expectStatistic(age?.dropouts.mean, 27);
    expectStatistic(age?.dropouts.sd, 9.556847457887633);
    expect(mastery).toMatchObject({
      completers: { n: 5, missing: 1, mean: 3.6 },
      dropouts: { n: 2, missing: 2, mean: 2, sd: 0 },
    });
  });

  test("is compared by Welch's t test", () => {
    // t.test(x, y)
    expectStatistic(age?.meanDifference, 34.166666666666664 - 27);
    expectStatistic(age?.t, 1.1304053128807738);
    expectStatistic(age?.df, 6.90221952642631);
    expectP(age?.p, 0.2960505792294973);
    expectStatistic(age?.ci[0], -7.86799596826605);
    expectStatistic(age?.ci[1], 22.20132930159938);
  });

  test('is compared in pooled standard deviations', () => {
    // sp <- sqrt((5 * var(x) + 3 * var(y)) / 8); (mean(x) - mean(y)) / sp; the ends are the ncp at which
    // pt(t, 8, ncp) is .975 and .025, by uniroot, times sqrt(1/6 + 1/4)
    expectStatistic(age?.d.value, 0.7189921730312009);
    expectStatistic(age?.d.ci[0], -0.6132262520479872);
    expectStatistic(age?.d.ci[1], 2.010227591885604);
  });

  test('is one of several, of participants who are counted', () => {
    expect(result).toMatchObject({
      procedure: 'attrition',
      n: { used: 10, excluded: 0 },
      completers: 6,
      dropouts: 4,
      rate: 0.4,
      warnings: [],
    });
    expect(result.variables.map(({ variable }) => variable)).toEqual(['age', 'mastery']);
  });

  test('has the intervals of the confidence asked for', () => {
    // t.test(x, y, conf.level = 0.9)$conf.int
    const [narrow] = attrition(completers, dropouts, { confidence: 0.9 }).variables;
    expectStatistic(narrow?.ci[0], -4.870438963825396);
  });
});

describe('where little can be told', () => {
  test('a group of one is described and not tested', () => {
    const result = attrition({ age: [30, 34, 38] }, { age: [20] });
    expect(result.variables[0]).toMatchObject({
      completers: { n: 3, mean: 34, sd: 4 },
      dropouts: { n: 1, mean: 20, sd: null },
      t: null,
      p: null,
      d: { value: null, ci: [null, null] },
      warnings: ['too-few'],
    });
    expect(result.warnings).toEqual(['too-few']);
  });

  test('without dropouts there is nobody to compare with', () => {
    const result = attrition({ age: [30, 34], sex: [1, 2] }, { age: [], sex: [] });
    expect(result).toMatchObject({ dropouts: 0, rate: 0, warnings: ['too-few'] });
    expect(result.variables[0]?.dropouts).toEqual({
      n: 0,
      missing: 0,
      mean: null,
      sd: null,
      se: null,
    });
    expect(attrition({ age: [] }, { age: [] }).rate).toBeNull();
  });

  test('a variable that does not vary has no t', () => {
    const result = attrition({ age: [3, 3] }, { age: [3, 3] });
    expect(result.variables[0]).toMatchObject({ t: null, p: null, warnings: ['constant'] });
  });

  test('who was measured in nothing is excluded', () => {
    const group = { age: [30, missing, missing, 40], mastery: [1, 2, missing, 2] };
    expect(attrition(group, group).n).toEqual({ used: 6, excluded: 2 });
  });

  test.each([
    [() => attrition({}, {}), 'attrition needs the same variables in both groups'],
    [() => attrition({ a: [1] }, { b: [1] }), 'attrition needs the same variables in both groups'],
    [
      () => attrition({ a: [1] }, { a: [1], b: [1] }),
      'attrition needs the same variables in both groups',
    ],
    [
      () => attrition({ a: [1, 2], b: [1] }, { a: [1], b: [1] }),
      'attrition needs samples of one length in each group',
    ],
    [() => attrition({ a: [1, Infinity] }, { a: [1, 2] }), 'attrition needs finite numbers'],
    [
      () => attrition({ a: [1, 2] }, { a: [1, 2] }, { confidence: 0 }),
      'attrition needs a confidence between 0 and 1',
    ],
  ])('what cannot be used is refused in words', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});

test('the result is plain JSON', () => {
  const result = attrition({ age: [30, 34, missing] }, { age: [20, 28] });
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});
