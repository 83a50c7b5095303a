/** What G*Power, pwr, WebPower, PAMLj and articles print, to half a unit of the last digit. */

import { describe, expect, test } from 'vitest';
import { power } from '../../../stats/index.ts';

const usual = { alpha: 0.05, correlation: 0.5 };

describe("the reference cases of G*Power's and pwr's results", () => {
  test('four measurements of one group', () => {
    const result = power.rmWithin({ ...usual, effect: { f: 0.25 }, power: 0.9, measurements: 4 });
    expect(result).toMatchObject({ n: 30, nPerGroup: 30, df1: 3, df2: 87 });
    expect(result.lambda).toBeCloseTo(15, 12);
    expect(result.critical).toBeCloseTo(2.709402144784009, 12);
    expect(result.power).toBeCloseTo(0.9036567455113422, 12);
  });

  test('pairs', () => {
    const result = power.pairedT({ effect: { d: 0.5 }, power: 0.9, alpha: 0.05 });
    expect(result).toMatchObject({ n: 44, nPerGroup: 44, df1: 43, df2: null });
    expect(result.lambda).toBeCloseTo(3.3166247903554, 12);
    expect(result.critical).toBeCloseTo(2.0166921992278244, 12);
    expect(result.power).toBeCloseTo(0.9000305933314601, 12);
  });

  test('two groups', () => {
    const result = power.independentT({ effect: { d: 0.5 }, power: 0.8, alpha: 0.05 });
    expect(result).toMatchObject({ n: 128, nPerGroup: 64, df1: 126, df2: null });
    expect(result.lambda).toBeCloseTo(2.8284271247461903, 12);
    expect(result.critical).toBeCloseTo(1.9789706019906288, 12);
    expect(result.power).toBeCloseTo(0.8014595579222543, 12);
  });

  test('three groups', () => {
    const question = { groups: 3, effect: { f: 0.25 }, power: 0.8, alpha: 0.05 };
    const result = power.oneWayAnova(question);
    expect(result).toMatchObject({ n: 159, nPerGroup: 53, df1: 2, df2: 156, lambda: 9.9375 });
    expect(result.critical).toBeCloseTo(3.054004173787927, 12);
    expect(result.power).toBeCloseTo(0.8048872853010698, 12);
  });

  test('a table', () => {
    const result = power.chiSquare({ effect: { w: 0.3 }, df: 1, power: 0.8, alpha: 0.05 });
    expect(result).toMatchObject({ n: 88, nPerGroup: 88, df1: 1, df2: null });
    expect(result.lambda).toBeCloseTo(7.92, 12);
    expect(result.critical).toBeCloseTo(3.8414588206941285, 12);
    expect(result.power).toBeCloseTo(0.8035274844561174, 12);
  });
});

describe('the study: f = 0.25, α = .05, power .90, one group', () => {
  const correlations = [0, 0.3, 0.5, 0.6, 0.7, 0.8];
  test.each([
    [2, [87, 61, 44, 36, 28, 19]],
    [3, [69, 49, 36, 29, 22, 16]],
    [4, [58, 41, 30, 25, 19, 13]],
    [5, [51, 36, 26, 21, 17, 12]],
  ])('%i measurements need, over the correlation, %j', (measurements, needed) => {
    const input = { effect: { f: 0.25 }, alpha: 0.05, power: 0.9, measurements };
    const curve = power.curve('rmWithin', input, { correlation: correlations });
    expect(curve.map(({ n }) => n)).toEqual(needed);
  });

  test('the 20 pairs it had give power .565', () => {
    const had = power.rmWithin({ ...usual, effect: { f: 0.25 }, n: 20, measurements: 2 });
    expect(had.power).toBeCloseTo(0.565, 3);
  });
});

