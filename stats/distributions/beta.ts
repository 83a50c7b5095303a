/** The beta distribution. */

import { logOddsOfLowerTail } from './beta-point.ts';
import { define } from './define.ts';
import { logIncompleteBeta } from './incomplete-beta.ts';
import { differenceOfProducts } from './logarithms.ts';

/**
 * The beta distribution: for proportions, exact binomial limits, and multivariate statistics.
 *
 * Input: x from 0 to 1, and the two shapes, any positive numbers. x beyond 0 and 1 is legal, `NaN` is
 * not. Beside 1 ask for the upper tail with swapped shapes: 1 − 1e-20 is not a number, 1e-20 is.
 *
 * Formula: cdf(x) = I_x(a, b), the regularised incomplete beta function: DLMF 8.17
 * (https://dlmf.nist.gov/8.17). Computed as series, continued fraction or integral, each tail for
 * itself: compare Didonato & Morris (1992), doi:10.1145/131766.131776.
 *
 * Throws RangeError on NaN, shapes that are not positive and finite, and a probability outside 0 to 1.
 *
 * @example distributions.beta.cdf(0.3, 2, 5).toFixed(6) // => "0.579825"
 * @example distributions.beta.quantile(0.5, 2, 5).toFixed(6) // => "0.264450"
 * @example distributions.beta.cdf(1e-20, 3, 5).toPrecision(7) // => "3.500000e-59"
 */
export const beta = define<[a: number, b: number]>({
  name: 'beta',
  needs: 'positive shapes',
  accepts: (a, b) => a > 0 && b > 0 && a + b < Number.POSITIVE_INFINITY,
  support: [0, 1],
  logCdf: (x, a, b) => logIncompleteBeta(x, 1 - x, a, b, drift(x, a, b)),
  logSf: (x, a, b) => logIncompleteBeta(1 - x, x, b, a, -drift(x, a, b)),
  lowerPoint: (p, a, b) => share(logOddsOfLowerTail(p, a, b)),
  upperPoint: (p, a, b) => share(-logOddsOfLowerTail(p, b, a)),
});

/** a(1 − x) − bx, with what 1 − x loses when it is rounded. */
function drift(x: number, a: number, b: number): number {
  const y = 1 - x;
  return differenceOfProducts(a, y, b, x) + a * (1 - y - x);
}

function share(logOdds: number): number {
  return logOdds < 0 ? Math.exp(logOdds) / (1 + Math.exp(logOdds)) : 1 / (1 + Math.exp(-logOdds));
}
