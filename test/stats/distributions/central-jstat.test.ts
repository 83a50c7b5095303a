/** The central distributions against jstat, which in the body is right to six digits or more. */

import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { distributions } from '../../../stats/index.ts';
import { expectClose } from './central-references.ts';

const { normal, t, F, chiSquare, beta } = distributions;
const probabilities = [0.01, 0.1, 0.3, 0.5, 0.8, 0.975];
const sizes = [1, 2.5, 7, 30, 120];

describe('jstat agrees in the body', () => {
  test('of the normal distribution', () => {
    for (const p of probabilities) {
      const z = normal.quantile(p);
      expectClose(jstat.normal.cdf(z, 0, 1), p, 1e-6);
    }
  });

  test.each(sizes)('of t and chi-square with %d degrees of freedom', (df) => {
    for (const p of probabilities) {
      expectClose(jstat.studentt.cdf(t.quantile(p, df), df), p, 1e-6);
      expectClose(jstat.chisquare.cdf(chiSquare.quantile(p, df), df), p, 1e-6);
    }
  });

  test.each(sizes.flatMap((a) => sizes.map((b) => [a, b] as const)))(
    'of F and beta with %d and %d',
    (a, b) => {
      for (const p of probabilities) {
        expectClose(jstat.centralF.cdf(F.quantile(p, a, b), a, b), p, 1e-6);
        expectClose(jstat.beta.cdf(beta.quantile(p, a, b), a, b), p, 1e-6);
      }
    },
  );
});

describe('jstat disagrees, and mpmath does not', () => {
  test('in the upper tail, which it takes from 1', () => {
    // betainc(15, mpf(1)/2, 0, 30 / (30 + mpf(12)**2), regularized=True) / 2, and the same with 40
    expectClose(t.sf(12, 30), 2.790092707599628e-13, 1e-12);
    expectClose(1 - jstat.studentt.cdf(12, 30), 2.790092707599628e-13, 1e-3);
    expectClose(t.sf(40, 30), 6.863022597203201e-28, 1e-12);
    expect(1 - jstat.studentt.cdf(40, 30)).toBe(0);
  });
});
