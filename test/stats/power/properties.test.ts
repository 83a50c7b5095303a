/** What holds of every power analysis: what raises power, and that each of the four finds the others. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { power } from '../../../stats/index.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const alternative = fc.constantFrom('two-sided' as const, 'greater' as const);
const rm = { measurements: fc.integer({ min: 2, max: 8 }), correlation: between(-0.1, 0.95) };

/** Inputs without the four, the unit of the effect, and sizes of it that are found by sensible n. */
const designs = {
  pairedT: { unit: 'd', sizes: between(0.05, 1.5), rest: fc.record({ alternative }) },
  independentT: {
    unit: 'd',
    sizes: between(0.05, 1.5),
    rest: fc.record({ alternative, ratio: fc.constantFrom(1, 2, 0.4) }),
  },
  oneWayAnova: {
    unit: 'f',
    sizes: between(0.05, 1),
    rest: fc.record({ groups: fc.integer({ min: 2, max: 9 }) }),
  },
  chiSquare: {
    unit: 'w',
    sizes: between(0.05, 0.9),
    rest: fc.record({ df: fc.integer({ min: 1, max: 20 }) }),
  },
  correlation: {
    unit: 'r',
    sizes: between(0.03, 0.8),
    rest: fc.record({
      alternative,
      model: fc.constantFrom('exact' as const, 'pointBiserial' as const),
    }),
  },
  rmWithin: {
    unit: 'f',
    sizes: between(0.05, 0.8),
    rest: fc.record({ ...rm, groups: fc.integer({ min: 1, max: 4 }) }),
  },
  rmBetween: {
    unit: 'f',
    sizes: between(0.05, 0.8),
    rest: fc.record({ ...rm, groups: fc.integer({ min: 2, max: 4 }) }),
  },
  rmInteraction: {
    unit: 'f',
    sizes: between(0.05, 0.8),
    rest: fc.record({ ...rm, groups: fc.integer({ min: 2, max: 4 }) }),
  },
};

interface Found {
  readonly n: number;
  readonly nRaw: number;
  readonly power: number;
  readonly alpha: number;
  readonly effect: Record<string, number>;
}

describe.each(Object.entries(designs))('%s', (name, { unit, sizes, rest }) => {
  const analysis = power[name as keyof typeof designs] as unknown as (input: object) => Found;
  const study = fc.tuple(rest, sizes, between(0.001, 0.1), between(0.15, 0.995));

  test('finds n, effect and alpha again from the power they give', () => {
    fc.assert(
      fc.property(study, ([input, size, alpha, asked]) => {
        const effect = { [unit]: size };
        const { nRaw: n } = analysis({ ...input, effect, alpha, power: asked });
        const reached = analysis({ ...input, effect, alpha, n }).power;
        const floor = analysis({ ...input, effect, alpha, power: asked });
        if (reached > asked * (1 + 1e-9)) {
          expect(floor).toHaveProperty('warnings', ['smallest-n']);
          return;
        }
        expect(reached / asked - 1).toBeCloseTo(0, 9);
        const rest = { ...input, n, power: asked };
        expect((analysis({ ...rest, alpha }).effect[unit] as number) / size - 1).toBeCloseTo(0, 8);
        expect(analysis({ ...rest, effect }).alpha / alpha - 1).toBeCloseTo(0, 7);
      }),
      { numRuns: 60 },
    );
  });

  test('has more power with more participants, a larger effect and a larger alpha', () => {
    fc.assert(
      fc.property(study, fc.integer({ min: 40, max: 400 }), ([input, size, alpha], n) => {
        const effect = { [unit]: size };
        const { power: reached } = analysis({ ...input, effect, alpha, n });
        const more = [
          { effect, alpha, n: n * 1.2 },
          { effect: { [unit]: size * 1.2 }, alpha, n },
          { effect, alpha: alpha * 1.2, n },
        ];
        for (const question of more)
          expect(analysis({ ...input, ...question }).power).toBeGreaterThanOrEqual(reached - 1e-14);
        expect(reached).toBeGreaterThan(alpha * (1 - 1e-9));
        expect(reached).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  test('needs whole groups, and one participant fewer in each is too few', () => {
    fc.assert(
      fc.property(study, ([input, size, alpha, asked]) => {
        const effect = { [unit]: size };
        const result = analysis({ ...input, effect, alpha, power: asked });
        expect(Number.isInteger(result.n)).toBe(true);
        expect(result.power).toBeGreaterThanOrEqual(asked * (1 - 1e-9));
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        // The smallest samples have no smaller ones.
        if (result.nRaw < 20) return;
        const fewer = analysis({ ...input, effect, alpha, n: result.nRaw * 0.999 });
        expect(fewer.power).toBeLessThan(asked);
      }),
      { numRuns: 60 },
    );
  });
});

describe('two tests of the same thing agree', () => {
  const asked = fc.tuple(between(0.1, 1.5), between(0.001, 0.2), fc.integer({ min: 4, max: 300 }));

  test('F of two measurements and the paired t test, with dz = 2f/√(2(1 − ρ))', () => {
    fc.assert(
      fc.property(asked, between(-0.9, 0.9), ([d, alpha, n], correlation) => {
        const f = (d * Math.sqrt(2 * (1 - correlation))) / 2;
        const question = { alpha, n, correlation, measurements: 2 };
        const within = power.rmWithin({ ...question, effect: { f } });
        expect(within.power).toBeCloseTo(power.pairedT({ alpha, n, effect: { d } }).power, 12);
        expect(within.lambda).toBeCloseTo(n * d ** 2, 9);
      }),
    );
  });

  test('F of two groups and the independent t test, with d = 2f', () => {
    fc.assert(
      fc.property(asked, ([d, alpha, n]) => {
        const anova = power.oneWayAnova({ alpha, n, groups: 2, effect: { f: d / 2 } });
        const { power: reached } = power.independentT({ alpha, n, effect: { d } });
        expect(anova.power).toBeCloseTo(reached, 12);
      }),
    );
  });

  test('a group that is `ratio` times as large, and one that is 1/ratio times', () => {
    fc.assert(
      fc.property(asked, between(0.2, 1), ([d, alpha], ratio) => {
        const question = { alpha, n: 300, effect: { d } };
        const { power: reached } = power.independentT({ ...question, ratio });
        expect(power.independentT({ ...question, ratio: 1 / ratio }).power).toBeCloseTo(
          reached,
          12,
        );
      }),
    );
  });

  test('an effect up and an effect down, two-sided; one-sided they share the rest', () => {
    fc.assert(
      fc.property(between(0.01, 0.9), fc.integer({ min: 5, max: 60 }), (size, n) => {
        const question = { alpha: 0.05, n };
        for (const one of [
          (sign: number) => power.pairedT({ ...question, effect: { d: sign * size } }).power,
          (sign: number) => power.correlation({ ...question, effect: { r: sign * size } }).power,
        ])
          expect(one(1)).toBeCloseTo(one(-1), 14);
        const tail = (sign: number, alpha: number) => ({
          n,
          alpha,
          alternative: 'greater' as const,
          effect: { r: sign * size },
        });
        const up = power.correlation(tail(1, 0.05)).power;
        expect(power.correlation(tail(-1, 0.95)).power).toBeCloseTo(1 - up, 12);
        const down = power.correlation(tail(-1, 0.05)).power;
        expect(power.correlation(tail(1, 0.95)).power).toBeCloseTo(1 - down, 12);
        const both = power.correlation({ n, alpha: 0.1, effect: { r: size } }).power;
        expect(up + down).toBeCloseTo(both, 12);
      }),
    );
  });
});