describe('Faul, Erdfelder, Lang & Buchner (2007), doi:10.3758/BF03193146', () => {
  test('page 181: two groups of ten with ten measurements', () => {
    const input = { ...usual, effect: { f: 0.25 }, n: 20, groups: 2, measurements: 10 };
    expect(power.rmBetween(input).power).toBeCloseTo(0.3, 2);
    expect(power.rmWithin(input).power).toBeCloseTo(0.95, 2);
    expect(power.rmInteraction(input).power).toBeCloseTo(0.95, 2);
  });

  test('page 183: three groups of thirty with three measurements', () => {
    const input = { n: 90, groups: 3, measurements: 3, correlation: 0.3, alpha: 0.05 };
    const within = power.rmWithin({ ...input, effect: { f: 0.2572 } });
    expect(within).toMatchObject({ df1: 2, df2: 174, nPerGroup: 30 });
    expect(within.power).toBeCloseTo(0.997, 3);
    expect(within.critical).toBeCloseTo(3.048, 3);
    // Printed 25.52, from an f with more digits than the 0.2572 that is printed.
    expect(within.lambda).toBeCloseTo(25.52, 1);
    expect(power.rmInteraction({ ...input, effect: { f: 0.1532 } }).power).toBeCloseTo(0.653, 3);
    expect(power.rmBetween({ ...input, effect: { f: 0.1719571 } }).power).toBeCloseTo(0.488, 3);
  });
});

describe('outputs of G*Power 3.1', () => {
  // github.com/arcaldwell49/Superpower/issues/51
  test('two measurements and a small effect', () => {
    const small = power.rmWithin({ ...usual, effect: { f: 0.1 }, power: 0.8, measurements: 2 });
    expect(small).toMatchObject({ n: 199, df1: 1, df2: 198 });
    expect(small.lambda).toBeCloseTo(7.96, 7);
    expect(small.critical).toBeCloseTo(3.8888529, 7);
    expect(small.power).toBeCloseTo(0.801691, 7);
  });

  // The comments of a public study's script, with three groups and three or six measurements.
  test.each([
    { measurements: 3, n: 45, lambda: 16.875, critical: 3.1051566, df2: 84, reached: 0.9597015 },
    { measurements: 6, n: 30, lambda: 22.5, critical: 2.2813047, df2: 135, reached: 0.9665574 },
  ])('three groups, $measurements measurements', ({ measurements, reached, ...printed }) => {
    const input = { ...usual, effect: { f: 0.25 }, power: 0.95, groups: 3, measurements };
    const result = power.rmWithin(input);
    expect(result).toMatchObject({ n: printed.n, nPerGroup: printed.n / 3, df2: printed.df2 });
    expect(result.lambda).toBeCloseTo(printed.lambda, 7);
    expect(result.critical).toBeCloseTo(printed.critical, 7);
    expect(result.power).toBeCloseTo(reached, 7);
  });

  // github.com/arcaldwell49/Superpower/issues/9
  test('the effect that 150 participants can show', () => {
    const input = { ...usual, n: 150, power: 0.95, groups: 2, measurements: 2 };
    const result = power.rmInteraction(input);
    expect(result).toMatchObject({ df1: 1, df2: 148, nPerGroup: 75 });
    expect(result.effect).toEqual({ f: expect.closeTo(0.1481313, 7) });
    expect(result.lambda).toBeCloseTo(13.1657351, 6);
    expect(result.critical).toBeCloseTo(3.9050601, 7);
  });

  test('an exact correlation', () => {
    const result = power.correlation({ effect: { r: 0.5 }, power: 0.95, alpha: 0.05 });
    expect(result).toMatchObject({ n: 46, lambda: null, df1: 44, df2: null });
    expect(result.critical).toBeCloseTo(0.2907065, 7);
    expect(result.power).toBeCloseTo(0.9535111, 7);
  });
});

