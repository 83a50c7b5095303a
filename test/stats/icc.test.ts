/** Intraclass correlations against Shrout and Fleiss' table and R's analysis of variance (R 4.2.2). */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IccForm, icc } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

// Six participants, each judged by four raters: Shrout & Fleiss (1979), table 2.
const judges = [
  [9, 6, 8, 7, 10, 6],
  [2, 1, 4, 1, 5, 2],
  [5, 3, 6, 2, 6, 4],
  [8, 2, 8, 6, 9, 7],
];
const forms: readonly IccForm[] = ['ICC1', 'ICC2', 'ICC3', 'ICC1k', 'ICC2k', 'ICC3k'];

describe("Shrout and Fleiss' example", () => {
  test.each([
    ['ICC1', 'ICC(1)', 0.17],
    ['ICC2', 'ICC(A,1)', 0.29],
    ['ICC3', 'ICC(C,1)', 0.71],
    ['ICC1k', 'ICC(k)', 0.44],
    ['ICC2k', 'ICC(A,k)', 0.62],
    ['ICC3k', 'ICC(C,k)', 0.91],
  ] as const)('has the %s, or %s, that they print: %d', (form, mcGrawWong, printed) => {
    const result = icc(judges, { form });
    expect(result.value).toBeCloseTo(printed, 2);
    expect(result).toMatchObject({ form, mcGrawWong, n: { used: 6, excluded: 0 }, warnings: [] });
    expect(result.method).toContain(mcGrawWong);
  });

  // y <- the ratings; anova(lm(c(y) ~ factor(row(y)) + factor(col(y)))) gives R, C and E; their formulas
  // and McGraw and Wong's give the rest, with qf and pf.
  test.each([
    ['ICC1', 0.1657417684054756, -0.1329323248747509, 0.7225600623281211],
    ['ICC2', 0.2897637795275592, 0.01878651337471205, 0.7610843696489529],
    ['ICC3', 0.7148407148407149, 0.3424647650339254, 0.9458582599553597],
    ['ICC1k', 0.4427971336792689, -0.8844421552381192, 0.9124154203407756],
    ['ICC2k', 0.6200505475989893, 0.07113681530250347, 0.9272320401677218],
    ['ICC3k', 0.9093155423770695, 0.6756747138163047, 0.9858916781690623],
  ] as const)('has the %s and the interval that follow in R', (form, value, lower, upper) => {
    const result = icc(judges, { form });
    expectStatistic(result.value, value);
    expectStatistic(result.ci[0], lower);
    expectStatistic(result.ci[1], upper);
  });

  test("has R's mean squares, F and p", () => {
    const { meanSquares, ...oneWay } = icc(judges, { form: 'ICC1k' });
    expectStatistic(meanSquares.participants, 11.24166666666667);
    expectStatistic(meanSquares.waves, 32.48611111111109);
    expectStatistic(meanSquares.residual, 1.019444444444444);
    expectStatistic(meanSquares.within, 6.263888888888887);
    expect([oneWay.df1, oneWay.df2]).toEqual([5, 18]);
    expectStatistic(oneWay.F, 1.794678492239469);
    expectP(oneWay.p, 0.1647688083446396);
    for (const form of ['ICC2', 'ICC3', 'ICC2k', 'ICC3k'] as const) {
      const twoWay = icc(judges, { form });
      expect([twoWay.df1, twoWay.df2]).toEqual([5, 15]);
      expectStatistic(twoWay.F, 11.02724795640327);
      expectP(twoWay.p, 0.0001345665164843369);
    }
  });

  test('is absolute agreement of single ratings where nothing is said, and without who has a missing', () => {
    const ratings = judges.map((judge, j) => [...judge, j === 2 ? missing : 5]);
    const result = icc(ratings);
    expect(result).toMatchObject({ form: 'ICC2', n: { used: 6, excluded: 1 } });
    expectStatistic(result.value, 0.2897637795275592);
  });

  test('is the same far from zero', () => {
    const far = judges.map((judge) => judge.map((rating) => 1e8 + rating / 16));
    for (const form of forms) {
      expectStatistic(icc(far, { form }).value, icc(judges, { form }).value, { relative: 1e-13 });
    }
  });
});

