/** Analyses of variance against R 4.2.2 and NIST. R's commands: test/fixtures/stats/t-test-anova.R. */

import { describe, expect, test } from 'vitest';
import { levene, oneWayAnova, welchAnova } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { siliconResistivity, silverWeight, simonLesage } from './nist-anova.ts';
import { fixture } from './t-test-fixture.ts';

const { NaN: missing } = Number;

describe('the analyses of variance of R', () => {
  test.each(fixture.oneWay)('hold for $name', ({ groups, ...expected }) => {
    const result = oneWayAnova(groups, { pairs: false });
    expectStatistic(result.F, expected.F);
    expectP(result.p, expected.p);
    expect([result.df1, result.df2]).toEqual([expected.df1, expected.df2]);
    expectStatistic(result.ssBetween, expected.ssBetween);
    expectStatistic(result.ssWithin, expected.ssWithin);
    expectStatistic(result.msBetween, expected.ssBetween / expected.df1);
    expectStatistic(result.msWithin, expected.ssWithin / expected.df2);
    expectStatistic(result.etaSquared, expected.etaSquared);
    expectStatistic(result.omegaSquared, expected.omegaSquared);
    for (const ci of [result.etaSquaredCi, result.omegaSquaredCi]) {
      expectStatistic(ci[0], expected.ci[0]);
      expectStatistic(ci[1], expected.ci[1]);
    }
    result.descriptives.forEach(({ n, mean, sd, se }, k) => {
      const length = groups[k]?.length as number;
      expect(n).toBe(length);
      expectStatistic(mean, expected.means[k]);
      expectStatistic(sd, expected.sds[k]);
      expectStatistic(se, (expected.sds[k] as number) / Math.sqrt(length));
    });
  });

  test.each(fixture.oneWay)("hold for $name by Welch's test", ({ groups, ...expected }) => {
    const result = welchAnova(groups);
    expectStatistic(result.F, expected.welch.F);
    expectStatistic(result.df2, expected.welch.df2);
    expect(result.df1).toBe(groups.length - 1);
    expectP(result.p, expected.welch.p);
    expectStatistic(result.etaSquared, expected.etaSquared);
    expectStatistic(result.omegaSquared, expected.welch.omegaSquared);
    for (const ci of [result.etaSquaredCi, result.omegaSquaredCi]) {
      expectStatistic(ci[0], expected.welch.ci[0]);
      expectStatistic(ci[1], expected.welch.ci[1]);
    }
    expect(result.descriptives).toEqual(oneWayAnova(groups, { pairs: false }).descriptives);
  });

  test.each(fixture.oneWay)("hold for $name by Levene's test", ({ groups, ...expected }) => {
    for (const center of ['mean', 'median'] as const) {
      const result = levene(groups, { center });
      expectStatistic(result.F, expected.levene[center].F);
      expect([result.df1, result.df2]).toEqual([expected.df1, expected.df2]);
      expectP(result.p, expected.levene[center].p);
    }
    expect(levene(groups)).toEqual(levene(groups, { center: 'median' }));
  });
});

describe("NIST's certified values", () => {
  test('hold for SiRstv, the resistivity of silicon wafers', () => {
    const result = oneWayAnova(siliconResistivity.groups, { pairs: false });
    // The measurements themselves are rounded to binary in the 17th digit: 1.1804623744024467.
    expectStatistic(result.F, siliconResistivity.F, { relative: 2e-13 });
    expectStatistic(result.ssBetween, siliconResistivity.ssBetween, { relative: 2e-13 });
    expectStatistic(result.ssWithin, siliconResistivity.ssWithin, { relative: 2e-13 });
    expectStatistic(result.F, 1.1804623744024467, { relative: 1e-14 });
  });

  test('hold for AtmWtAg, the atomic weight of silver', () => {
    const { F } = oneWayAnova(silverWeight.groups);
    expectStatistic(F, silverWeight.F, { relative: 1e-10 });
    expectStatistic(F, 15.946733566676926, { relative: 1e-13 });
  });

  // Column 3 is the F of the numbers as a computer holds them, which are not those on the paper:
  // exact fractions in Python, Fraction(float('1000000000000.4')) and so on.
  test.each([
    ['SmLs01', 1, 21, 21],
    ['SmLs02', 1, 201, 201],
    ['SmLs03', 1, 2001, 2001],
    ['SmLs04', 1e6, 21, 21.0000000007761],
    ['SmLs05', 1e6, 201, 201.00000001241764],
    ['SmLs06', 1e6, 2001, 2001.0000001288329],
    ['SmLs07', 1e12, 21, 21.00081188781877],
    ['SmLs08', 1e12, 201, 201.01300409594845],
    ['SmLs09', 1e12, 2001, 2001.1349262209505],
  ])('hold for %s as far as the data do', (_name, offset, replicates, exact) => {
    const { F, df2 } = oneWayAnova(simonLesage(offset, replicates), { pairs: false });
    expectStatistic(F, exact, { relative: 1e-13 });
    expectStatistic(F, replicates, { relative: offset === 1e12 ? 1e-4 : 1e-10 });
    expect(df2).toBe(9 * (replicates - 1));
  });
});

describe('what a result says of itself', () => {
  const groups = [[1, 2, 3, missing], [2, 3, 4], Float64Array.of(6, 7, 8)];

  test('of one variance', () => {
    expect(oneWayAnova(groups)).toMatchObject({
      procedure: 'oneWayAnova',
      n: { used: 9, excluded: 1 },
      confidence: 0.9,
      method: 'One-way analysis of variance, equal variances',
      warnings: [],
      pairs: { confidence: 0.95 },
    });
  });

  test("of Welch's and Levene's", () => {
    expect(welchAnova(groups, { confidence: 0.5 })).toMatchObject({
      procedure: 'welchAnova',
      n: { used: 9, excluded: 1 },
      confidence: 0.5,
      method: "Welch's analysis of variance; intervals of η² and ω² approximate",
      warnings: [],
    });
    expect(levene(groups)).toMatchObject({
      procedure: 'levene',
      n: { used: 9, excluded: 1 },
      center: 'median',
      method: "Levene's test around group medians (Brown & Forsythe)",
    });
    expect(levene(groups, { center: 'mean' }).method).toBe("Levene's test around group means");
  });

  test('the level of the intervals is as asked for', () => {
    // l <- ncpF(21, 2, 6, .95); l / (l + 9), with ncpF of t-test-anova.R
    const { etaSquaredCi } = oneWayAnova(groups, { confidence: 0.95, pairs: false });
    expectStatistic(etaSquaredCi[0], 0.3438892532737574);
    expectStatistic(etaSquaredCi[1], 0.9239271017174547);
  });
});
