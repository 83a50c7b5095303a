/** The t tests against R 4.2.2. R's commands: test/fixtures/stats/t-test-anova.R. */

import { describe, expect, test } from 'vitest';
import {
  type IndependentT,
  independentT,
  type OneSampleT,
  oneSampleT,
  type PairedT,
  pairedT,
} from '../../stats/index.ts';
import type { Effect } from '../../stats/sample.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { type EffectOfR, fixture, type TTestOfR } from './t-test-fixture.ts';

const { NaN: missing } = Number;
const sides = [
  ['two', 'two-sided'],
  ['less', 'less'],
  ['greater', 'greater'],
] as const;

describe('the paired t test of R', () => {
  test.each(fixture.paired)('holds for $name', (expected) => {
    const { a, b, level: confidence } = expected;
    for (const [side, alternative] of sides)
      expectTest(pairedT(a, b, { alternative, confidence }), expected.tests[side]);

    const result = pairedT(a, b, { confidence });
    expectStatistic(result.meanDifference, expected.meanDifference);
    expectStatistic(result.sdDifference, expected.sd);
    expectStatistic(result.correlation, expected.r);
    expectEffect(result.effects.dz, expected.dz);
    expectEffect(result.effects.dav, expected.dav);
    expectEffect(result.effects.hedgesG, expected.g);
  });

  test('names what it did', () => {
    // sapply(list(a, b), function(x) c(mean(x), sd(x), sd(x) / sqrt(10)))
    const { a, b } = named(fixture.paired, 'sleep');
    const result = pairedT([...a, 3], Float64Array.of(...b, missing), { alternative: 'less' });
    expect(result).toMatchObject({
      procedure: 'pairedT',
      n: { used: 10, excluded: 1 },
      alternative: 'less',
      confidence: 0.95,
      warnings: [],
      method:
        'Paired-samples t test, one-sided (less); interval of dav approximate, that of dz in units of dav',
    });
    expect(result.ci[0]).toBeNull();
    const [before, after] = result.descriptives;
    expectStatistic(before.mean, 0.75);
    expectStatistic(before.sd, 1.7890096577591623);
    expectStatistic(after.mean, 2.33);
    expectStatistic(after.se, 0.6331666447310692);
    expect([before.n, after.n]).toEqual([10, 10]);
    expect(Object.values(result.effects).map(({ ciMethod }) => ciMethod)).toEqual([
      'noncentral-t',
      'noncentral-t-approximate',
      'noncentral-t',
    ]);
  });

  test('leaves the intervals of effects two-sided whatever the alternative', () => {
    const { a, b } = named(fixture.paired, 'sleep');
    expect(pairedT(a, b, { alternative: 'greater' }).effects).toEqual(pairedT(a, b).effects);
  });
});

describe('the independent t test of R', () => {
  test.each(fixture.independent)('holds for $name', (expected) => {
    const { a, b } = expected;
    for (const variances of ['equal', 'unequal'] as const)
      for (const [side, alternative] of sides)
        expectTest(independentT(a, b, { variances, alternative }), expected[variances][side]);

    for (const variances of ['equal', 'unequal'] as const) {
      const result = independentT(a, b, { variances });
      expectStatistic(result.meanDifference, expected.meanDifference);
      expectEffect(result.effects.d, expected.d);
      expectEffect(result.effects.hedgesG, expected.g);
      for (const center of ['mean', 'median'] as const) {
        expectStatistic(result.levene?.[center].F, expected.levene[center].F);
        expectP(result.levene?.[center].p, expected.levene[center].p);
        expect(result.levene?.[center].df2).toBe(expected.levene[center].df2);
      }
    }
  });

  test('is of Welch unless told otherwise, and each group leaves out its own missing values', () => {
    const { a, b, unequal } = named(fixture.independent, 'sleep');
    const result = independentT([missing, ...a], [...b, missing, missing]);
    expectTest(result, unequal.two);
    expect(result).toMatchObject({
      procedure: 'independentT',
      n: { used: 20, excluded: 3 },
      variances: 'unequal',
      method:
        "Welch's t test, two-sided; interval of d approximate, it takes the variances as equal",
      warnings: [],
    });
    expect(result.effects.d.ciMethod).toBe('noncentral-t-approximate');
    const student = independentT(a, b, { variances: 'equal' });
    expect(student.effects.d.ciMethod).toBe('noncentral-t');
    expect(student.method).toBe("Student's t test with equal variances, two-sided");
  });

  test('knows the degrees of freedom where only one group varies', () => {
    // t.test(c(1, 2, 3, 5), c(4, 4, 4))
    const result = independentT([1, 2, 3, 5], [4, 4, 4]);
    expectStatistic(result.df, 3);
    expectStatistic(result.t, -1.4638501094227998);
    expectP(result.p, 0.23944259863600273);
  });

  test('takes a group of one where the variances are equal', () => {
    // t.test(c(1, 2, 4), 7, var.equal = TRUE)
    const result = independentT([1, 2, 4], [7], { variances: 'equal' });
    expectStatistic(result.t, -2.6457513110645903);
    expectP(result.p, 0.11808289631180315);
    expect(result.descriptives[1]).toEqual({ n: 1, mean: 7, sd: null, se: null });
  });
});

