/** Orthonormal polynomials over unequal times, against R's contr.poly. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rmAnova } from '../../stats/index.ts';
import { polynomials } from '../../stats/repeated-measures/contrasts.ts';
import { expectStatistic } from '../support/closeness.ts';

describe('polynomials over unequal times', () => {
  test('are those of R, months after the start', () => {
    // sprintf("%.16g", t(contr.poly(4, scores = c(0, 3, 12, 18))))
    near(polynomials([0, 3, 12, 18]), [
      [-0.576556660197055, -0.3668996928526715, 0.2620712091804795, 0.6813851438692469],
      [0.4535614741165265, -0.2702068356438881, -0.6851673332398592, 0.5018126947672208],
      [-0.4602873089491616, 0.7364596943186588, -0.4602873089491616, 0.1841149235796646],
    ]);
  });

  test('are those of R, backwards', () => {
    // t(contr.poly(3, scores = c(9, 4, 1)))
    near(polynomials([9, 4, 1]), [
      [0.7581753965757457, -0.1166423687039606, -0.6415330278717847],
      [0.3030457633656631, -0.8081220356417684, 0.5050762722761055],
    ]);
  });

  test('are those of R, in years far from zero', () => {
    // t(contr.poly(5, scores = c(2019, 2020, 2021.5, 2024, 2030)))
    near(polynomials([2019, 2020, 2021.5, 2024, 2030]), [
      [
        -0.4438701672658358, -0.3300573038643393, -0.1593380087620949, 0.1251941497416459,
        0.8080713301506242,
      ],
      [
        0.5148798300302123, 0.1222447391886762, -0.3242223329261821, -0.6883726153910913,
        0.375470379098385,
      ],
      [
        -0.4816043189499441, 0.3460839198598415, 0.5950532116636834, -0.5368573315483894,
        0.07732451897480888,
      ],
      [
        0.3254770578830699, -0.7458849243153681, 0.5616074724256884, -0.1491769848630731,
        0.007977378869683119,
      ],
    ]);
  });

  test('are orthonormal for as many as thirty waves', () => {
    const rows = [
      new Array(30).fill(1 / Math.sqrt(30)),
      ...polynomials(Array.from({ length: 30 }, (_, j) => j)),
    ];
    rows.forEach((one, i) => {
      rows.forEach((other, j) => {
        const product = one.reduce((sum, value, wave) => sum + value * other[wave], 0);
        expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-13);
      });
    });
  });
});

describe('contrasts of the waves', () => {
  const waves = [
    [100, 90, 110, 100, 100],
    [90, 100, 110, 90, 100],
    [130, 100, 109, 109, 130],
    [120, 101, 99, 95, 117],
  ];

  test('know the waves they compare, the earlier minus the later', () => {
    const { repeated, againstFirst } = rmAnova(waves).contrasts;
    expect(repeated.map(({ pair }) => pair)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(againstFirst.map(({ pair }) => pair)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
    expect(repeated.map(({ estimate }) => estimate?.toFixed(10))).toEqual([
      ...['2.0000000000', '-17.6000000000', '9.2000000000'],
    ]);
    expect(againstFirst.map(({ estimate }) => estimate?.toFixed(10))).toEqual([
      ...['2.0000000000', '-15.6000000000', '-6.4000000000'],
    ]);
  });

  test('are estimated in the units of their coefficients', () => {
    // contr.poly(4, scores = c(0, 3, 12, 18)) %*% means, as in the first test
    const [linear] = rmAnova(waves, { spacing: [0, 3, 12, 18] }).contrasts.polynomial;
    const means = [100, 98, 115.6, 106.4];
    const weights = [
      -0.576556660197055, -0.3668996928526715, 0.2620712091804795, 0.6813851438692469,
    ];
    expectStatistic(
      linear?.estimate,
      weights.reduce((sum, w, j) => sum + w * (means[j] ?? 0), 0),
    );
    expect(linear?.order).toBe(1);
  });

  test('of one question each, are the t tests of the pairs', () => {
    const value = fc.integer({ min: -99, max: 99 });
    const some = fc.array(fc.array(value, { minLength: 6, maxLength: 6 }), {
      minLength: 3,
      maxLength: 4,
    });
    fc.assert(
      fc.property(some, (given) => {
        const { pairwise, contrasts } = rmAnova(given);
        for (const contrast of [...contrasts.repeated, ...contrasts.againstFirst]) {
          const test = pairwise.find(({ pair }) => pair.join() === contrast.pair.join());
          expect(contrast.estimate).toBe(test?.difference);
          expectStatistic(contrast.F, test?.t == null ? null : test.t ** 2);
        }
      }),
    );
  });
});

function near(actual: readonly (readonly number[])[], expected: readonly number[][]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((row, order) => {
    row.forEach((value, wave) => {
      expectStatistic(actual[order]?.[wave], value, { relative: 1e-13, floor: 1e-14 });
    });
  });
}