describe('where little can be told', () => {
  test('constant data have no coefficient', () => {
    for (const form of forms) {
      expect(
        icc(
          [
            [0.1, 0.1],
            [0.1, 0.1],
            [0.1, 0.1],
          ],
          { form },
        ),
      ).toMatchObject({
        value: null,
        ci: [null, null],
        F: null,
        p: null,
        warnings: ['constant'],
      });
    }
  });

  test('without error F is infinite, which is null', () => {
    const shifted = [
      [0.1, 0.3, 0.7],
      [1.1, 1.3, 1.7],
    ];
    const perfect = { value: 1, ci: [1, 1], F: null, p: 0, warnings: ['perfect'] };
    expect(icc(shifted, { form: 'ICC3' })).toMatchObject(perfect);
    expect(icc([shifted[0] ?? [], shifted[0] ?? []], { form: 'ICC2k' })).toMatchObject(perfect);
    expect(icc([shifted[0] ?? [], shifted[0] ?? []], { form: 'ICC1' })).toMatchObject(perfect);
  });

  test('without any difference of participants a mean has no reliability', () => {
    // Rows 1 2, 2 1, 1 2, 2 1: R = 0, E = 2/3, C = 0, W = 1/2
    const turns = [
      [1, 2, 1, 2],
      [2, 1, 2, 1],
    ];
    expect(icc(turns, { form: 'ICC3' })).toMatchObject({
      value: -1,
      F: 0,
      p: 1,
      warnings: ['negative'],
    });
    for (const form of ['ICC1k', 'ICC2k', 'ICC3k'] as const) {
      expect(icc(turns, { form })).toMatchObject({
        value: null,
        ci: [null, null],
        warnings: ['no-variance-left'],
      });
    }
  });

  test('numbers too large to square are named', () => {
    expect(
      icc([
        [1e200, 2e200, 3e200],
        [2e200, 2e200, 4e200],
      ]),
    ).toMatchObject({
      value: null,
      p: null,
      warnings: ['overflow'],
    });
  });

  test.each([
    [() => icc([[1, 2]]), 'icc needs at least two waves'],
    [
      () =>
        icc([
          [1, missing],
          [1, 2],
        ]),
      'icc needs at least two complete participants',
    ],
    [
      () =>
        icc([
          [1, 2],
          [1, 2, 3],
        ]),
      'icc needs samples of one length',
    ],
    [
      () =>
        icc([
          [1, 2],
          [1, -Infinity],
        ]),
      'icc needs finite numbers',
    ],
    [
      () =>
        icc(
          [
            [1, 2],
            [1, 3],
          ],
          { confidence: 0 },
        ),
      'icc needs a confidence between 0 and 1',
    ],
    [
      () =>
        icc(
          [
            [1, 2],
            [1, 3],
          ],
          { form: 'ICC4' as IccForm },
        ),
      'icc needs a form: ICC1, ICC2, ICC3, ICC1k, ICC2k, ICC3k',
    ],
  ])('what cannot be used is refused in words', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});

test('whatever the ratings, the result is plain JSON, and raters, participants and units can change', () => {
  const table = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 6 }))
    .chain(([k, n]) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: n, maxLength: n }), {
        minLength: k,
        maxLength: k,
      }),
    );
  fc.assert(
    fc.property(table, fc.constantFrom(...forms), (ratings, form) => {
      const result = icc(ratings, { form });
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      const { value, p, ci } = result;
      if (p !== null) expect(p >= 0 && p <= 1).toBe(true);
      if (value !== null && ci[0] !== null && ci[1] !== null) {
        expect(ci[0]).toBeLessThanOrEqual(value + 1e-12);
        expect(ci[1]).toBeGreaterThanOrEqual(value - 1e-12);
      }
      for (const same of [
        ratings.toReversed(),
        ratings.map((wave) => wave.toReversed()),
        ratings.map((wave) => wave.map((rating) => 3 - 2 * rating)),
      ]) {
        expectStatistic(icc(same, { form }).value, value, { floor: 1e-11 });
      }
    }),
  );
});
