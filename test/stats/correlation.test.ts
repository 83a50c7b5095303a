/** Pearson's and Spearman's correlations against numbers from R. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pearson, spearman } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { complaints, rating } from './attitude.ts';

const { NaN: missing } = Number;

// The tuna of R's ?cor.test, from Hollander & Wolfe (1973), p. 187 f.
const lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
const quality = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

describe("Pearson's correlation is tested", () => {
  test('by the numbers that R gives', () => {
    // cor.test(lightness, quality)
    const result = pearson(lightness, quality);
    expect(result).toMatchObject({ procedure: 'pearson', n: { used: 9, excluded: 0 }, df: 7 });
    expectStatistic(result.value, 0.5711815575638287);
    expectStatistic(result.t, 1.841082638115338);
    expectP(result.p, 0.1081730543494938);
    expectStatistic(result.ci[0], -0.1497426330367572);
    expectStatistic(result.ci[1], 0.8955794618387393);
    expect(result.warnings).toEqual([]);
  });

  test('one-sided, with the other end of the interval where a correlation ends', () => {
    // cor.test(lightness, quality, alternative = "greater"), then "less"
    const greater = pearson(lightness, quality, { alternative: 'greater' });
    expectP(greater.p, 0.05408652717474689);
    expectStatistic(greater.ci[0], -0.02223022750451164);
    expect(greater.ci[1]).toBe(1);
    const less = pearson(lightness, quality, { alternative: 'less' });
    expectP(less.p, 0.9459134728252532);
    expect(less.ci[0]).toBe(-1);
    expectStatistic(less.ci[1], 0.8669786348076144);
  });

  test('with the confidence asked for', () => {
    // cor.test(lightness, quality, conf.level = 0.9)$conf.int
    const { ci, confidence } = pearson(lightness, quality, { confidence: 0.9 });
    expect(confidence).toBe(0.9);
    expectStatistic(ci[0], -0.02223022750451164);
    expectStatistic(ci[1], 0.8669786348076144);
  });

  test('also where p is small', () => {
    // cor.test(~ rating + complaints, attitude)
    const result = pearson(rating, complaints);
    expectStatistic(result.value, 0.825417569542146);
    expectP(result.p, 1.987682208284031e-8);
  });

  test('on the complete pairs only', () => {
    const result = pearson([...lightness, missing, 3], [...quality, 1, missing]);
    expect(result.n).toEqual({ used: 9, excluded: 2 });
    expect(result.value).toBe(pearson(lightness, quality).value);
  });

  test('as exactly far from zero', () => {
    // x <- c(0, 1, 3, 2, 7); y <- c(2, 1, 1, 5, 4); cor(x, y)
    const x = [0, 1, 3, 2, 7];
    const y = [2, 1, 1, 5, 4];
    const far = pearson(
      x.map((value) => 1e8 + value / 16),
      y.map((value) => -1e8 + value / 16),
    );
    expectStatistic(far.value, 0.4176720953624982, { relative: 1e-14 });
  });
});

describe("Spearman's correlation is tested", () => {
  test('exactly for up to nine pairs, as in R', () => {
    // cor.test(lightness, quality, method = "spearman"), then with alternative = "greater", "less"
    const result = spearman(lightness, quality);
    expectStatistic(result.value, 0.6);
    expectP(result.p, 0.09679783950617284);
    expect(result.p).toBe(result.pExact);
    expect(result.method).toContain('exact');
    expectP(spearman(lightness, quality, { alternative: 'greater' }).p, 0.04839891975308642);
    expectP(spearman(lightness, quality, { alternative: 'less' }).p, 0.9571373456790123);
  });

  test('by t beside it, as in SPSS and in R with exact = FALSE', () => {
    // cor.test(lightness, quality, method = "spearman", exact = FALSE)
    expectP(spearman(lightness, quality).pAsymptotic, 0.08762282904140234);
    // cor.test(~ rating + complaints, attitude, method = "spearman", exact = FALSE)
    const result = spearman(rating, complaints);
    expectStatistic(result.value, 0.8322005622687632);
    expectP(result.p, 1.193235094915268e-8);
    expect([result.pExact, result.pEdgeworth]).toEqual([null, null]);
    expect(result.method).toContain('t approximation');
  });

  test("by R's series for ten pairs and more without ties", () => {
    // y <- c(3, 1, 12, 5, 4, 6, 9, 7, 8, 2, 11, 10)
    // cor.test(1:12, y, method = "spearman", alternative = "less"), then "greater"; then cor.test(1:12, -y, …)
    const x = Array.from({ length: 12 }, (_, i) => i + 1);
    const y = [3, 1, 12, 5, 4, 6, 9, 7, 8, 2, 11, 10];
    expectStatistic(spearman(x, y).value, 0.4335664335664337);
    expectP(spearman(x, y, { alternative: 'less' }).pEdgeworth, 0.922892124871641);
    expectP(spearman(x, y, { alternative: 'greater' }).pEdgeworth, 0.08072321317491157);
    const turned = y.map((value) => -value);
    expectP(spearman(x, turned).pEdgeworth, 0.1614464263498233);
    // cor.test(1:1290, 1290:1, method = "spearman") takes t, too.
    const many = Array.from({ length: 1290 }, (_, i) => i);
    expect(spearman(many, many.toReversed()).pEdgeworth).toBeNull();
  });

  test('exactly with ties, over all orders of the ranks as they are', () => {
    // x <- rank(c(1, 2, 2, 3, 4)); y <- rank(c(1, 1, 2, 3, 3)); s <- sum(x * y) over all 120 orders of y
    // mean(s >= sum(x * y))
    const result = spearman([1, 2, 2, 3, 4], [1, 1, 2, 3, 3], { alternative: 'greater' });
    expectStatistic(result.value, 0.8922178162191939);
    expectP(result.pExact, 0.06666666666666667);
    expect(spearman([1, 2, 2, 3, 4], [1, 1, 2, 3, 3], { alternative: 'less' }).pExact).toBe(1);
  });

  test("with Bonett and Wright's interval", () => {
    // tanh(atanh(0.6) + c(-1, 1) * qnorm(0.975) * sqrt((1 + 0.6^2 / 2) / 6))
    const { ci } = spearman(lightness, quality);
    expectStatistic(ci[0], -0.1742440697782848);
    expectStatistic(ci[1], 0.9157978790133388);
  });
});

describe('where little can be told', () => {
  test.each([pearson, spearman])('a constant has no correlation', (correlate) => {
    expect(correlate([1, 2, 3, 4], [5, 5, 5, 5])).toMatchObject({
      value: null,
      ci: [null, null],
      t: null,
      p: null,
      warnings: ['constant'],
    });
  });

  test('two pairs lie on a line, and prove nothing', () => {
    expect(pearson([1, 2], [7, 3])).toMatchObject({
      value: -1,
      ci: [null, null],
      t: null,
      df: 0,
      p: null,
      warnings: ['perfect', 'too-few'],
    });
    // cor.test(1:2, c(7, 3), method = "spearman")$p.value
    expect(spearman([1, 2], [7, 3])).toMatchObject({ value: -1, p: 1, pAsymptotic: null });
  });

  test('three pairs have a test and no interval', () => {
    // cor.test(1:3, c(1, 3, 2))$p.value
    const result = pearson([1, 2, 3], [1, 3, 2]);
    expectP(result.p, 2 / 3);
    expect(result).toMatchObject({ ci: [null, null], warnings: ['too-few'] });
  });

  test('a perfect correlation has an infinite t, which is null', () => {
    // cor.test(1:5, 2 * (1:5)): t = Inf or 8e7, p 0 or 2e-16 …, interval 1 to 1
    const line = pearson([1, 2, 3, 4, 5], [0.2, 0.4, 0.6, 0.8, 1]);
    expect(line).toMatchObject({ value: 1, t: null, p: 0, ci: [1, 1], warnings: ['perfect'] });
    const down = [5, 4, 3, 2, 1];
    expect(pearson([1, 2, 3, 4, 5], down, { alternative: 'greater' })).toMatchObject({
      value: -1,
      p: 1,
      ci: [-1, 1],
    });
    expect(pearson([1, 2, 3, 4, 5], down, { alternative: 'less' }).p).toBe(0);
  });

  test('numbers too large to add up are named', () => {
    const result = pearson([1.5e308, -1.5e308, 1.6e308, 1.7e308], [1, 2, 3, 4]);
    expect(result).toMatchObject({ value: null, p: null, warnings: ['overflow'] });
  });

  test.each([
    [() => pearson([1], [2]), 'pearson needs at least two complete pairs'],
    [() => spearman([1, missing], [2, 3]), 'spearman needs at least two complete pairs'],
    [() => pearson([1, 2], [2]), 'pearson needs samples of one length'],
    [() => spearman([1, Infinity], [2, 3]), 'spearman needs finite numbers'],
    [
      () => pearson([1, 2], [2, 3], { confidence: 1 }),
      'pearson needs a confidence between 0 and 1',
    ],
  ])('what cannot be used is refused in words', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});

describe('whatever the samples', () => {
  const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(missing));
  const samples = fc
    .array(fc.tuple(value, value), { minLength: 2, maxLength: 12 })
    .filter((pairs) => pairs.filter(([a, b]) => !Number.isNaN(a + b)).length > 1);
  const columns = (pairs: readonly (readonly [number, number])[]) =>
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const;

  test.each([pearson, spearman])(
    'the result is plain JSON, and p and the ends are in range',
    (of) => {
      fc.assert(
        fc.property(samples, (pairs) => {
          const result = of(...columns(pairs));
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
          const { p, value: r, ci } = result;
          if (p !== null) expect(p >= 0 && p <= 1).toBe(true);
          if (r === null || ci[0] === null || ci[1] === null) return;
          expect(ci[0]).toBeLessThanOrEqual(r);
          expect(ci[1]).toBeGreaterThanOrEqual(r);
        }),
      );
    },
  );

  test.each([pearson, spearman])(
    'order, exchange and unit do not matter, a turned scale turns the sign',
    (of) => {
      fc.assert(
        fc.property(samples, (pairs) => {
          const [a, b] = columns(pairs);
          const { value: r, p } = of(a, b);
          for (const same of [
            of(...columns(pairs.toReversed())),
            of(b, a),
            of(
              a.map((x) => 10 + 3 * x),
              b,
            ),
          ]) {
            expectStatistic(same.value, r, { floor: 1e-12 });
            expectStatistic(same.p, p, { relative: 1e-8, floor: 1e-7 });
          }
          const turned = of(
            a.map((x) => -x),
            b,
          );
          expectStatistic(turned.value, r === null ? null : -r);
        }),
      );
    },
  );
});
