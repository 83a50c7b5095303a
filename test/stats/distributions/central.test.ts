/** The central distributions against mpmath, printed tables and formulas that need no kernel. */

import { describe, expect, test } from 'vitest';
import { distributions } from '../../../stats/index.ts';
import {
  distribution,
  expectClose,
  expectProbability,
  names,
  referencesOf,
} from './central-references.ts';

const { normal, t, F, chiSquare, beta } = distributions;

describe.each(names)('%s agrees with mpmath', (name) => {
  const { cdf, sf, logSf } = distribution(name);
  const references = referencesOf(name);

  test('in the lower tail, down to 1e-300', () => {
    for (const { x, parameters, lnCdf } of references) {
      expectProbability(cdf(x, ...parameters), lnCdf, `cdf(${[x, ...parameters]})`);
    }
  });

  test('in the upper tail, down to 1e-300', () => {
    for (const { x, parameters, lnSf } of references) {
      expectProbability(sf(x, ...parameters), lnSf, `sf(${[x, ...parameters]})`);
    }
  });

  test('in the logarithm of the upper tail, also where that is 0 or 1 as a number', () => {
    for (const { x, parameters, lnSf } of references) {
      const relative = lnSf < -1e-3 ? 2e-14 : 1e-12;
      expectClose(logSf(x, ...parameters), lnSf, relative, `logSf(${[x, ...parameters]})`);
    }
  });
});

describe('printed tables', () => {
  test('of the normal distribution: Abramowitz & Stegun, tables 26.1 and 26.2', () => {
    expect(normal.cdf(1).toFixed(15)).toBe('0.841344746068543');
    expect(normal.cdf(2).toFixed(15)).toBe('0.977249868051821');
    expect((-Math.log10(normal.sf(5))).toFixed(5)).toBe('6.54265');
    expect((-normal.logSf(100) / Math.LN10).toFixed(5)).toBe('2173.87154');
    expect((-normal.logSf(500) / Math.LN10).toFixed(5)).toBe('54289.90830');
  });

  test("of t, chi-square and F: NIST's handbook, section 1.3.6.7", () => {
    expect(t.isf(0.025, 10).toFixed(3)).toBe('2.228');
    expect(t.isf(0.001, 2).toFixed(3)).toBe('22.327');
    expect(t.isf(0.01, 100).toFixed(3)).toBe('2.364');
    expect(chiSquare.isf(0.05, 10).toFixed(3)).toBe('18.307');
    expect(chiSquare.isf(0.001, 100).toFixed(3)).toBe('149.449');
    expect(chiSquare.quantile(0.01, 30).toFixed(3)).toBe('14.953');
    expect(F.isf(0.05, 1, 1).toFixed(3)).toBe('161.448');
    expect(F.isf(0.05, 10, 10).toFixed(3)).toBe('2.978');
    expect(F.isf(0.01, 3, 20).toFixed(3)).toBe('4.938');
  });
});

describe('formulas that need no kernel', () => {
  const somewhere = [1e-9, 0.02, 0.4, 0.97, 1.3, 2.6, 7, 44];

  test('t with 1 and 2 degrees of freedom', () => {
    for (const x of somewhere) {
      expectClose(t.sf(x, 1), Math.atan2(1, x) / Math.PI, 1e-14);
      const root = Math.sqrt(2 + x * x);
      expectClose(t.sf(x, 2), 1 / (root * (root + x)), 1e-14);
      expectClose(t.cdf(-x, 2), 1 / (root * (root + x)), 1e-14);
    }
  });

  test('chi-square with 2 and 4 degrees of freedom', () => {
    for (const x of somewhere) {
      expectClose(chiSquare.sf(x, 2), Math.exp(-x / 2), 1e-13);
      expectClose(chiSquare.cdf(x, 2), -Math.expm1(-x / 2), 1e-14);
      expectClose(chiSquare.sf(x, 4), (1 + x / 2) * Math.exp(-x / 2), 1e-13);
    }
  });

  test('F with 2 degrees of freedom above or below the line', () => {
    for (const x of somewhere) {
      expectClose(F.sf(x, 2, 30), (1 + x / 15) ** -15, 1e-13);
      expectClose(F.cdf(x, 2, 30), -Math.expm1(-15 * Math.log1p(x / 15)), 1e-14);
      expectClose(F.cdf(x, 30, 2), (1 + 1 / (15 * x)) ** -15, 1e-13);
    }
  });

  test('beta with one shape of 1, and the arcsine distribution', () => {
    for (const x of [1e-12, 0.01, 0.3, 0.5, 0.77, 0.999]) {
      for (const a of [1e-3, 0.4, 1, 6.5, 80]) {
        expectClose(beta.cdf(x, a, 1), x ** a, 2e-13);
        expectClose(beta.sf(x, a, 1), -Math.expm1(a * Math.log(x)), 1e-13);
        expectClose(beta.sf(x, 1, a), Math.exp(a * Math.log1p(-x)), 2e-13);
      }
      expectClose(beta.cdf(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-14);
    }
  });
});