describe('the one-sample t test of R', () => {
  test.each(fixture.oneSample)('holds for $name', (expected) => {
    const { x, mu } = expected;
    for (const [side, alternative] of sides) {
      const result = oneSampleT(x, { mu, alternative });
      const ofMean = expected.tests[side];
      // R's interval is that of the mean, SPSS's that of the difference.
      expectInterval(result.meanCi, ofMean.ci);
      const ci = ofMean.ci.map((end) => (end === null ? null : end - mu)) as TTestOfR['ci'];
      expectTest(result, { ...ofMean, ci });
    }
    const { effects } = oneSampleT(x, { mu });
    expectEffect(effects.d, expected.d);
    expectEffect(effects.hedgesG, expected.g);
  });

  test('is against zero unless told otherwise', () => {
    const { x, tests } = named(fixture.oneSample, 'sleep');
    const result = oneSampleT([...x, missing]);
    expectTest(result, tests.two);
    expect(result).toMatchObject({
      procedure: 'oneSampleT',
      n: { used: 20, excluded: 1 },
      mu: 0,
      method: 'One-sample t test against 0, two-sided',
      warnings: [],
    });
    expect(result.descriptives).toMatchObject([{ n: 20, mean: 1.54 }]);
  });
});

describe('far from zero', () => {
  test('a paired difference keeps its digits', () => {
    // d <- c(1, 3, 2, 6) / 1024; t.test(d)
    const a = [1, 3, 2, 6].map((x, i) => 1e8 * (i + 1) + x / 1024);
    const result = pairedT(
      a,
      a.map((_, i) => 1e8 * (i + 1)),
    );
    expect(result.meanDifference).toBe(3 / 1024);
    expectStatistic(result.t, 2.7774602993176543);
    expectP(result.p, 0.06913686926442876);
  });

  test('two means keep the digits of their difference', () => {
    // a <- c(1, 2, 6) / 1024; b <- c(2, 9, 5) / 1024; t.test(a, b); 1e8 away R itself loses seven digits
    const far = (x: number) => 1e8 + x / 1024;
    const result = independentT([1, 2, 6].map(far), [2, 9, 5].map(far));
    expectStatistic(result.meanDifference, -7 / 3 / 1024);
    expectStatistic(result.t, -0.91914503001805781);
    expectStatistic(result.df, 3.7171270718232021);
    // g <- gl(2, 3); anova(lm(abs(x - ave(x, g)) ~ g)); with FUN = median
    expectStatistic(result.levene?.mean.F, 0.1355932203389828);
    expectStatistic(result.levene?.median.F, 0.15384615384615352);
  });

  test('one mean keeps the digits of its distance from mu', () => {
    // x <- c(1, 2, 6) / 1024; t.test(x, mu = 1 / 1024)
    const result = oneSampleT(
      [1, 2, 6].map((x) => 1e8 + x / 1024),
      { mu: 1e8 + 1 / 1024 },
    );
    expectStatistic(result.meanDifference, 2 / 1024);
    expectStatistic(result.t, 1.3093073414159542);
  });
});

function expectTest(actual: PairedT | IndependentT | OneSampleT, expected: TTestOfR): void {
  expectStatistic(actual.t, expected.t);
  expectStatistic(actual.df, expected.df);
  expectP(actual.p, expected.p);
  expectStatistic(actual.se, expected.se);
  expectInterval(actual.ci, expected.ci);
}

function expectEffect(actual: Effect, [value, ...ci]: EffectOfR): void {
  expectStatistic(actual.value, value);
  expectInterval(actual.ci, ci);
}

function expectInterval(
  [lower, upper]: Effect['ci'],
  [from, to]: readonly [number | null, number | null],
): void {
  expectStatistic(lower, from, { what: 'lower end' });
  expectStatistic(upper, to, { what: 'upper end' });
}

function named<Case extends { name: string }>(cases: readonly Case[], name: string): Case {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
}
