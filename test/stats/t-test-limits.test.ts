/** The t tests where little can be told, and what they refuse. */

import { describe, expect, test } from 'vitest';
import {
  independentT,
  independentTFromMoments,
  Moments,
  oneSampleT,
  pairedT,
  pairedTFromMoments,
} from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;
const nothing = { value: null, ci: [null, null] };

describe('where everybody changed alike', () => {
  test.each([
    { a: [3, 5, 9], b: [1, 3, 7], change: 2 },
    { a: [1, 2, 3], b: [1, 2, 3], change: 0 },
    // Each of these differences is 0.1 but for the rounding of the measurements.
    { a: [1.1, 2.1, 3.1, 100.1], b: [1, 2, 3, 100], change: 0.1 },
  ])('by $change, the difference is told without a test', ({ a, b, change }) => {
    const result = pairedT(a, b);
    expectStatistic(result.meanDifference, change);
    expect(result).toMatchObject({
      t: null,
      p: null,
      se: 0,
      sdDifference: 0,
      df: a.length - 1,
      ci: [null, null],
      effects: { dz: nothing, dav: nothing, hedgesG: nothing },
      warnings: ['constant-differences'],
    });
    expectStatistic(result.correlation, 1);
  });

  test('and never changed at all, there is no correlation either', () => {
    expect(pairedT([4, 4, 4], [4, 4, 4])).toMatchObject({
      t: null,
      correlation: null,
      warnings: ['constant-differences', 'constant-sample'],
    });
  });

  test('two groups of constants, or one constant, have no test', () => {
    const none = { t: null, p: null, ci: [null, null], warnings: ['constant'] };
    const groups = independentT([2, 2, 2], [5, 5]);
    expect(groups).toMatchObject({ ...none, meanDifference: -3, df: null });
    expect(groups.effects).toMatchObject({ d: nothing, hedgesG: nothing });
    expect(groups.levene?.mean).toEqual({ F: null, df1: 1, df2: 3, p: null });
    expect(independentT([2, 2], [2, 2], { variances: 'equal' })).toMatchObject({ ...none, df: 2 });
    const one = oneSampleT([0.1 + 0.2, 0.3, 0.3], { mu: 1 });
    expect(one).toMatchObject({ ...none, meanCi: [null, null], df: 2 });
    expectStatistic(one.meanDifference, -0.7);
  });
});

describe('where little can be told', () => {
  test('a measurement that is the same for all has no correlation, but the test stands', () => {
    // t.test(c(5, 5, 5), c(1, 2, 6), paired = TRUE)
    const result = pairedT([5, 5, 5], [1, 2, 6]);
    expectStatistic(result.t, 1.3093073414159542);
    expectP(result.p, 0.32063377951324257);
    expect(result.correlation).toBeNull();
    expect(result.warnings).toEqual(['constant-sample']);
  });

  test('two pairs have a t, but no correction for bias', () => {
    // t.test(c(1, 4))
    const paired = pairedT([2, 7], [1, 3]);
    expectStatistic(paired.t, 5 / 3);
    expectStatistic(paired.p, 0.3440417392452613);
    expect(paired.effects.dz.value).toBeCloseTo(1.1785113019775793, 14);
    expect(paired.effects.hedgesG).toMatchObject(nothing);
    expect(paired.warnings).toEqual(['no-bias-correction']);
    expect(oneSampleT([1, 4]).warnings).toEqual(['no-bias-correction']);
    expect(independentT([1, 4], [3], { variances: 'equal' }).warnings).toEqual([
      'single-value-group',
      'no-bias-correction',
    ]);
  });

  test('what is larger than a number can be is null, with a warning', () => {
    const large = [1e300, -1e300, 5e299];
    expect(pairedT(large, [1, 2, 3])).toMatchObject({ t: null, p: null, warnings: ['overflow'] });
    expect(pairedT([1e308, 1e308], [-1e308, 0]).meanDifference).toBeNull();
    expect(independentT(large, [1, 2, 3])).toMatchObject({ t: null, warnings: ['overflow'] });
    expect(oneSampleT(large)).toMatchObject({ t: null, se: null, warnings: ['overflow'] });
  });

  test('and a huge t has a p of its own', () => {
    // t.test(1e6 + c(-1, 0, 1))
    expectP(oneSampleT([1e6 - 1, 1e6, 1e6 + 1]).p, 3.3333333333316664e-13);
  });
});

describe('what cannot be used is refused in words', () => {
  const refusal = (words: string) => new RangeError(words);

  test('by the paired test', () => {
    expect(() => pairedT([1, missing], [1, 2])).toThrow(
      refusal('pairedT needs at least two complete pairs'),
    );
    expect(() => pairedT([], [])).toThrow(refusal('pairedT needs at least two complete pairs'));
    expect(() => pairedT([1, 2], [1])).toThrow(refusal('pairedT needs samples of one length'));
    expect(() => pairedT([1, Number.POSITIVE_INFINITY], [1, 2])).toThrow(
      refusal('pairedT needs finite numbers'),
    );
    for (const confidence of [0, 1, 95, missing])
      expect(() => pairedT([1, 2], [1, 3], { confidence })).toThrow(
        refusal('pairedT needs a confidence between 0 and 1'),
      );
  });

  test('by the independent test', () => {
    const two = refusal('independentT needs at least two values in each sample');
    const three = refusal('independentT needs a value in each sample and at least three in all');
    expect(() => independentT([1, 2], [1])).toThrow(two);
    expect(() => independentT([1, missing], [1, 2])).toThrow(two);
    expect(() => independentT([1], [2], { variances: 'equal' })).toThrow(three);
    expect(() => independentT([1, 2, 3], [], { variances: 'equal' })).toThrow(three);
    const variances = 'pooled' as 'equal';
    expect(() => independentT([1, 2], [1, 2], { variances })).toThrow(
      refusal('independentT needs variances that are equal or unequal'),
    );
    const alternative = 'up' as 'less';
    expect(() => independentT([1, 2], [1, 2], { alternative })).toThrow(
      refusal('independentT needs an alternative: two-sided, less or greater'),
    );
  });

  test('by the one-sample test', () => {
    expect(() => oneSampleT([missing, 1])).toThrow(refusal('oneSampleT needs at least two values'));
    expect(() => oneSampleT([1, 2], { mu: missing })).toThrow(
      refusal('oneSampleT needs a finite mu'),
    );
  });

  test('by those from moments', () => {
    const one = new Moments(2).add([1, 2]);
    expect(() => pairedTFromMoments(one)).toThrow(
      refusal('pairedT needs at least two complete pairs'),
    );
    expect(() => independentTFromMoments(one, one)).toThrow(
      refusal('independentT needs at least two values in each sample'),
    );
    const two = new Moments(2).add([1, 2]).add([3, 5]);
    for (const variable of [-1, 2, 0.5])
      expect(() => pairedTFromMoments(two, 0, variable)).toThrow(
        refusal('pairedT needs a variable that the moments have'),
      );
    expect(() => independentTFromMoments(two, two, 2)).toThrow(
      refusal('independentT needs a variable that the moments have'),
    );
  });
});
