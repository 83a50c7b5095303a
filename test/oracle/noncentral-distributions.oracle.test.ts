/**
 * Noncentral distributions and the studentized range against R, as close as R itself is: it stops its
 * sums for pt, pf and pchisq at absolute errors of 1e-12, 1e-9 and 1e-12, and takes one minus the lower
 * tail for the upper one. What it cannot tell is told by mpmath in test/stats/distributions.
 */

import { describe, expect, test } from 'vitest';
import {
  noncentralityIntervalF,
  noncentralityIntervalT,
} from '../../stats/distributions/noncentrality.ts';
import { distributions } from '../../stats/distributions.ts';
import { type Draw, integer, seeded } from './data-sets.ts';
import { askRForEach } from './r.ts';

const { noncentralT, noncentralF, noncentralChiSquare, studentizedRange } = distributions;

/** Evenly over the logarithm. */
function spread(draw: Draw, from: number, to: number): number {
  return from * (to / from) ** draw();
}

function times<Case>(n: number, make: (draw: Draw) => Case): Case[] {
  const draw = seeded(20_240_611);
  return Array.from({ length: n }, () => make(draw));
}

function expectWithin(actual: number, expected: number | undefined, allowed: number, of: object) {
  expect(expected, `R refuses ${JSON.stringify(of)}`).toBeTypeOf('number');
  const what = `${actual} instead of ${expected} for ${JSON.stringify(of)}`;
  expect(Math.abs(actual - (expected as number)), what).toBeLessThanOrEqual(allowed);
}

describe('R agrees', () => {
  test('on noncentral t, up to the noncentrality where it turns to an approximation', async () => {
    const cases = times(300, (draw) => {
      const [df, ncp] = [spread(draw, 1, 1e4), -37 + 74 * draw()];
      return { df, ncp, x: ncp + (8 * draw() - 4) * Math.hypot(1, ncp / Math.sqrt(2 * df)) };
    });
    const answers = await askRForEach<[number, number]>(
      cases,
      'suppressWarnings(c(pt(x, df, ncp), pt(x, df, ncp, lower.tail = FALSE)))',
    );
    cases.forEach((one, i) => {
      const { x, df, ncp } = one;
      expectWithin(noncentralT.cdf(x, df, ncp), answers[i]?.[0], 1e-9, one);
      expectWithin(noncentralT.sf(x, df, ncp), answers[i]?.[1], 1e-9, one);
    });
  });

  test('on noncentral F', async () => {
    const cases = times(300, (draw) => {
      const [df1, df2, ncp] = [spread(draw, 0.5, 50), spread(draw, 2, 1e4), spread(draw, 0.1, 300)];
      return { df1, df2, ncp, x: (1 + ncp / df1) * spread(draw, 0.3, 3) };
    });
    const answers = await askRForEach<[number, number]>(
      cases,
      'c(pf(x, df1, df2, ncp), pf(x, df1, df2, ncp, lower.tail = FALSE))',
    );
    cases.forEach((one, i) => {
      const { x, df1, df2, ncp } = one;
      expectWithin(noncentralF.cdf(x, df1, df2, ncp), answers[i]?.[0], 2e-9, one);
      expectWithin(noncentralF.sf(x, df1, df2, ncp), answers[i]?.[1], 2e-9, one);
    });
  });

  test('on noncentral chi-square', async () => {
    const cases = times(300, (draw) => {
      const [df, ncp] = [spread(draw, 0.5, 500), spread(draw, 0.01, 2000)];
      return { df, ncp, x: (df + ncp) * spread(draw, 0.3, 3) };
    });
    const answers = await askRForEach<[number, number]>(
      cases,
      'suppressWarnings(c(pchisq(x, df, ncp), pchisq(x, df, ncp, lower.tail = FALSE)))',
    );
    cases.forEach((one, i) => {
      const { x, df, ncp } = one;
      expectWithin(noncentralChiSquare.cdf(x, df, ncp), answers[i]?.[0], 1e-10, one);
      expectWithin(noncentralChiSquare.sf(x, df, ncp), answers[i]?.[1], 1e-10, one);
    });
  });

  test('on the studentized range, when it is told the definition', async () => {
    const cases = times(100, (draw) => ({
      means: integer(draw, 2, 40),
      df: spread(draw, 2, 500),
      x: spread(draw, 0.5, 15),
    }));
    // The trapezoid rule over ln s and over the largest of the variables. R's own ptukey differs from
    // this by up to 3e-5 (19 means, 2.77 df, q 13.7); it is asked only whether it means the same.
    const answers = await askRForEach<[number, number]>(
      cases,
      `u <- seq(-33 / df - sqrt(33 / df), sqrt(33 / df), length.out = 240)
       weight <- exp(df * (u - expm1(2 * u) / 2))
       z <- seq(-8, 8, by = 0.125)
       below <- sapply(x * exp(u), function(w) sum(dnorm(z) * (pnorm(z) - pnorm(z - w))^(means - 1)))
       c(sum(weight * below) * means * 0.125 / sum(weight), ptukey(x, means, df))`,
    );
    cases.forEach((one, i) => {
      const cdf = studentizedRange.cdf(one.x, one.means, one.df);
      expectWithin(cdf, answers[i]?.[0], 1e-10, one);
      expectWithin(cdf, answers[i]?.[1], 1e-4, one);
    });
  });

  test('on the limits of the noncentrality, as uniroot finds them', async () => {
    const cases = times(100, (draw) => ({
      t: 12 * draw() - 4,
      F: spread(draw, 0.5, 12),
      df1: integer(draw, 1, 8),
      df2: spread(draw, 5, 400),
      confidence: 0.8 + 0.19 * draw(),
    }));
    const answers = await askRForEach<[number, number, number, number]>(
      cases,
      `a <- (1 - confidence) / 2
       root <- function(f, from, to) uniroot(f, c(from, to), tol = 1e-11)$root
       one <- function(f, to) if (f(0) <= 0) 0 else root(f, 0, to)
       c(root(function(d) pt(t, df2, d) - (1 - a), -20, 30), root(function(d) pt(t, df2, d) - a, -20, 30),
         one(function(l) pf(F, df1, df2, l) - (1 - a), 400), one(function(l) pf(F, df1, df2, l) - a, 800))`,
    );
    cases.forEach((one, i) => {
      const limits = [
        ...noncentralityIntervalT(one.t, one.df2, one.confidence),
        ...noncentralityIntervalF(one.F, one.df1, one.df2, one.confidence),
      ];
      limits.forEach((limit, j) => {
        const allowed = 1e-6 * Math.max(1, Math.abs(limit ?? 0));
        expectWithin(limit ?? Number.NaN, answers[i]?.[j], allowed, one);
      });
    });
  });
});
