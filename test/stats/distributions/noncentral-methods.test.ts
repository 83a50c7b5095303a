/** The two methods below the noncentral distributions, on problems with known answers and bad guesses. */

import { describe, expect, test } from 'vitest';
import { rootOf } from '../../../stats/distributions/invert.ts';
import { logIntegral } from '../../../stats/distributions/quadrature.ts';

function counted(f: (u: number) => number) {
  const counter = { calls: 0, f: (u: number): number => f(u) };
  counter.f = (u) => {
    counter.calls += 1;
    return f(u);
  };
  return counter;
}

describe('the integral of e^f', () => {
  // ∫ exp(k (u − e^u + 1)) du = Γ(k) (e/k)^k, in mpmath: loggamma(k) - k * log(k) + k
  const skewed = [
    [0.25, 1.8845961149780501],
    [0.5, 1.4189385332046727],
    [1, 1.0],
    [3, 0.3973103145556162],
    [100, -1.382813229233738],
    [5e5, -5.642242988830825],
  ] as const;
  const guesses = [
    [0, 1],
    [3, 0.1],
    [-9, 20],
    [2, 0.001],
    [0.3, 0.7],
    [-0.4, 0.3],
  ] as const;

  test.each(skewed)('of a skewed peak with k = %d does not depend on the guess', (k, expected) => {
    for (const [near, scale] of guesses) {
      for (const side of [-1, 1]) {
        const peak = counted((u) => k * (side * u - Math.expm1(side * u)));
        const integral = logIntegral(peak.f, side * near, scale);
        expect(Math.abs(integral - expected), `${near} ${scale}`).toBeLessThan(1e-12);
        expect(peak.calls, `${near} ${scale}`).toBeLessThan(260);
      }
    }
  });

  test('of a normal peak is √2π, wherever and however wide it is', () => {
    for (const [centre, width] of [
      [0, 1],
      [10, 1e-3],
      [-30, 1e6],
    ] as const) {
      const peak = counted((u) => -0.5 * ((u - centre) / width) ** 2 - 1000);
      const integral = logIntegral(peak.f, centre + 0.8 * width, 2 * width);
      expect(integral).toBeCloseTo(-1000 + 0.5 * Math.log(2 * Math.PI) + Math.log(width), 11);
      expect(peak.calls).toBeLessThan(170);
      // With a coarser step, fewer calls and still as good.
      const coarse = counted(peak.f);
      expect(logIntegral(coarse.f, centre, width, 1 / 8)).toBeCloseTo(integral, 9);
      expect(coarse.calls).toBeLessThan(100);
    }
  });

  test('of a one-sided fall counts the long side', () => {
    // ∫ e^(−|u|) over the left half and e^(−8u) over the right one, rounded off at the peak; in mpmath:
    // log(quad(lambda u: exp(-log(exp(-u) + exp(8 * u))), [-60, -5, 0, 1, 10]))
    const integral = logIntegral((u) => -Math.log(Math.exp(-u) + Math.exp(8 * u)), -3, 0.5);
    expect(integral).toBeCloseTo(0.020390953554101428, 11);
  });

  test('of nothing is nothing', () => {
    expect(logIntegral(() => Number.NEGATIVE_INFINITY, 0, 1)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('the root of a rising function', () => {
  const cases = [
    ['a line', (u: number) => 3 * (u - 7), 7],
    ['a cube', (u: number) => (u - 2) ** 3, 2],
    ['a logarithm of a tail', (u: number) => -Math.exp(-u) + 1e-3, 3 * Math.LN10],
    ['a step smoothed', (u: number) => Math.tanh(50 * (u + 4.25)), -4.25],
    ['an exponential', (u: number) => Math.exp(u) - 1e6, 6 * Math.LN10],
    ['its mirror', (u: number) => 1e6 - Math.exp(-u), -6 * Math.LN10],
  ] as const;

  test.each(cases)('of %s is found from near and far', (_name, f, expected) => {
    for (const [near, stride] of [
      [0, 1],
      [100, 2],
      [-60, 0.5],
      [expected, 1],
      [expected + 1e-3, 1e-5],
    ] as const) {
      const counter = counted(f);
      // A cube is flat around its root: what is below the smallest number there is zero.
      const digits = f(expected + 1e-4) < 1e-10 ? 4 : 11;
      expect(rootOf(counter.f, near, stride), `${near} ${stride}`).toBeCloseTo(expected, digits);
      expect(counter.calls, `${near} ${stride}`).toBeLessThan(75);
    }
  });

  test('of a smooth function takes a dozen calls', () => {
    const counter = counted((u) => Math.exp(u) - 2);
    expect(rootOf(counter.f, 0, 1)).toBeCloseTo(Math.LN2, 14);
    expect(counter.calls).toBeLessThan(13);
  });

  test('that is exactly at the edge of the bracket is taken', () => {
    expect(rootOf((u) => u - 1, 0, 1)).toBe(1);
    expect(rootOf((u) => u + 1, 0, 1)).toBe(-1);
  });

  test('of a jump is the place of the jump, also from −∞ to ∞', () => {
    const jump = (u: number): number =>
      u < 0.7 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    expect(rootOf(jump, 0, 1)).toBeCloseTo(0.7, 12);
    expect(rootOf(jump, -8, 1)).toBeCloseTo(0.7, 12);
  });

  test('of a function that never crosses zero is NaN', () => {
    expect(rootOf(() => 1, 0, 1)).toBeNaN();
    expect(rootOf(() => -1, 0, 1)).toBeNaN();
  });
});
