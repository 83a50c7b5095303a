/** Mid-ranks and the sizes of ties. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pooledRanks, ranks, tieTerm } from '../../stats/ranks/ranks.ts';

describe('ranks', () => {
  test('of equal values are the mean of their places', () => {
    // rank(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5))
    const { ranks: found, ties } = ranks(Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5));
    expect([...found]).toEqual([4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8]);
    expect(ties).toEqual([2, 2, 3]);
    expect(tieTerm(ties)).toBe(6 + 6 + 24);
  });

  test('of zero and minus zero are the same', () => {
    expect([...ranks(Float64Array.of(0, -0, -1)).ranks]).toEqual([2.5, 2.5, 1]);
  });

  test('of nothing are nothing', () => {
    expect(ranks(new Float64Array(0))).toEqual({ ranks: new Float64Array(0), ties: [] });
  });

  test('across samples come back sample by sample', () => {
    const { each, ties } = pooledRanks([
      Float64Array.of(5, 1),
      Float64Array.of(5),
      new Float64Array(0),
    ]);
    expect(each.map((own) => [...own])).toEqual([[2.5, 1], [2.5], []]);
    expect(ties).toEqual([2]);
  });

  test('count how many values are smaller, and half of those that are equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true }))),
        (x) => {
          const counted = x.map(
            (value) =>
              x.filter((other) => other < value).length +
              (x.filter((other) => other === value).length + 1) / 2,
          );
          expect([...ranks(Float64Array.from(x)).ranks]).toEqual(counted);
        },
      ),
    );
  });
});
