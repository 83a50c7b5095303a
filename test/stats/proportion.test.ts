/** The share and its exact interval against R's binom.test, the rule of three, and what theory says. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alternative, distributions, proportion, toApa } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';

describe('20 of 100', () => {
  // R 3.6.2, binom.test(20, 100, alternative = …)$conf.int, as scipy's tests print it
  // (scipy/stats/tests/test_morestats.py, test_confidence_intervals1)
  test.each([
    { alternative: 'less', expected: [0, 0.2772002496709138] },
    { alternative: 'greater', expected: [0.1366613252458672, 1] },
    { alternative: 'two-sided', expected: [0.1266555521019559, 0.2918426890886281] },
  ] as const)('has the limits of R, $alternative', ({ alternative, expected }) => {
    const result = proportion(20, 100, { alternative });
    expect(result.value).toBe(0.2);
    expectStatistic(result.ci[0], expected[0], { relative: 1e-12 });
    expectStatistic(result.ci[1], expected[1], { relative: 1e-12 });
  });

  test('carries what it is of, and how it was computed', () => {
    expect(proportion(20, 100)).toMatchObject({
      procedure: 'proportion',
      n: { used: 100, excluded: 0 },
      count: 20,
      confidence: 0.95,
      alternative: 'two-sided',
      method: 'Proportion with exact binomial (Clopper–Pearson) interval, two-sided',
      warnings: [],
    });
  });

  test('is printed in percent', () => {
    expect(toApa(proportion(20, 100)).sentence).toBe('20 of 100: % = 20.00, 95% CI [12.67, 29.18]');
    expect(toApa(proportion(20, 100), { locale: 'nb', digits: 1 }).sentence).toBe(
      '20 av 100: % = 20,0, 95 % KI [12,7; 29,2]',
    );
    expect(toApa(proportion(0, 0)).sentence).toBe('0 of 0: % = –');
  });
});

// R 3.6.2, binom.test(3, 50, alternative = …, conf.level = .99)$conf.int, as printed beside the other
test.each([
  { alternative: 'less', expected: [0, 0.1872093] },
  { alternative: 'greater', expected: [0.008860761, 1] },
  { alternative: 'two-sided', expected: [0.006872485, 0.202706269] },
] as const)('3 of 50 has the 99 % limits of R, $alternative', ({ alternative, expected }) => {
  const { ci } = proportion(3, 50, { alternative, confidence: 0.99 });
  expectStatistic(ci[0], expected[0], { relative: 1e-6 });
  expectStatistic(ci[1], expected[1], { relative: 1e-6 });
});

describe('none of all', () => {
  test('leaves an upper limit, of which 3/n is a good guess', () => {
    for (const n of [30, 300, 10_000]) {
      const { value, ci, warnings } = proportion(0, n, { alternative: 'less' });
      expect(value).toBe(0);
      expect(ci[0]).toBe(0);
      // (1 − p)^n = .05: nobody of n
      expectStatistic((1 - (ci[1] ?? 1)) ** n, 0.05);
      expect((ci[1] as number) * n).toBeGreaterThan(2.85);
      expect((ci[1] as number) * n).toBeLessThan(3);
      expect(warnings).toEqual(['zero-count']);
    }
  });

  test('mirrors all of them', () => {
    const [none, all] = [proportion(0, 14), proportion(14, 14)];
    expect(all).toMatchObject({ value: 1, warnings: ['full-count'] });
    expect([none.ci[0], all.ci[1]]).toEqual([0, 1]);
    expectStatistic(all.ci[0], 1 - (none.ci[1] as number));
    // Half of 5 % on this side: .025^(1/14)
    expectStatistic(all.ci[0], 0.025 ** (1 / 14));
  });
});

test('of nothing there is no share', () => {
  expect(proportion(0, 0)).toMatchObject({ value: null, ci: [null, null], warnings: ['no-data'] });
});

test.each([
  [() => proportion(-1, 3), 'counts: whole numbers from 0 on'],
  [() => proportion(1.5, 3), 'counts: whole numbers from 0 on'],
  [() => proportion(1, Number.NaN), 'counts: whole numbers from 0 on'],
  [() => proportion(1, Infinity), 'counts: whole numbers from 0 on'],
  [() => proportion('1' as unknown as number, 3), 'counts: whole numbers from 0 on'],
  [() => proportion(null as unknown as number, 3), 'counts: whole numbers from 0 on'],
  [() => proportion(4, 3), 'a count that is part of the total'],
  [() => proportion(1, 3, { confidence: 1 }), 'a confidence between 0 and 1'],
  [
    () => proportion(1, 3, { alternative: 'both' as Alternative }),
    'an alternative: two-sided, less or greater',
  ],
])('what cannot be used is refused in words', (call, sentence) => {
  expect(call).toThrow(new RangeError(`proportion needs ${sentence}`));
});

test('whatever the counts, the interval holds the share, and that of the rest mirrors it', () => {
  const counts = fc
    .integer({ min: 1, max: 100_000 })
    .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
  fc.assert(
    fc.property(counts, fc.constantFrom(0.8, 0.95, 0.999), ([count, total], confidence) => {
      const { value, ci, ...result } = proportion(count, total, { confidence });
      expect(JSON.parse(JSON.stringify({ value, ci, ...result }))).toEqual({
        value,
        ci,
        ...result,
      });
      const [lower, upper] = ci as [number, number];
      expect(0 <= lower && lower <= (value as number)).toBe(true);
      expect((value as number) <= upper && upper <= 1).toBe(true);
      const rest = proportion(total - count, total, { confidence }).ci as [number, number];
      expectStatistic(1 - rest[1], lower);
      expectStatistic(1 - rest[0], upper);
      // P(X ≥ x) at the lower end is half of what is outside.
      if (count > 0) {
        const outside = distributions.beta.cdf(lower, count, total - count + 1);
        expectStatistic(outside, (1 - confidence) / 2);
      }
    }),
  );
});
