/** The t tests by the road from `Moments`, and what theory says of them. */

import fc from 'fast-check';
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

describe('from moments', () => {
  const a = [4.5, 6, 8.25, 10, missing, 12];
  const b = [3, 4, 5, 6.5, 1, 11];

  test('the paired test is that of the rows', () => {
    const fromRows = pairedT(a, b, { alternative: 'greater' });
    const moments = new Moments(3).addColumns([[9, 9, 9, 9, 9, 9], a, b]);
    const found = pairedTFromMoments(moments, 1, 2, { alternative: 'greater' });
    expectAlike(found, fromRows);
  });

  test('the independent test is that of the rows, but for Levene', () => {
    const [first, second] = [new Moments(1).addColumns([a]), new Moments(1).addColumns([b])];
    for (const variances of ['equal', 'unequal'] as const) {
      const found = independentTFromMoments(first, second, 0, { variances });
      expectAlike(found, { ...independentT(a, b, { variances }), levene: null });
    }
  });

  test('keep their digits far from zero', () => {
    const [x, y] = [a, b].map((values) => values.map((value) => 1e8 + value)) as [
      number[],
      number[],
    ];
    expectAlike(pairedTFromMoments(new Moments(2).addColumns([x, y])), pairedT(x, y));
    const [first, second] = [new Moments(1).addColumns([x]), new Moments(1).addColumns([y])];
    expectAlike(independentTFromMoments(first, second), { ...independentT(x, y), levene: null });
  });

  test('know constants where they see them', () => {
    const shifted = new Moments(2).addColumns([a, a.map((value) => value + 0.1)]);
    expect(pairedTFromMoments(shifted).warnings).toEqual(['constant-differences']);
    const constant = new Moments(1).addColumns([Array.from({ length: 700 }, () => 0.1)]);
    expect(independentTFromMoments(constant, constant)).toMatchObject({
      t: null,
      meanDifference: 0,
      warnings: ['constant'],
    });
  });
});

describe('whatever the samples', () => {
  const value = fc.integer({ min: -1000, max: 1000 }).map((x) => x / 8);
  const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 });
  const sample = fc.array(value, { minLength: 2, maxLength: 30 });

  test('results are plain JSON with p between 0 and 1', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const [length] = [Math.min(a.length, b.length)];
        for (const result of [
          pairedT(a.slice(0, length), b.slice(0, length)),
          independentT(a, b),
          independentT(a, b, { variances: 'equal', alternative: 'less' }),
          oneSampleT(a, { mu: b[0] as number, alternative: 'greater' }),
        ]) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
          if (result.p === null) continue;
          expect(result.p).toBeGreaterThanOrEqual(0);
          expect(result.p).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the order of the participants does not matter', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = columns(rows);
        const [c, d] = columns(rows.toReversed());
        expectAlike(pairedT(c, d), pairedT(a, b));
        expectAlike(independentT(c, d), independentT(a, b));
      }),
      { numRuns: 50 },
    );
  });

  test('exchanging the two turns the sign of everything that has one', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = columns(rows);
        for (const test of [pairedT, independentT]) {
          const [one, other] = [test(a, b), test(b, a, { alternative: 'two-sided' })];
          expectStatistic(other.t, one.t && -one.t);
          expectP(other.p, one.p);
          expectStatistic(other.ci[0], one.ci[1] && -one.ci[1]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a shift changes nothing, and a scale only what is in the unit of the data', () => {
    fc.assert(
      fc.property(pairs, value, (rows, shift) => {
        const [a, b] = columns(rows);
        const moved = (x: number[]) => x.map((y) => 4 * (y + shift));
        for (const test of [pairedT, independentT]) {
          const [one, other] = [test(a, b), test(moved(a), moved(b))];
          expectStatistic(other.t, one.t);
          expectStatistic(other.df, one.df);
          expectStatistic(other.ci[0], one.ci[0] && 4 * one.ci[0], { floor: 1e-10 });
          expectStatistic(other.effects.hedgesG.value, one.effects.hedgesG.value);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the two one-sided p add up to one', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const [less, greater] = (['less', 'greater'] as const).map(
          (alternative) => independentT(a, b, { alternative }).p,
        );
        if (less != null && greater != null) expectStatistic(less + greater, 1);
      }),
      { numRuns: 50 },
    );
  });
});

function columns(rows: readonly (readonly [number, number])[]): [number[], number[]] {
  return [rows.map(([a]) => a), rows.map(([, b]) => b)];
}

/** Every number of the one beside that of the other. */
function expectAlike(actual: unknown, expected: unknown, what = 'result'): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    expectStatistic(actual, expected, { floor: 1e-10, what });
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected))
      expectAlike((actual as Record<string, unknown>)[key], value, `${what}.${key}`);
  } else expect(actual, what).toEqual(expected);
}
