/** Putting small groups together: no group that is left is small, and none alone is called something else. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergedGroups, mergedRuns } from '../../../server/export/archive/merging.ts';

const cells = (groups: Record<string, number[]>) => new Map(Object.entries(groups));

describe('groups', () => {
  test.each([
    ['are kept where all are large', { a: [10], b: [5] }, []],
    ['that are small are put together', { a: [10], b: [3], c: [4], d: [8] }, ['b', 'c']],
    ['one small group is joined by the smallest other', { a: [10], b: [8], c: [2] }, ['b', 'c']],
    [
      'are small also where they are so in one part',
      { n: [6, 2], s: [7, 9], v: [5, 5] },
      ['n', 'v'],
    ],
    ['a part without any tells of nobody', { n: [6, 0], s: [7, 9] }, []],
  ])('%s', (_, groups, merged) => {
    expect([...(mergedGroups(cells(groups), 5) ?? ['all'])].sort()).toEqual(merged);
  });

  test('are given up where it takes all of them', () => {
    expect(mergedGroups(cells({ a: [10], b: [3] }), 5)).toBeNull();
    expect(mergedGroups(cells({ a: [1], b: [1] }), 5)).toBeNull();
  });

  test('what is left is never small, and what is put together is never one', () => {
    const counts = fc.dictionary(fc.stringMatching(/^[a-h]$/), fc.tuple(fc.nat(12), fc.nat(12)));
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 6 }), (groups, limit) => {
        const merged = mergedGroups(cells(groups), limit);
        if (merged === null || merged.size === 0) return;
        expect(merged.size).toBeGreaterThan(1);
        const all = Object.entries(groups);
        const rest = all.filter(([name]) => !merged.has(name)).map(([, own]) => own);
        const together = [0, 1].map((at) =>
          all.reduce((sum, [name, own]) => sum + (merged.has(name) ? (own[at] ?? 0) : 0), 0),
        );
        for (const count of [...rest, together].flat())
          expect(count === 0 || count >= limit).toBe(true);
      }),
    );
  });
});

describe('steps of age or time', () => {
  test('small ends are put together first, then what is small between', () => {
    const counts = new Map([
      [1, 2],
      [2, 7],
      [3, 1],
      [4, 9],
    ]);
    // 2 joins 7; then 1 stands between 9 and 9, and joins the one before.
    expect(mergedRuns(counts, 5)).toEqual([
      { from: 1, to: 3, count: 10 },
      { from: 4, to: 4, count: 9 },
    ]);
  });

  test('are given up where all together are too few', () => {
    expect(mergedRuns(new Map([[3, 4]]), 5)).toBeNull();
  });

  test('every run is large enough, in order, and holds everybody', () => {
    const counts = fc.dictionary(
      fc.integer({ min: 1, max: 9 }).map(String),
      fc.integer({ min: 1, max: 8 }),
    );
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 6 }), (given, limit) => {
        const steps = new Map(Object.entries(given).map(([step, count]) => [Number(step), count]));
        const all = [...steps.values()].reduce((sum, count) => sum + count, 0);
        const runs = mergedRuns(steps, limit);
        expect(runs === null).toBe(all < limit);
        for (const [at, { from, to, count }] of (runs ?? []).entries()) {
          expect(count).toBeGreaterThanOrEqual(limit);
          expect(from).toBeLessThanOrEqual(to);
          expect(from).toBeGreaterThan(runs?.[at - 1]?.to ?? 0);
        }
        if (runs) expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(all);
      }),
    );
  });
});
