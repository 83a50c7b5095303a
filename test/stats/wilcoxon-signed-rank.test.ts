/** Wilcoxon's signed-rank test against R. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilcoxonSignedRank } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

describe('the Hamilton depression scores of Hollander and Wolfe', () => {
  // x <- c(1.83, …); y <- c(0.878, …), as in ?wilcox.test
  const x = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
  const y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

  test.each([
    // wilcox.test(x, y, paired = TRUE, alternative = …)$p.value; exact = FALSE, correct = FALSE; correct = TRUE
    ['two-sided', 0.0390625, 0.038151710173415156, 0.044010984012951455],
    ['less', 0.986328125, 0.9809241449132924, 0.9835153093778899],
    ['greater', 0.01953125, 0.019075855086707578, 0.022005492006475728],
  ] as const)('have the p values of R, %s', (alternative, exact, asymptotic, corrected) => {
    const result = wilcoxonSignedRank(x, y, { alternative });
    expect(result.pExact).toBe(exact);
    expect(result.p).toBe(exact);
    expectP(result.pAsymptotic, asymptotic);
    expectP(result.pAsymptoticCorrected, corrected);
    expect(result).toMatchObject({ alternative, statistic: 40, warnings: [] });
  });

  test('have the rank sums, and the z that SPSS prints for the smaller of them', () => {
    const { z, positive, negative, method } = wilcoxonSignedRank(x, y);
    // (5 - 9 * 10 / 4) / sqrt(9 * 10 * 19 / 24)
    expectStatistic(z, -2.073221072156823);
    expect(positive).toEqual({ n: 7, rankSum: 40, meanRank: 40 / 7 });
    expect(negative).toEqual({ n: 2, rankSum: 5, meanRank: 2.5 });
    expect(method).toBe('Wilcoxon signed-rank test, exact');
  });

  test('have a rank-biserial correlation with an interval', () => {
    // r <- (40 - 5) / 45; se <- sqrt((2 * 9^3 + 3 * 9^2 + 9) / 6) / ((9^2 + 9) / 2)
    // tanh(atanh(r) + c(-1, 1) * qnorm(.975) * se)
    for (const alternative of ['two-sided', 'less'] as const) {
      const { rankBiserial } = wilcoxonSignedRank(x, y, { alternative }).effects;
      expectStatistic(rankBiserial.value, 0.7777777777777778);
      expectStatistic(rankBiserial.ci[0], 0.29536312933624226);
      expectStatistic(rankBiserial.ci[1], 0.9441559019200815);
    }
  });
});

describe('ties and zeros', () => {
  // d <- c(1, 0, 2, -1, 3, 3, -2, 1), zeros dropped; all sign patterns by expand.grid
  const a = [3, 4, 4, 2, 5, 5, 1, 4];
  const b = [2, 4, 2, 3, 2, 2, 3, 3];

  test('are counted, and the exact p is given the ties', () => {
    // S <- as.matrix(expand.grid(rep(list(0:1), 7))) %*% rank(abs(d)); mean(S <= v); mean(S >= v)
    const result = wilcoxonSignedRank(a, b);
    expect(result).toMatchObject({
      statistic: 21.5,
      zeros: 1,
      n: { used: 8, excluded: 0 },
      pExact: 0.28125,
      method: 'Wilcoxon signed-rank test, exact given the ties',
      warnings: ['zeros-dropped', 'ties'],
    });
    expect(wilcoxonSignedRank(a, b, { alternative: 'less' }).p).toBe(0.921875);
    expect(wilcoxonSignedRank(a, b, { alternative: 'greater' }).p).toBe(0.140625);
  });

  test('change the variance too', () => {
    // wilcox.test(a, b, paired = TRUE, exact = FALSE, correct = …)$p.value; qnorm(p / 2)
    const result = wilcoxonSignedRank(a, b);
    expectP(result.pAsymptotic, 0.20000529271911385);
    expectP(result.pAsymptoticCorrected, 0.23165725638769263);
    expectStatistic(result.z, -1.2815364865751413);
  });

  test("are in R's own data set of extra hours of sleep, all differences of one sign", () => {
    // wilcox.test(extra ~ group, paired, exact = FALSE)$p.value, correct = TRUE and FALSE; 2 * 2^-9
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const result = wilcoxonSignedRank(first, second);
    expect(result).toMatchObject({ statistic: 0, zeros: 1, p: 0.00390625 });
    expectP(result.pAsymptoticCorrected, 0.009090698015925056);
    expectP(result.pAsymptotic, 0.0076324416482055155);
    expect(result.effects.rankBiserial).toEqual({ value: -1, ci: [null, null] });
    expect(result.warnings).toEqual(['zeros-dropped', 'ties', 'complete-separation']);
  });
});

describe('where to stop being exact', () => {
  const zeros = (n: number) => Array.from({ length: n }, () => 0);
  const alternating = (n: number) =>
    Array.from({ length: n }, (_, i) => (i + 1) * (i % 3 ? 1 : -1));

  test('49 differences have an exact p, 50 have none', () => {
    // V <- sum((1:49)[(0:48) %% 3 != 0]); 2 * psignrank(V - 1, 49, lower.tail = FALSE)
    const exact = wilcoxonSignedRank(alternating(49), zeros(49));
    expect(exact.statistic).toBe(800);
    expectP(exact.pExact, 0.06248542836759797);
    const asymptotic = wilcoxonSignedRank(alternating(50), zeros(50));
    expect(asymptotic.pExact).toBeNull();
    expect(asymptotic.p).toBe(asymptotic.pAsymptoticCorrected);
    expect(asymptotic.method).toContain('normal approximation with continuity correction');
  });

  test('the far end of the exact distribution is 2 to the minus 48', () => {
    const x = Array.from({ length: 49 }, (_, i) => i + 1);
    expect(wilcoxonSignedRank(x, zeros(49)).pExact).toBe(2 ** -48);
    expect(wilcoxonSignedRank(x, zeros(49), { alternative: 'less' }).pExact).toBe(1);
  });
});

describe('where little can be told', () => {
  test('pairs that never differ give nulls and a warning', () => {
    expect(wilcoxonSignedRank([1, 2, missing], [1, 2, 3])).toEqual({
      procedure: 'wilcoxonSignedRank',
      n: { used: 2, excluded: 1 },
      statistic: 0,
      z: null,
      p: null,
      pExact: null,
      pAsymptotic: null,
      pAsymptoticCorrected: null,
      zeros: 2,
      positive: { n: 0, rankSum: 0, meanRank: null },
      negative: { n: 0, rankSum: 0, meanRank: null },
      effects: { rankBiserial: { value: null, ci: [null, null] } },
      alternative: 'two-sided',
      confidence: 0.95,
      method: 'Wilcoxon signed-rank test, without p',
      warnings: ['no-differences'],
    });
  });

  test('unusable input is refused in words', () => {
    const refusals: [() => unknown, string][] = [
      [() => wilcoxonSignedRank([1, missing], [missing, 2]), 'at least one complete pair'],
      [() => wilcoxonSignedRank([1, 2], [1]), 'samples of one length'],
      [() => wilcoxonSignedRank([1, Number.POSITIVE_INFINITY], [1, 2]), 'finite numbers'],
      [() => wilcoxonSignedRank([1], [2], { confidence: 1 }), 'a confidence between 0 and 1'],
      [
        () => wilcoxonSignedRank([1], [2], { alternative: 'more' as 'less' }),
        'an alternative: two-sided, less or greater',
      ],
    ];
    for (const [call, words] of refusals)
      expect(call).toThrow(new RangeError(`wilcoxonSignedRank needs ${words}`));
  });
});

describe('whatever the pairs', () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  );
  const pairs = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 70 });
  const of = (list: readonly (readonly [number, number])[]) =>
    wilcoxonSignedRank(
      list.map(([a]) => a),
      list.map(([, b]) => b),
    );

  test('their order does not matter, and the result is plain JSON', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const result = of(list);
        expect(of(list.toReversed())).toEqual(result);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
    );
  });

  test('to exchange the samples exchanges the rank sums, not the p', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [one, other] = [of(list), of(list.map(([a, b]) => [b, a]))];
        expect(other.positive).toEqual(one.negative);
        expect([other.z, other.p, other.pAsymptotic]).toEqual([one.z, one.p, one.pAsymptotic]);
      }),
    );
  });
});
