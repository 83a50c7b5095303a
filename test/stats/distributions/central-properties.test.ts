/** What theory says of the central distributions, whatever the parameters. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distributions } from '../../../stats/index.ts';
import { distribution, expectClose, type Name } from './central-references.ts';

const { t, F, chiSquare, beta } = distributions;

/** Positive numbers of all sizes between 10^from and 10^to. */
function sizes(from: number, to: number): fc.Arbitrary<number> {
  return fc.double({ min: from, max: to, noNaN: true }).map((exponent) => 10 ** exponent);
}

/** Shapes of beta distributions, and a point around their middle as log odds. */
const shapes = fc.tuple(sizes(-3, 7), sizes(-3, 7));
const deviations = fc.double({ min: -9, max: 9, noNaN: true });

interface Case {
  readonly name: Name;
  readonly parameters: readonly number[];
  readonly x: number;
}

const cases: fc.Arbitrary<Case> = fc.oneof(
  deviations.map((x): Case => ({ name: 'normal', parameters: [], x })),
  fc.tuple(sizes(-2, 10), deviations).map(([df, x]): Case => ({ name: 't', parameters: [df], x })),
  fc.tuple(shapes, deviations).map(([[a, b], z]): Case => {
    const x = Math.exp(z * Math.sqrt(1 / a + 1 / b));
    return { name: 'F', parameters: [2 * a, 2 * b], x };
  }),
  fc.tuple(sizes(-2, 10), deviations).map(([df, z]): Case => {
    const x = df * Math.exp(z * Math.sqrt(2 / df));
    return { name: 'chiSquare', parameters: [df], x };
  }),
  fc.tuple(shapes, fc.double({ min: 0, max: 1, noNaN: true })).map(([parameters, x]): Case => {
    return { name: 'beta', parameters, x };
  }),
);

const manyRuns = { numRuns: 500 };

describe('whatever the parameters', () => {
  test('the tails are probabilities, make 1, and agree with the logarithm', () => {
    fc.assert(
      fc.property(cases, ({ name, parameters, x }) => {
        const { cdf, sf, logSf } = distribution(name);
        const [lower, upper] = [cdf(x, ...parameters), sf(x, ...parameters)];
        expect(Math.min(lower, upper)).toBeGreaterThanOrEqual(0);
        expect(Math.max(lower, upper)).toBeLessThanOrEqual(1);
        expectClose(lower + upper, 1, 4e-15);
        if (upper > 1e-300) expectClose(Math.exp(logSf(x, ...parameters)), upper, 1e-13);
      }),
      manyRuns,
    );
  });

  test('more has less above it', () => {
    fc.assert(
      fc.property(cases, sizes(-12, 1), ({ name, parameters, x }, step) => {
        const { cdf, sf, logSf } = distribution(name);
        const more = x + Math.abs(x) * step;
        const slack = 1 + 1e-11;
        expect(sf(more, ...parameters)).toBeLessThanOrEqual(slack * sf(x, ...parameters));
        expect(slack * cdf(more, ...parameters)).toBeGreaterThanOrEqual(cdf(x, ...parameters));
        const [nearer, farther] = [logSf(x, ...parameters), logSf(more, ...parameters)];
        expect(farther).toBeLessThanOrEqual(nearer * (1 - 1e-11) + 1e-300);
      }),
      manyRuns,
    );
  });

  test('the point of a tail has that tail', () => {
    fc.assert(
      fc.property(cases, sizes(-280, -0.31), ({ name, parameters }, p) => {
        const { cdf, sf, quantile, isf } = distribution(name);
        const [low, high] = [quantile(p, ...parameters), isf(p, ...parameters)];
        expect(low).toBeLessThanOrEqual(high);
        if (reached(name, low)) expectTail((x) => cdf(x, ...parameters), low, p);
        if (reached(name, high)) expectTail((x) => sf(x, ...parameters), high, p);
      }),
      manyRuns,
    );
  });

  test('the point of a probability above one half is that of what is left to 1', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.5, max: 1, noNaN: true }), (of, p) => {
        const { quantile, isf } = distribution(of.name);
        fc.pre(p > 0.5);
        expect(quantile(p, ...of.parameters)).toBe(isf(1 - p, ...of.parameters));
        expect(isf(p, ...of.parameters)).toBe(quantile(1 - p, ...of.parameters));
      }),
      manyRuns,
    );
  });
});

/** Not so near to an end that numbers are too coarse to tell the point. */
function reached(name: Name, x: number): boolean {
  if (name === 'beta' && x > 0.9) return false;
  return (x === 0 && name === 't') || Math.abs(Math.log(Math.abs(x))) < 690;
}

/** The tail is as near to p as the two numbers beside the point let it be. */
function expectTail(tail: (x: number) => number, point: number, p: number): void {
  const beside = [tail(point * (1 - 2e-15)), tail(point * (1 + 2e-15))];
  const distance = Math.abs(tail(point) - p);
  const coarse = Math.abs((beside[0] as number) - (beside[1] as number));
  expect(distance, `${point}`).toBeLessThanOrEqual(coarse + 1e-12 * p);
}

describe('one distribution is another', () => {
  test('t and normal are symmetric', () => {
    fc.assert(
      fc.property(deviations, sizes(-2, 10), (x, df) => {
        expect(t.cdf(-x, df)).toBe(t.sf(x, df));
        expect(t.quantile(0.2, df)).toBe(-t.isf(0.2, df));
        expect(distributions.normal.cdf(-x)).toBe(distributions.normal.sf(x));
      }),
    );
  });

  test('t squared is F with 1 degree of freedom above the line', () => {
    fc.assert(
      fc.property(sizes(-3, 1.5), sizes(-1, 6), (x, df) => {
        // x squared is rounded, by which the tail differs; how much, depends on how steep it is.
        expectClose(2 * t.sf(x, df), F.sf(x * x, 1, df), 1e-12);
      }),
    );
  });

  test('F is beta at df1 F / (df1 F + df2), and turned over with 1/F', () => {
    fc.assert(
      fc.property(sizes(-3, 3), sizes(-1, 3), sizes(-1, 3), (x, df1, df2) => {
        const share = (df1 * x) / (df1 * x + df2);
        const p = F.cdf(x, df1, df2);
        fc.pre(p > 1e-200 && share < 0.9);
        expectClose(beta.cdf(share, df1 / 2, df2 / 2), p, 1e-11);
        expectClose(F.sf(1 / x, df2, df1), p, 1e-11);
      }),
    );
  });

  test('beta is turned over with 1 − x', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), shapes, (parts, [a, b]) => {
        const x = parts / 1024;
        const [p, q] = [beta.cdf(x, a, b), beta.sf(1 - x, b, a)];
        if (p > 1e-300) expectClose(q, p, 1e-13);
      }),
    );
  });

  test('F with ever more degrees of freedom below the line is chi-square', () => {
    fc.assert(
      fc.property(sizes(-2, 1), sizes(-1, 2), (x, df) => {
        const p = chiSquare.sf(x * df, df);
        fc.pre(p > 1e-20);
        expectClose(F.sf(x, df, 1e15), p, 1e-10);
      }),
    );
  });

  test('a sum over Poisson is chi-square with an even number of degrees of freedom', () => {
    fc.assert(
      fc.property(sizes(-2, 2), fc.integer({ min: 1, max: 60 }), (mean, terms) => {
        let term = Math.exp(-mean);
        let sum = term;
        for (let k = 1; k < terms; k += 1) {
          term *= mean / k;
          sum += term;
        }
        expectClose(chiSquare.sf(2 * mean, 2 * terms), sum, 2e-13);
      }),
    );
  });
});
