/** mixedAnova against R's numbers, and what theory asks of it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { independentT, mixedAnova, rmAnova } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { expectResults } from '../support/same-results.ts';
import { answered, optionsOf, wavesOf } from './repeated-measures-cases.ts';

const { NaN: missing } = Number;

describe('waves of groups are analysed as by R', () => {
  test.each(answered.mixedAnova)('$name', (given) => {
    const result = mixedAnova(wavesOf(given), given.arguments.label ?? [], optionsOf(given));
    expectResults(result, given.expected);
    expect(result.warnings).toEqual(given.expected.boxM ? [] : ['no-box-m']);
  });
});

describe('what a result says of itself', () => {
  const waves = [
    [3, 4, missing, 6, 9, 2, 4, 8],
    [5, 4, 6, 7, 8, 1, 5, 9],
    [7, 6, 8, 6, 12, 5, 5, 1],
  ];
  const group = ['b', 10, 'b', 'b', 9, 10, null, missing];

  test('is whom it is of, how and with which options', () => {
    expect(mixedAnova(waves, group, { spacing: [0, 3, 12], confidence: 0.9 })).toMatchObject({
      procedure: 'mixedAnova',
      n: { used: 5, excluded: 3 },
      method:
        'Mixed analysis of variance, type III, complete cases; Greenhouse–Geisser and Huynh–Feldt (lecoutre) corrections',
      ...{ spacing: [0, 3, 12], confidence: 0.9, observed: false },
    });
    const { method, observed } = mixedAnova(waves, group, {
      huynhFeldt: 'original',
      observed: true,
    });
    expect(method).toContain('Huynh–Feldt (original)');
    expect(observed).toBe(true);
  });

  test('is the groups in order, numbers before words', () => {
    const { groups } = mixedAnova(waves, group);
    expect(groups.map(({ label, n }) => ({ label, n }))).toEqual([
      { label: 9, n: 1 },
      { label: 10, n: 2 },
      { label: 'b', n: 2 },
    ]);
    expect(groups[0]?.descriptives[0]).toEqual({ n: 1, mean: 9, sd: null, se: null });
    expect(groups[2]?.descriptives[1]).toEqual({ n: 2, mean: 6, sd: Math.SQRT2, se: 1 });
  });

  test('is plain JSON', () => {
    const result = mixedAnova(waves, group);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('where little can be told', () => {
  const nothing = { value: null, F: null, df1: null, df2: null, p: null };

  test('groups that all change alike have no F of change', () => {
    const result = mixedAnova(
      [
        [1, 2, 3, 4],
        [2, 3, 5, 6],
      ],
      ['b', 'b', 'a', 'a'],
    );
    expect(result.within).toMatchObject({ ssError: 0, F: null, p: null });
    expect(result.interaction).toMatchObject({ ssError: 0, F: null, p: null });
    expect(result.between.F).not.toBeNull();
    expect(result.warnings).toEqual(['no-error-variance', 'no-box-m']);
  });

  test('participants of one mean leave groups without F', () => {
    const result = mixedAnova(
      [
        [1, 3, 5, 7],
        [3, 1, 7, 5],
      ],
      ['a', 'a', 'b', 'b'],
    );
    expect(result.between).toMatchObject({ ssEffect: 32, ssError: 0, F: null, p: null });
    expect(result.intercept.F).toBeNull();
    expect(result.warnings).toEqual(['no-participant-variance', 'no-box-m']);
  });

  test('too few participants have no multivariate test', () => {
    const result = mixedAnova(
      [
        [1, 2, 5],
        [4, 3, 2],
        [5, 8, 1],
      ],
      ['b', 'b', 'a'],
    );
    for (const effect of ['within', 'interaction'] as const) {
      expect(result.multivariate[effect].pillai).toEqual(nothing);
      expect(result.multivariate[effect].roy).toEqual({ ...nothing, upperBound: false });
    }
    expect(result.boxM).toEqual({ M: null, F: null, df1: null, df2: null, p: null });
    expect(result.warnings).toEqual([
      ...['too-few-participants', 'huynh-feldt-undefined', 'no-box-m'],
    ]);
  });

  test('a group of whom nobody came every time is left out, and said', () => {
    const result = mixedAnova(
      [
        [1, 2, 5, 4, missing],
        [4, 3, 2, 2, 1],
      ],
      ['b', 'b', 'a', 'a', 'c'],
    );
    expect(result.groups.map(({ label }) => label)).toEqual(['a', 'b']);
    expect(result.warnings).toContain('empty-group');
    expect(result.n).toEqual({ used: 4, excluded: 1 });
  });

  test.each([
    ['at least two waves', [[1, 2]], [1, 2]],
    [
      'at least two groups',
      [
        [1, 2],
        [2, 3],
      ],
      [1, 1],
    ],
    [
      'at least two groups',
      [
        [1, 2, missing],
        [2, 3, 4],
      ],
      [1, 1, 2],
    ],
    [
      'a group with at least two complete participants',
      [
        [1, 2],
        [2, 3],
      ],
      [1, 2],
    ],
    [
      'a group label for each participant of every wave',
      [
        [1, 2],
        [2, 3],
      ],
      [1],
    ],
    ['a group label for each participant of every wave', [[1, 2], [2]], [1, 2]],
    [
      'finite numbers',
      [
        [1, 2, Number.POSITIVE_INFINITY],
        [2, 3, 4],
      ],
      [1, 1, 2],
    ],
  ])('%s are asked for', (needs, waves, group) => {
    expect(() => mixedAnova(waves, group)).toThrow(new RangeError(`mixedAnova needs ${needs}`));
  });
});

describe('whatever the waves', () => {
  const value = fc.integer({ min: -400, max: 400 }).map((sixteenths) => sixteenths / 16);
  const some = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 5, max: 14 }))
    .chain(([m, n]) =>
      fc.record({
        waves: fc.array(fc.array(value, { minLength: n, maxLength: n }), {
          minLength: m,
          maxLength: m,
        }),
        group: fc
          .array(fc.constantFrom('a', 'b', 'c'), { minLength: n - 4, maxLength: n - 4 })
          .map((labels) => ['a', 'a', 'b', 'b', ...labels]),
      }),
    );
  type Given = typeof some extends fc.Arbitrary<infer Value> ? Value : never;
  const each = (property: (given: Given) => void) => fc.assert(fc.property(some, property));

  test('the order of participants and the names of groups do not matter', () => {
    each(({ waves, group }) => {
      const { groups: _, ...result } = mixedAnova(waves, group);
      const names = new Map([
        ['a', 3],
        ['b', 1],
        ['c', 2],
      ]);
      const turned = mixedAnova(
        waves.map((wave) => wave.toReversed()),
        group.toReversed().map((label) => names.get(label) ?? label),
      );
      expectResults(turned, result, { floor: 1e-8 });
    });
  });

  test('two groups differ as in a t test of their means over the waves', () => {
    each(({ waves, group }) => {
      const means = group.map(
        (_, i) => waves.reduce((sum, wave) => sum + (wave[i] ?? 0), 0) / waves.length,
      );
      const first = group.map((label) => label === 'a');
      const { t, p } = independentT(
        means.filter((_, i) => first[i]),
        means.filter((_, i) => !first[i]),
        { variances: 'equal' },
      );
      const { between } = mixedAnova(waves, first.map(Number));
      if (t === null || between.F === null) return;
      expectStatistic(between.F, t ** 2, { floor: 1e-9 });
      expectP(between.p, p);
    });
  });

  test('equal groups share change with interaction and error as one group has it', () => {
    each(({ waves, group }) => {
      const half = Math.floor(group.length / 2);
      const equal = waves.map((wave) => wave.slice(0, 2 * half));
      const halves = Array.from({ length: 2 * half }, (_, i) => i % 2);
      const { within, interaction } = mixedAnova(equal, halves);
      const all = rmAnova(equal).within;
      expectStatistic(within.ssEffect, all.ssEffect, { floor: 1e-9 });
      const error = (interaction.ssEffect ?? 0) + (interaction.ssError ?? 0);
      expectStatistic(error, all.ssError, { floor: 1e-9 });
    });
  });
});
