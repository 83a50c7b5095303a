/** The Mann–Whitney test against R. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mannWhitney } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('the permeability of Hollander and Wolfe', () => {
  // x <- c(0.80, …); y <- c(1.15, …), as in ?wilcox.test
  const x = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const y = [1.15, 0.88, 0.9, 0.74, 1.21];

  test.each([
    // wilcox.test(x, y, alternative = …)$p.value; exact = FALSE, correct = FALSE; correct = TRUE
    ['two-sided', 0.2544122544122544, 0.2206713619198468, 0.24462360512698336],
    ['less', 0.8967698967698967, 0.8896643190400766, 0.9007753482039939],
    ['greater', 0.1272061272061272, 0.1103356809599234, 0.12231180256349168],
  ] as const)('has the p values of R, %s', (alternative, exact, asymptotic, corrected) => {
    const result = mannWhitney(x, y, { alternative });
    expectP(result.pExact, exact);
    expect(result.p).toBe(result.pExact);
    expectP(result.pAsymptotic, asymptotic);
    expectP(result.pAsymptoticCorrected, corrected);
    expect(result).toMatchObject({ alternative, statistic: 35, u: 15, warnings: [] });
  });

  test('has the ranks and the z that SPSS prints', () => {
    const { z, groups, method } = mannWhitney(x, y);
    // (15 - 25) / sqrt(50 * 16 / 12)
    expectStatistic(z, -1.224744871391589);
    expect(groups).toEqual([
      { n: 10, rankSum: 90, meanRank: 9 },
      { n: 5, rankSum: 30, meanRank: 6 },
    ]);
    expect(method).toBe('Mann–Whitney test, exact');
  });

  test('has a rank-biserial correlation with an interval', () => {
    // r <- 2 * 35 / 50 - 1; tanh(atanh(r) + c(-1, 1) * qnorm(.975) * sqrt(16 / 150))
    const { rankBiserial } = mannWhitney(x, y).effects;
    expectStatistic(rankBiserial.value, 0.4);
    expectStatistic(rankBiserial.ci[0], -0.2131534959605082);
    expectStatistic(rankBiserial.ci[1], 0.7871026771264538);
  });
});

describe('ties', () => {
  const a = [1, 2, 2, missing, 3, 5, 5];
  const b = [2, 3, 4, 5, 5, 5, 5, 4];

  test('leave the exact p exact', () => {
    // r <- rank(c(a, b)); S <- combn(14, 6, function(i) sum(r[i])); mean(S <= sum(r[1:6])); mean(S >= …)
    expectP(mannWhitney(a, b, { alternative: 'less' }).p, 0.11222111222111222);
    expectP(mannWhitney(a, b, { alternative: 'greater' }).p, 0.9197469197469198);
    const result = mannWhitney(a, b);
    expectP(result.p, 2 * 0.11222111222111222);
    expect(result).toMatchObject({
      n: { used: 14, excluded: 1 },
      statistic: 14.5,
      u: 14.5,
      method: 'Mann–Whitney test, exact given the ties',
      warnings: ['ties'],
    });
  });

  test('change the variance', () => {
    // wilcox.test(a, b, exact = FALSE, correct = …)$p.value; qnorm(p / 2)
    const result = mannWhitney(a, b);
    expectP(result.pAsymptotic, 0.19853345183285442);
    expectP(result.pAsymptoticCorrected, 0.22319719723555415);
    expectStatistic(result.z, -1.2857410439921868);
  });
});

describe('where to stop being exact', () => {
  const from = (start: number, n: number) => Array.from({ length: n }, (_, i) => start + i);

  test('groups of 49 have an exact p, one of 50 has none', () => {
    // 2 / choose(98, 49)
    const exact = mannWhitney(from(0, 49), from(100, 49));
    expectP(exact.pExact, 7.85002919296329e-29);
    expect(exact.warnings).toEqual(['complete-separation']);
    expect(exact.effects.rankBiserial).toEqual({ value: -1, ci: [null, null] });
    for (const [m, n] of [
      [50, 2],
      [2, 50],
    ] as const) {
      const asymptotic = mannWhitney(from(0, m), from(100, n));
      expect(asymptotic.pExact).toBeNull();
      expect(asymptotic.p).toBe(asymptotic.pAsymptoticCorrected);
    }
  });
});

describe('where little can be told', () => {
  test('a constant has no z; its exact p is 1', () => {
    expect(mannWhitney([3, 3], [3, 3, 3])).toMatchObject({
      statistic: 3,
      z: null,
      p: 1,
      pExact: 1,
      pAsymptotic: null,
      pAsymptoticCorrected: null,
      warnings: ['constant'],
    });
    const long = Array.from({ length: 60 }, () => 3);
    expect(mannWhitney(long, [3])).toMatchObject({
      p: null,
      method: 'Mann–Whitney test, without p',
    });
  });

  test('unusable input is refused in words', () => {
    for (const [a, b] of [
      [[missing], [1]],
      [[1], []],
    ] as const)
      expect(() => mannWhitney(a, b)).toThrow(
        new RangeError('mannWhitney needs values in both groups'),
      );
    expect(() => mannWhitney([1], [Number.NEGATIVE_INFINITY])).toThrow(
      new RangeError('mannWhitney needs finite numbers'),
    );
    expect(() => mannWhitney([1], [2], { confidence: 0 })).toThrow(
      new RangeError('mannWhitney needs a confidence between 0 and 1'),
    );
  });
});

describe('whatever the groups', () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  );
  const group = fc.array(value, { minLength: 1, maxLength: 60 });

  test('order does not matter, and the result is plain JSON', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const result = mannWhitney(a, b);
        expect(mannWhitney(a.toReversed(), Float64Array.from(b))).toEqual(result);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
    );
  });

  test('only the order of the values counts', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const cubed = (x: number) => Math.sign(x) * Math.abs(x / 7) ** 3;
        fc.pre(new Set([...a, ...b]).size === new Set([...a, ...b].map(cubed)).size);
        expect(mannWhitney(a.map(cubed), b.map(cubed))).toEqual(mannWhitney(a, b));
      }),
    );
  });

  test('to exchange the groups mirrors the statistic and keeps the p', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const [one, other] = [mannWhitney(a, b), mannWhitney(b, a)];
        expect(other.statistic).toBe(a.length * b.length - one.statistic);
        expect([other.u, other.z]).toEqual([one.u, one.z]);
        expectP(other.p, one.p);
      }),
    );
  });
});
