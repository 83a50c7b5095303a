/** Adjusted p values against R 4.2.2's `p.adjust`. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AdjustmentMethod, adjustP } from '../../stats/multiplicity.ts';
import { expectStatistic } from '../support/closeness.ts';

const methods = ['holm', 'hochberg', 'hommel', 'bonferroni', 'BH', 'BY'] as const;

/** The fifteen p values of Benjamini and Hochberg's (1995) example, of treatments after infarction. */
const infarction = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];

describe('adjusted p values', () => {
  // p.adjust(p, method)
  test.each<[AdjustmentMethod, number[]]>([
    ['holm', [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213]],
    ['hochberg', [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.2682, 0.2682, 0.2752, 0.3213]],
    ['hommel', [0.0015, 0.0056, 0.0247, 0.095, 0.1608, 0.1946, 0.2086, 0.2408, 0.3213]],
    ['bonferroni', [0.0015, 0.006, 0.0285, 0.1425, 0.3015, 0.417, 0.447, 0.516, 0.6885]],
    [
      'BH',
      [
        0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857142857142862, 0.063857142857142862, 0.0645,
        0.0765, 0.486, 0.58118181818181813, 0.714875, 0.75323076923076926, 0.81321428571428567,
      ],
    ],
    [
      'BY',
      [
        0.0049773434898434899, 0.00995468697968698, 0.031523175435675434, 0.11821190788378289,
        0.20008920829170829, 0.21189262285333715, 0.21189262285333715, 0.21402577006327006,
        0.25384451798201801,
      ],
    ],
  ])('by %s are those of R', (method, expected) => {
    const adjusted = adjustP(infarction, method);
    expect(adjusted).toHaveLength(15);
    adjusted.forEach((p, i) => {
      expectStatistic(p, expected[i] ?? 1);
    });
  });

  test.each<[AdjustmentMethod, (number | null)[]]>([
    ['holm', [0.12, null, 0.005, 0.3, 0.12, null, 0.08]],
    ['hochberg', [0.08, null, 0.005, 0.3, 0.08, null, 0.08]],
    ['hommel', [0.08, null, 0.005, 0.3, 0.08, null, 0.06]],
    ['bonferroni', [0.2, null, 0.005, 1, 0.2, null, 0.1]],
    ['BH', [0.05, null, 0.005, 0.3, 0.05, null, 0.05]],
    ['BY', [0.11416666666666667, null, 0.011416666666666667, 0.685, 0.11416666666666667, null]],
  ])('by %s keep their places, missing ones left out of the count', (method, expected) => {
    // p.adjust(c(.04, NA, .001, .3, .04, NA, .02), method)
    for (const gap of [null, Number.NaN]) {
      const adjusted = adjustP([0.04, gap, 0.001, 0.3, 0.04, gap, 0.02], method);
      expected.forEach((p, i) => {
        expectStatistic(adjusted[i], p);
      });
    }
  });

  test('of one test are its own p, and of none are none', () => {
    for (const method of methods) {
      expect(adjustP([0.03], method)).toEqual([0.03]);
      expect(adjustP(Float64Array.of(Number.NaN, 0.03), method)).toEqual([null, 0.03]);
      expect(adjustP([], method)).toEqual([]);
      expect(adjustP([null], method)).toEqual([null]);
    }
  });

  test('are refused where p is none, and by a method of no name', () => {
    for (const p of [-0.1, 1.1, Number.POSITIVE_INFINITY])
      expect(() => adjustP([0.5, p], 'holm')).toThrow(
        new RangeError('adjustP needs probabilities from 0 to 1'),
      );
    expect(() => adjustP([0.5], 'sidak' as 'holm')).toThrow(
      new RangeError('adjustP needs one of the methods holm, hochberg, hommel, bonferroni, BH, BY'),
    );
  });
});

describe('whatever the tests', () => {
  const family = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), {
    minLength: 1,
    maxLength: 12,
  });

  test('each is at least its own p and keeps its rank, and the input stays as it was', () => {
    fc.assert(
      fc.property(family, fc.constantFrom(...methods), (p, method) => {
        const before = [...p];
        const adjusted = adjustP(p, method) as number[];
        expect(p).toEqual(before);
        p.forEach((one, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(one * (1 - 1e-15));
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          p.forEach((other, j) => {
            if (one <= other)
              expect(adjusted[i]).toBeLessThanOrEqual((adjusted[j] as number) * (1 + 1e-15));
          });
        });
      }),
    );
  });

  test('Hommel finds no less than Hochberg, who finds no less than Holm and Bonferroni', () => {
    fc.assert(
      fc.property(family, (p) => {
        const [hommel, hochberg, holm, bonferroni] = (
          ['hommel', 'hochberg', 'holm', 'bonferroni'] as const
        ).map((method) => adjustP(p, method) as number[]);
        p.forEach((_, i) => {
          expect(hommel?.[i]).toBeLessThanOrEqual((hochberg?.[i] as number) + 1e-15);
          expect(hochberg?.[i]).toBeLessThanOrEqual(holm?.[i] as number);
          expect(holm?.[i]).toBeLessThanOrEqual(bonferroni?.[i] as number);
        });
      }),
    );
  });

  test('Hommel is the closed test with Simes’ p, by looking at every set of hypotheses', () => {
    const few = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), {
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(few, (p) => {
        adjustP(p, 'hommel').forEach((adjusted, i) => {
          expectStatistic(adjusted, Math.max(...setsWith(i, p.length).map((set) => simes(p, set))));
        });
      }),
    );
  });
});

function setsWith(i: number, n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, bits) =>
    Array.from({ length: n }, (_, j) => j).filter((j) => bits & (2 ** j)),
  ).filter((set) => set.includes(i));
}

function simes(p: readonly number[], set: readonly number[]): number {
  const sorted = set.map((i) => p[i] as number).sort((a, b) => a - b);
  return Math.min(...sorted.map((value, i) => (sorted.length * value) / (i + 1)));
}
