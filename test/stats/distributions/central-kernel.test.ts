/** The functions that the central distributions are made of, against mpmath (1.3, 40 digits). */

import { describe, expect, test } from 'vitest';
import {
  logBeta,
  logGamma,
  logGamma1p,
  logGammaRatio,
  stirlingRemainder,
} from '../../../stats/distributions/gamma-function.ts';
import { logBetaDensity, logIncompleteBeta } from '../../../stats/distributions/incomplete-beta.ts';
import {
  logGammaDensity,
  logLowerGamma,
  logUpperGamma,
} from '../../../stats/distributions/incomplete-gamma.ts';
import {
  differenceOfProducts,
  log1pMinus,
  logComplement,
} from '../../../stats/distributions/logarithms.ts';
import { logTailIntegral } from '../../../stats/distributions/tail-integral.ts';
import { solveTail } from '../../../stats/distributions/tail-point.ts';
import { expectClose } from './central-references.ts';

describe('the gamma function', () => {
  // loggamma(x) and loggamma(x) - ((x - .5) * log(x) - x + log(2 * pi) / 2)
  test.each([
    [1e-10, 23.025850929882736, 10.593986934110418],
    [0.1, 2.252712651734206, 0.512740081331915],
    [0.3, 1.0957979948180756, 0.2360649007482156],
    [0.499, 0.5743309231606863, 0.15369724077278302],
    [0.5, 0.5723649429247001, 0.15342640972002736],
    [0.9, 0.06637623973474295, 0.08958191279320075],
    [1, 0, 0.08106146679532726],
    [1.2, -0.08537409000331583, 0.06806228703624317],
    [1.49, -0.12110025854219772, 0.05517284949533544],
    [1.5, -0.12078223763524522, 0.05481412105191765],
    [1.6, -0.11259176569675577, 0.05146570892826236],
    [2, 0, 0.0413406959554093],
    [2.49, 0.2776758614151702, 0.033294734362030974],
    [2.5, 0.2846828704729192, 0.03316287351993629],
    [2.51, 0.29173891549286796, 0.0330320484693734],
    [3.7, 1.428072326665388, 0.022468770580143144],
    [9.9, 12.57717990421988, 0.008414653894090263],
    [10, 12.801827480081469, 0.00833056343336287],
    [10.1, 13.027526738633236, 0.008248136495313056],
    [57.25, 173.36191283062723, 0.0014555892732560083],
    [1e5, 1051287.7089736569, 8.333333333305556e-7],
    [1e10, 220258509288.81058, 8.333333333333334e-12],
  ])("of %d as a logarithm, and what Stirling's formula leaves out", (x, ln, remainder) => {
    expectClose(logGamma(x), ln, 1e-15);
    expect(Math.abs(stirlingRemainder(x) - remainder)).toBeLessThan(x < 10 ? 6e-15 : 4e-17);
  });

  test('keeps its digits beside its zeros', () => {
    expectClose(logGamma(1.000000001), -5.772157118381039e-10, 1e-7);
    expectClose(logGamma(1.999999999), -4.227843697573328e-10, 1e-7);
    expectClose(logGamma1p(1e-12), -5.772156649007103e-13, 1e-15);
  });

  test.each([
    [-0.5, 0.5723649429247001],
    [-0.3, 0.2608672465316665],
    [0.2, -0.08537409000331585],
    [0.5, -0.12078223763524522],
    [0.51, -0.12037073533396486],
    [0.8, -0.07108387291437215],
    [1, 0],
    [1.01, 0.004260022907098346],
  ])('of 1 + %d', (a, ln) => {
    expectClose(logGamma1p(a), ln, 1e-15);
  });

  // loggamma(x + a) - loggamma(x)
  test.each([
    [0.3, 1e-9, -3.502524216077451e-9],
    [0.3, 0.5, -0.9437383164182379],
    [5, 1e-12, 1.5061176684319112e-12],
    [5, 0.5, 0.7797601372707706],
    [9.5, 0.5, 1.1124940592842012],
    [10, 0.5, 1.1387977393222941],
    [40, 1e-3, 0.003676340031479962],
    [1e7, 0.5, 8.05904781297916],
    [1e7, 1e-8, 1.611809560095832e-7],
    [12, 30, 96.53190393558782],
  ])('of %d, and how it grows with %d more', (x, a, ln) => {
    expectClose(logGammaRatio(x, a), ln, 5e-15);
  });

  // log(beta(a, b))
  test.each([
    [1e-3, 1e-3, 7.600900817008347],
    [0.5, 0.5, 1.1447298858494002],
    [2, 3, -2.4849066497880004],
    [1e-3, 1e7, 6.891060789782846],
    [150, 0.5, -1.9321193723332837],
    [1e7, 1e7, -13862950.404734597],
    [1e5, 3, -33.84565921410074],
  ])('makes the beta function of %d and %d', (a, b, ln) => {
    expectClose(logBeta(a, b), ln, 2e-15);
    expectClose(logBeta(b, a), ln, 2e-15);
  });
});

