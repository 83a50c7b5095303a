/** Reliable change against Jacobson and Truax's worked example and the formula in R (4.2.2). */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reliableChange } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

test("Jacobson and Truax's participant went from 32.5 to 47.5, an index of 3.14", () => {
  // Their example (1991, p. 14): standard deviation 7.5, reliability .80, S_diff 4.74
  const result = reliableChange([32.5], [47.5], 0.8, { sd: 7.5 });
  expect(result.seDifference).toBeCloseTo(4.74, 2);
  // They divide by the rounded 4.74 and print 3.14 for 3.162, as others have noted.
  expectStatistic(result.persons[0]?.rci, 15 / (7.5 * Math.sqrt(0.4)));
  expect(result.persons[0]?.category).toBe('increased');
});

describe('each participant', () => {
  const before = [10, 14, 12, 19, 15];
  const after = [13, 12, 20, 19, 20];

  test('has a change, an index and a category', () => {
    // sd(before) * sqrt(2 * (1 - 0.8)); (after - before) / 2.144761058952721; qnorm(.975) * 2.144761058952721
    const result = reliableChange(before, after, 0.8);
    const indices = [
      1.3987572123604706, -0.9325048082403138, 3.730019232961255, 0, 2.3312620206007844,
    ];
    expectStatistic(result.seDifference, 2.144761058952721);
    expectStatistic(result.threshold, 4.203654430991321);
    expect(result.persons).toHaveLength(5);
    indices.forEach((rci, i) => {
      expectStatistic(result.persons[i]?.rci, rci);
    });
    expect(result.persons.map((person) => person?.change)).toEqual([3, -2, 8, 0, 5]);
    expect(result.persons.map((person) => person?.category)).toEqual([
      'unchanged',
      'unchanged',
      'increased',
      'unchanged',
      'increased',
    ]);
    expect(result.counts).toEqual({ increased: 2, unchanged: 3, decreased: 0 });
    expect(result).toMatchObject({
      procedure: 'reliableChange',
      n: { used: 5, excluded: 0 },
      reliability: 0.8,
      confidence: 0.95,
      warnings: [],
    });
  });

  test('keeps the place, with null for a missing, whose score before still counts', () => {
    const result = reliableChange([...before, missing], [13, missing, 20, 19, 20, 11], 0.8);
    expect(result.n).toEqual({ used: 4, excluded: 2 });
    expect(result.persons[1]).toBeNull();
    expect(result.persons[5]).toBeNull();
    expectStatistic(result.seDifference, 2.144761058952721);
  });

  test('can be judged by the spread of a norm group, and by another confidence', () => {
    const result = reliableChange(before, after, 0.5, { sd: 2, confidence: 0.8 });
    // qnorm(0.9) * 2
    expectStatistic(result.threshold, 2.563103131089201);
    expect(result.counts).toEqual({ increased: 3, unchanged: 2, decreased: 0 });
    expect(result.sd).toBe(2);
    expect(result.method).toContain('as given');
    expect(reliableChange(after, before, 0.5, { sd: 2, confidence: 0.8 }).counts.decreased).toBe(3);
  });
});

describe('where little can be told', () => {
  test('scores that were all the same put no change in proportion', () => {
    const result = reliableChange([0.1, 0.1, 0.1], [1, 2, 3], 0.8);
    expect(result).toMatchObject({ sd: 0, seDifference: 0, warnings: ['constant'] });
    expect(result.persons[0]).toEqual({ change: 0.9, rci: null, category: null });
    expect(result.counts).toEqual({ increased: 0, unchanged: 0, decreased: 0 });
  });

  test('numbers too large to subtract are named', () => {
    const result = reliableChange([-1.5e308, 1], [1.5e308, 2], 0.8, { sd: 1 });
    expect(result.persons[0]).toEqual({ change: null, rci: null, category: null });
    expect(result.warnings).toEqual(['overflow']);
  });

  test.each([
    [() => reliableChange([1, missing], [missing, 2], 0.8), 'at least one complete pair'],
    [() => reliableChange([1], [2], 0.8), 'at least two scores before'],
    [() => reliableChange([1, 2], [2], 0.8), 'samples of one length'],
    [() => reliableChange([1, Infinity], [2, 3], 0.8), 'finite numbers'],
    [() => reliableChange([1, 2], [2, 3], 1), 'a reliability from 0 to below 1'],
    [() => reliableChange([1, 2], [2, 3], -0.1), 'a reliability from 0 to below 1'],
    [() => reliableChange([1, 2], [2, 3], missing), 'a reliability from 0 to below 1'],
    [() => reliableChange([1, 2], [2, 3], 0.8, { sd: 0 }), 'a standard deviation above 0'],
    [() => reliableChange([1, 2], [2, 3], 0.8, { confidence: 95 }), 'a confidence between 0 and 1'],
  ])('what cannot be used is refused in words', (call, needs) => {
    expect(call).toThrow(new RangeError(`reliableChange needs ${needs}`));
  });
});

test('whatever the scores, the result is plain JSON, and everybody is counted once', () => {
  const score = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constant(missing));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (pairs, reliability) => {
        fc.pre(pairs.some(([a, b]) => !Number.isNaN(a + b)));
        const [before, after] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const result = reliableChange(before, after, reliability, { sd: 10 });
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        const { increased, unchanged, decreased } = result.counts;
        expect(increased + unchanged + decreased).toBe(result.n.used);
        expect(reliableChange(after, before, reliability, { sd: 10 }).counts).toEqual({
          increased: decreased,
          unchanged,
          decreased: increased,
        });
      },
    ),
  );
});
