/** rmAnova against published cases, R's numbers, and what theory asks of it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Moments, type RmAnova, rmAnova, rmAnovaFromMoments } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { expectResults } from '../support/same-results.ts';
import { answered, optionsOf, wavesOf } from './repeated-measures-cases.ts';

const { NaN: missing } = Number;

describe('waves are analysed as by R', () => {
  test.each(answered.rmAnova)('$name', (given) => {
    const result = rmAnova(wavesOf(given), optionsOf(given));
    expectResults(result, given.expected);
    expect(result.warnings).toEqual([]);
  });

  test.each(answered.rmAnova)('$name, from moments of two workers', (given) => {
    const waves = wavesOf(given);
    const part = (from: number, to?: number) =>
      new Moments(waves.length).addColumns(waves.map((wave) => wave.slice(from, to)));
    const sent = JSON.stringify(part(4).merge(part(0, 4)));
    const result = rmAnovaFromMoments(Moments.from(JSON.parse(sent)), optionsOf(given));
    expectResults(result, given.expected);
    expect(result.n).toEqual(rmAnova(waves).n);
  });
});

describe('the published case', () => {
  // Copied from the reference cases of issue 3, which were recomputed by two independent routes.
  const published: readonly Published[] = JSON.parse(
    readFileSync(
      join(import.meta.dirname, '../fixtures/stats/repeated-measures-published.json'),
      'utf8',
    ),
  );

  test.each(published)('$case', ({ waves, univariate, multivariate, ...given }) => {
    const result = rmAnova(waves);
    const { time } = univariate;
    expectResults(result.within, {
      ...{ ssEffect: time.SS, ssError: time.SSerror, F: time.F, p: time.p },
      ...{ partialEtaSquared: time.pes, generalizedEtaSquared: time.ges },
    });
    expectResults(result.corrected, {
      ...{ greenhouseGeisser: time.gg, huynhFeldt: time.hf_lecoutre_car },
      lowerBound: time.lower_bound,
    });
    const { gg, hf_lecoutre_car, lower_bound } = given.epsilon;
    expectResults(result.epsilon, {
      ...{ greenhouseGeisser: gg, huynhFeldt: hf_lecoutre_car, lowerBound: lower_bound },
    });
    expectResults(result.multivariate, multivariate.time);
    expectResults(
      result.descriptives,
      given.descriptives.map(({ wave: _, ...rest }) => rest),
    );
    expectResults(result.correlations, given.cor);
    for (const [index, pair] of given.pairwise_paired_t.entries()) {
      const found = result.pairwise[index];
      expect(found?.pair).toEqual([pair.i - 1, pair.j - 1]);
      expectResults(found, {
        ...{ difference: pair.mean_diff, se: pair.se, t: pair.t, df: pair.df, p: pair.p },
        ...{ ci: pair.ci, dz: pair.dz, pHolm: pair.p_holm, pBonferroni: pair.p_bonferroni },
      });
    }
    for (const [index, { SS, SSerror, ...test }] of given.polynomial.entries())
      expectResults(result.contrasts.polynomial[index], {
        ...{ ...test, ssEffect: SS, ssError: SSerror },
      });
    if (!given.mauchly) return;
    const { W, chisq, df, p_SPSS_first_order, p_R_second_order } = given.mauchly;
    expectResults(result.mauchly, {
      ...{ W, chiSquare: chisq, df, p: p_SPSS_first_order, pSecondOrder: p_R_second_order },
    });
  });
});

describe('what a result says of itself', () => {
  const waves = [
    [3, 4, missing, 6, 9, 2],
    [5, 4, 6, 7, 8, missing],
    [7, 6, 8, 6, 12, 5],
  ];

  test('is whom it is of, how and with which options', () => {
    expect(rmAnova(waves, { spacing: [0, 3, 12], confidence: 0.9 })).toMatchObject({
      procedure: 'rmAnova',
      n: { used: 4, excluded: 2 },
      method:
        'Analysis of variance of repeated measures, complete cases; Greenhouse–Geisser and Huynh–Feldt corrections',
      spacing: [0, 3, 12],
      confidence: 0.9,
      warnings: [],
    });
    expect(rmAnova(waves)).toMatchObject({ spacing: [0, 1, 2], confidence: 0.95 });
  });

  test('is plain JSON, which has no −0 for means that do not differ', () => {
    for (const some of [
      waves,
      [
        [1, 2, 4],
        [4, 2, 1],
        [2, 3, 2],
      ],
    ]) {
      const result = rmAnova(some);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }
  });
});

describe('where little can be told', () => {
  const nothing = { value: null, F: null, df1: null, df2: null, p: null };

  test('two waves are always spherical, and F is the square of t', () => {
    const result = rmAnova([
      [1, 2, 4, 3],
      [4, 3, 5, 9],
    ]);
    expect(result.mauchly).toEqual({ W: 1, chiSquare: 0, df: 0, p: null, pSecondOrder: null });
    expect(result.epsilon).toEqual({
      ...{ greenhouseGeisser: 1, huynhFeldt: 1, huynhFeldtRaw: 1, lowerBound: 1 },
    });
    expectStatistic(result.within.F, (result.pairwise[0]?.t ?? 0) ** 2);
    expectP(result.within.p, result.pairwise[0]?.p);
    expect(result.warnings).toEqual([]);
  });

  test('nothing that varies has no F', () => {
    const result = rmAnova([
      [3, 3, 3],
      [3, 3, 3],
      [3, 3, 3],
    ]);
    expect(result.within).toEqual({
      ...{ ssEffect: 0, ssError: 0, F: null, df1: 2, df2: 4, p: null },
      ...{
        partialEtaSquared: null,
        partialEtaSquaredCi: [null, null],
        generalizedEtaSquared: null,
      },
    });
    expect(result.epsilon).toEqual({
      ...{ greenhouseGeisser: null, huynhFeldt: null, huynhFeldtRaw: null, lowerBound: 0.5 },
    });
    expect(result.corrected).toEqual({
      greenhouseGeisser: { df1: null, df2: null, p: null },
      huynhFeldt: { df1: null, df2: null, p: null },
      lowerBound: { df1: 1, df2: 2, p: null },
    });
    expect(result.correlations.flat()).toEqual(new Array(9).fill(null));
    expect(result.warnings).toEqual([
      'no-error-variance',
      'no-participant-variance',
      'constant-wave',
    ]);
  });

  test.each([
    [
      'in whole numbers',
      [
        [1, 2, 4],
        [3, 4, 6],
        [4, 5, 7],
      ],
    ],
    [
      'in decimals, whose differences a computer rounds',
      [
        [0.1, 0.7, 1.3],
        [0.3, 0.9, 1.5],
        [1.1, 1.7, 2.3],
      ],
    ],
    [
      'near 1e8',
      [
        [1e8, 1e8 + 1],
        [1e8 + 0.5, 1e8 + 1.5],
        [1e8 + 3, 1e8 + 4],
      ],
    ],
  ])('participants who all change alike have no F, %s', (_name, waves) => {
    const result = rmAnova(waves);
    expect(result.within).toMatchObject({ ssError: 0, F: null, p: null, partialEtaSquared: 1 });
    expect(result.pairwise[1]).toMatchObject({
      se: 0,
      t: null,
      p: null,
      pHolm: null,
      dz: null,
      ci: [null, null],
    });
    expect(result.contrasts.polynomial[0]).toMatchObject({ ssError: 0, F: null, p: null });
    expect(result.multivariate.wilks).toEqual(nothing);
    expect(result.warnings.slice(0, 1)).toEqual(['no-error-variance']);
  });

  test('fewer participants than waves have no multivariate test', () => {
    // R: summary(aov(y ~ wave + Error(id/wave)))
    const result = rmAnova([
      [1, 2, 5],
      [4, 3, 2],
      [5, 8, 1],
      [1, 1, 2],
    ]);
    expect(result.multivariate).toEqual({
      ...{ pillai: nothing, wilks: nothing, hotelling: nothing },
      roy: { ...nothing, upperBound: false },
    });
    expect(result.mauchly).toEqual({
      W: null,
      chiSquare: null,
      df: 5,
      p: null,
      pSecondOrder: null,
    });
    expect(result.within.F).not.toBeNull();
    expect(result.epsilon.huynhFeldt).not.toBeNull();
    expect(result.warnings).toEqual(['too-few-participants']);
  });

  test("two participants make Huynh and Feldt's denominator zero", () => {
    const result = rmAnova([
      [1, 2],
      [4, 3],
      [5, 8],
    ]);
    expect(result.epsilon).toMatchObject({ huynhFeldt: null, huynhFeldtRaw: null });
    expectStatistic(result.epsilon.greenhouseGeisser, 0.5);
    expect(result.corrected.huynhFeldt).toEqual({ df1: null, df2: null, p: null });
    expect(result.warnings).toEqual(['too-few-participants', 'huynh-feldt-undefined']);
  });

  test.each([
    [
      'two waves are the same',
      [
        [1, 2, 5, 3],
        [4, 3, 2, 9],
        [4, 3, 2, 9],
      ],
      ['singular'],
    ],
    [
      'waves lie on a line',
      [
        [0.1, 0.2, 0.5, 0.3],
        [0.2, 0.4, 1, 0.6],
        [0.3, 0.6, 1.5, 0.9],
      ],
      ['singular'],
    ],
    [
      'two waves are constant',
      [
        [1, 2, 5, 3],
        [4, 4, 4, 4],
        [5, 5, 5, 5],
      ],
      ['constant-wave', 'singular'],
    ],
  ])("neither Mauchly's nor a multivariate test is made where %s", (_name, waves, warnings) => {
    const result = rmAnova(waves);
    expect(result.mauchly).toMatchObject({ W: null, chiSquare: null, p: null, pSecondOrder: null });
    expect(result.multivariate.hotelling).toEqual(nothing);
    expect(result.within.F).not.toBeNull();
    expectStatistic(result.epsilon.greenhouseGeisser, 0.5);
    expect(result.warnings).toEqual(warnings);
  });

  test('participants with one mean leave the intercept without F', () => {
    const result = rmAnova([
      [1, 3, 2, 2.5],
      [3, 1, 2, 1.5],
    ]);
    expect(result.intercept).toMatchObject({ ssEffect: 32, ssError: 0, F: null, p: null });
    expect(result.warnings).toEqual(['no-participant-variance']);
  });

  test('so do participants whose means are one but for their rounding', () => {
    const { intercept, warnings } = rmAnova([
      [0.1, 0.2, 0.3, 0.47],
      [0.5, 0.4, 0.3, 0.13],
    ]);
    expect(intercept).toMatchObject({ ssError: 0, F: null, p: null });
    expect(warnings).toEqual(['no-participant-variance']);
  });

  test('a mean too large to square leaves the test of change as it is', () => {
    const near = (x: number) => 1e155 * (1 + x / 1024);
    const small = [
      [1, 2, 3, 5],
      [2, 5, 4, 4],
      [3, 5, 8, 9],
    ];
    const result = rmAnova(small.map((wave) => wave.map(near)));
    expectStatistic(result.within.F, rmAnova(small).within.F);
    expect(result.intercept).toMatchObject({ ssEffect: null, F: null, p: null });
    expect(result.warnings).toEqual(['overflow']);
  });

  test('moments of one variable are refused as one wave is', () => {
    const one = new Moments(1).add([1]).add([2]);
    expect(() => rmAnovaFromMoments(one)).toThrow(
      new RangeError('rmAnova needs at least two waves'),
    );
  });

  test('numbers too large to square give null and a warning', () => {
    for (const size of [1e200, 1e308]) {
      const result = rmAnova([
        [size, 1.5 * size, size],
        [-size, size, 3],
        [1, 2, 3.5],
      ]);
      expect(result.within).toMatchObject({ ssEffect: null, ssError: null, F: null, p: null });
      expect(result.pairwise[0]).toMatchObject({ se: null, t: null, p: null, dz: null });
      expect(result.correlations[0]).toEqual([null, null, null]);
      expect(result.warnings).toEqual(['overflow']);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }
  });

  test.each([
    ['at least two waves', [[1, 2]], {}],
    ['at least two waves', [], {}],
    [
      'at least two complete participants',
      [
        [1, missing],
        [2, 3],
      ],
      {},
    ],
    ['at least two complete participants', [[], []], {}],
    ['samples of one length', [[1, 2], [1]], {}],
    [
      'finite numbers',
      [
        [missing, Number.POSITIVE_INFINITY, 1],
        [2, 3, 4],
      ],
      {},
    ],
    [
      'a confidence between 0 and 1',
      [
        [1, 2],
        [2, 3],
      ],
      { confidence: 1 },
    ],
    [
      'a spacing with a time of its own for each wave',
      [
        [1, 2],
        [2, 3],
      ],
      { spacing: [1] },
    ],
    [
      'a spacing with a time of its own for each wave',
      [
        [1, 2],
        [2, 3],
      ],
      { spacing: [1, 2, 3] },
    ],
    [
      'a spacing with a time of its own for each wave',
      [
        [1, 2],
        [2, 3],
      ],
      { spacing: [1, 1] },
    ],
    [
      'a spacing with a time of its own for each wave',
      [
        [1, 2],
        [2, 3],
      ],
      { spacing: [1, missing] },
    ],
    [
      'a huynhFeldt: lecoutre or original',
      [
        [1, 2],
        [2, 3],
      ],
      { huynhFeldt: 'other' as 'original' },
    ],
  ])('%s are asked for', (needs, waves, options) => {
    expect(() => rmAnova(waves, options)).toThrow(new RangeError(`rmAnova needs ${needs}`));
  });
});

describe('whatever the waves', () => {
  const value = fc.integer({ min: -400, max: 400 }).map((sixteenths) => sixteenths / 16);
  const some = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 3, max: 12 }))
    .chain(([m, n]) =>
      fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
    );
  const each = (property: (waves: number[][], result: RmAnova) => void) =>
    fc.assert(fc.property(some, (waves) => property(waves, rmAnova(waves))));

  test('p lies in [0, 1], epsilon between its bounds, and no NaN is said', () => {
    each((_waves, result) => {
      const text = JSON.stringify(result, (key, entry) => {
        if (/^p([A-Z]|$)/.test(key) && typeof entry === 'number') {
          if (key.startsWith('partial')) return entry;
          expect(entry).toBeGreaterThanOrEqual(0);
          expect(entry).toBeLessThanOrEqual(1);
        }
        return entry;
      });
      expect(JSON.parse(text)).toEqual(result);
      const { greenhouseGeisser, huynhFeldt, lowerBound } = result.epsilon;
      for (const epsilon of [greenhouseGeisser, huynhFeldt]) {
        if (epsilon === null) continue;
        expect(epsilon).toBeLessThanOrEqual(1);
        expect(epsilon).toBeGreaterThan(lowerBound - 1e-9);
      }
    });
  });

  test('the order of participants does not matter', () => {
    each((waves, result) => {
      expectResults(rmAnova(waves.map((wave) => wave.toReversed())), result, { floor: 1e-9 });
    });
  });

  test('shift and scale change means and squares only', () => {
    each((waves, { within, epsilon, mauchly, multivariate }) => {
      const moved = rmAnova(waves.map((wave) => wave.map((x) => 1024 - 4 * x)));
      const { ssEffect, ssError } = within;
      expectResults(
        moved.within,
        { ...within, ssEffect: 16 * (ssEffect ?? 0), ssError: 16 * (ssError ?? 0) },
        { floor: 1e-9 },
      );
      expectResults(moved.epsilon, epsilon, { floor: 1e-9 });
      expectResults(moved.mauchly, mauchly, { floor: 1e-9 });
      expectResults(moved.multivariate, multivariate, { floor: 1e-9 });
    });
  });

  test('polynomial contrasts share out the sums of squares', () => {
    each((_waves, { within, contrasts: { polynomial } }) => {
      const total = (of: 'ssEffect' | 'ssError') =>
        polynomial.reduce((sum, contrast) => sum + (contrast[of] ?? 0), 0);
      expectStatistic(total('ssEffect'), within.ssEffect, { floor: 1e-9 });
      expectStatistic(total('ssError'), within.ssError, { floor: 1e-9 });
    });
  });
});

type Test = Readonly<Record<string, number>>;

interface Published {
  readonly case: string;
  readonly waves: readonly number[][];
  readonly univariate: {
    readonly time: Test & Readonly<Record<'gg' | 'hf_lecoutre_car' | 'lower_bound', Test>>;
  };
  readonly multivariate: { readonly time: Readonly<Record<string, Test>> };
  readonly epsilon: Readonly<Record<'gg' | 'hf_lecoutre_car' | 'lower_bound', number>>;
  readonly descriptives: readonly (Test & { readonly wave: number })[];
  readonly cor: readonly number[][];
  readonly polynomial: readonly (Test & Readonly<Record<'SS' | 'SSerror', number>>)[];
  readonly pairwise_paired_t: readonly (Readonly<
    Record<
      'i' | 'j' | 'mean_diff' | 'se' | 't' | 'df' | 'p' | 'dz' | 'p_holm' | 'p_bonferroni',
      number
    >
  > & { readonly ci: readonly number[] })[];
  readonly mauchly: Readonly<
    Record<'W' | 'chisq' | 'df' | 'p_SPSS_first_order' | 'p_R_second_order', number>
  > | null;
}