describe('logarithms that do not cancel', () => {
  // log1p(u) - u
  test.each([
    [-0.999, -5.908755278982136],
    [-0.71, -0.5278743560016173],
    [-0.7, -0.5039728043259359],
    [-0.69, -0.48118298150294503],
    [-0.3, -0.056674943938732375],
    [-1e-5, -5.0000333335833364e-11],
    [1e-9, -4.999999996666667e-19],
    [0.01, -4.966914683191715e-5],
    [0.5, -0.09453489189183562],
    [0.99, -0.301865361263599],
    [1, -0.3068528194400547],
    [1.01, -0.31186527792901564],
    [7, -4.920558458320164],
  ])('ln(1 + u) − u at %d', (u, value) => {
    expectClose(log1pMinus(u), value, 1e-15);
  });

  // log(1 - exp(l))
  test.each([
    [-1e-20, -46.051701859880914],
    [-1e-3, -6.908255237315471],
    [-0.5, -0.9327521295671886],
    [-0.69, -0.6963042971440567],
    [-0.7, -0.6863410028083852],
    [-3, -0.05106918094270159],
    [-50, -1.9287498479639178e-22],
  ])('the other tail of e^%d', (ln, other) => {
    expectClose(logComplement(ln), other, 5e-16);
  });

  test('a difference of products is right to the last digit', () => {
    // (2^27 + 1)² − 2^27 (2^27 + 2) = 1, and 0.1 · 10 − 1 is what 0.1 has too much: 2^-54
    expect(differenceOfProducts(2 ** 27 + 1, 2 ** 27 + 1, 2 ** 27, 2 ** 27 + 2)).toBe(1);
    expect(differenceOfProducts(0.1, 10, 1, 1)).toBe(2 ** -54);
    expect(differenceOfProducts(1, 1, 0.1, 10)).toBe(-(2 ** -54));
    expect(differenceOfProducts(3, 5, 2, 4)).toBe(7);
  });
});

describe('integrals of tails', () => {
  const infinite = Number.MAX_VALUE;

  test('of an exponential, a normal and a mixed one', () => {
    // -log(1000), log(sqrt(pi / 2)), log(quad(lambda v: exp(-v - v * v / 2), [0, inf]))
    expectClose(
      logTailIntegral((v) => 1000 * v, 1000, 0, infinite),
      -Math.log(1000),
      1e-14,
    );
    const half = 0.22579135264472744;
    expectClose(
      logTailIntegral((v) => (v * v) / 2, 0, 1, infinite),
      half,
      1e-14,
    );
    const mixed = -0.42208311180459074;
    expectClose(
      logTailIntegral((v) => v + (v * v) / 2, 1, 1, infinite),
      mixed,
      1e-14,
    );
  });

  test('goes on where the curve stays below its parabola, and never beyond the end', () => {
    // log(quad(lambda v: (1 + v) * exp(-v), [0, inf]))
    expectClose(
      logTailIntegral((v) => v - Math.log1p(v), 0, 1, infinite),
      Math.LN2,
      1e-14,
    );
    const asked: number[] = [];
    const h = (v: number): number => {
      asked.push(v);
      return v;
    };
    // log(1 - exp(-2))
    expectClose(logTailIntegral(h, 1, 0, 2), -0.14541345786885906, 1e-14);
    expect(Math.max(...asked)).toBeLessThan(2);
  });
});

describe('the incomplete functions at their ends', () => {
  test('are 0 and 1', () => {
    expect(logLowerGamma(0, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(logUpperGamma(0, 3)).toBeCloseTo(0, 300);
    expect(logIncompleteBeta(0, 1, 3, 4)).toBe(Number.NEGATIVE_INFINITY);
    expect(logIncompleteBeta(1, 0, 3, 4)).toBeCloseTo(0, 300);
  });

  test('and their densities are those of the distributions', () => {
    // 3² e^-3 / Γ(2), and 0.25² 0.75³ / B(2, 3) with B(2, 3) = 1/12
    expectClose(logGammaDensity(3, 2), Math.log(9) - 3, 1e-14);
    expectClose(logGammaDensity(0.1, 2), Math.log(0.01) - 0.1, 1e-14);
    expectClose(logBetaDensity(0.25, 0.75, 2, 3, 0.75), Math.log(12 * 0.0625 * 0.421875), 1e-14);
  });
});

describe('the way back along a tail', () => {
  const exponential = (x: number) => ({ logP: -x, logDensity: Math.log(x) - x, bend: 1 - x });
  const power = (x: number) => ({
    logP: 3 * Math.log(x),
    logDensity: Math.log(3) + 3 * Math.log(x),
    bend: 3,
  });

  test.each([1e-300, 1e-3, 1, 5, 19.999, 20, 70, 1e8, 1e300, 0, Number.POSITIVE_INFINITY])(
    'leads there from %d',
    (start) => {
      expectClose(solveTail(exponential, -20, start, 'upper'), 20, 1e-14);
      expectClose(solveTail(power, -30, start, 'lower'), Math.exp(-10), 1e-14);
    },
  );
});