describe('the three meanings of f in G*Power 3.1', () => {
  // PAMLj, "Repeated measures: software inconsistency": partial η² = .05, three measurements, power .80.
  const input = { alpha: 0.05, power: 0.8, measurements: 3 };
  const f = Math.sqrt(0.05 / 0.95);

  test('need 33, 185 and 95 participants for the same number', () => {
    expect(power.rmWithin({ ...input, effect: { f }, correlation: 0.5 }).n).toBe(33);
    expect(power.rmWithin({ ...input, effect: { f, convention: 'cohen' } }).n).toBe(185);
    expect(power.rmWithin({ ...input, effect: { f, convention: 'spss' } }).n).toBe(95);
    expect(power.rmWithin({ ...input, effect: { partialEtaSquared: 0.05 } }).n).toBe(95);
  });

  // Superpower's manual: with n = 20, m = 3, ρ = .8 G*Power turns f = 0.25 into 0.7024394 "as in SPSS".
  test('0.25 of G*Power 3.0 is 0.7024394 of SPSS, with the same power', () => {
    const study = { alpha: 0.05, measurements: 3, n: 20, correlation: 0.8 };
    const old = power.rmWithin({ ...study, effect: { f: 0.25 } });
    const asked = { ...study, power: old.power, effectAs: 'spss' } as const;
    expect(old.power).toBeCloseTo(0.969, 3);
    expect(power.rmWithin(asked).effect).toEqual({
      f: expect.closeTo(0.7024394, 7),
      convention: 'spss',
    });
  });

  // Two levels: G*Power "as in Cohen (1988)", f(V) = 0.25, in a published study.
  test('Cohen’s with two measurements needs 128', () => {
    const effect = { f: 0.25, convention: 'cohen' } as const;
    expect(power.rmWithin({ ...input, measurements: 2, effect }).n).toBe(128);
  });
});

describe("WebPower's wp.rmanova, which has Cohen's f", () => {
  const effect = { f: 0.36, convention: 'cohen' } as const;
  const study = { alpha: 0.05, groups: 3, measurements: 4 };

  test('over four measurements: n = 1092', () => {
    const question = { alpha: 0.05, power: 0.8, measurements: 4 };
    const { nRaw } = power.rmWithin({ ...question, effect: { f: 0.1, convention: 'cohen' } });
    expect(nRaw).toBeCloseTo(1092, 0);
  });

  test('of an interaction with ε = .7: n = 135.9974', () => {
    const { nRaw } = power.rmInteraction({ ...study, effect, power: 0.8, epsilon: 0.7 });
    expect(nRaw).toBeCloseTo(135.9974, 4);
  });

  // WebPower multiplies λ by ε between groups too: 0.36²·0.7 is what f² is here.
  test('between groups', () => {
    const f = { f: Math.sqrt(0.36 ** 2 * 0.7), convention: 'cohen' } as const;
    const curve = power.curve('rmBetween', { ...study, effect: f }, { n: [30, 90, 150] });
    expect(curve.map(({ power: reached }) => reached?.toFixed(7))).toEqual([
      '0.2674167',
      '0.7110142',
      '0.9151497',
    ]);
  });
});

describe("pwr's vignette, with Cohen's (1988) exercises", () => {
  test('page 47: one sample', () => {
    const { power: reached } = power.oneSampleT({ effect: { d: 0.2 }, n: 60, alpha: 0.1 });
    expect(reached).toBeCloseTo(0.4555818, 7);
  });

  test('page 40: two groups of thirty', () => {
    const { power: reached } = power.independentT({ effect: { d: 2 / 2.8 }, n: 60, alpha: 0.05 });
    expect(reached).toBeCloseTo(0.7764889, 7);
  });

  test('page 59: two groups, one-sided: n = 120.2232 in each', () => {
    const question = {
      effect: { d: 0.3 },
      power: 0.75,
      alpha: 0.05,
      alternative: 'greater',
    } as const;
    const result = power.independentT(question);
    expect(result.nRaw / 2).toBeCloseTo(120.2232, 4);
    expect(result.nPerGroup).toBe(121);
  });

  test('page 437: groups of 90 and 60, one-sided', () => {
    const groups = { n: 150, ratio: 60 / 90, alternative: 'greater' } as const;
    const result = power.independentT({ ...groups, effect: { d: 0.6 }, alpha: 0.05 });
    expect(result.nPerGroup).toEqual([90, 60]);
    expect(result.warnings).toEqual([]);
    expect(result.power).toBeCloseTo(0.9737262, 7);
  });
});
