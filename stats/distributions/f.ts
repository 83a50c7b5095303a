/** Fisher's F distribution. */

import { logOddsOfLowerTail } from './beta-point.ts';
import { define } from './define.ts';
import { logIncompleteBetaAtOdds } from './incomplete-beta.ts';

/**
 * Fisher's F distribution: for analyses of variance and comparisons of models and of variances.
 *
 * Input: F, and the degrees of freedom above and below the line, any positive numbers (corrected ones
 * are not whole). F below 0 has everything above it; Infinity is legal, `NaN` is not.
 *
 * Formula: cdf(F) = I(df1/2, df2/2) at odds of df1 F : df2, the regularised incomplete beta function:
 * DLMF 8.17 (https://dlmf.nist.gov/8.17); the upper tail is I(df2/2, df1/2) at the inverse odds.
 *
 * Throws RangeError on NaN, df that are not positive and finite, and a probability outside 0 to 1.
 *
 * @example distributions.F.sf(4.5, 2, 30).toFixed(6) // => "0.019537"
 * @example distributions.F.isf(0.05, 2, 30).toFixed(6) // => "3.315830"
 * @example distributions.F.sf(80, 3, 897).toPrecision(7) // => "7.270449e-46"
 */
export const F = define<[df1: number, df2: number]>({
  name: 'F',
  needs: 'positive degrees of freedom',
  accepts: (df1, df2) => df1 > 0 && df2 > 0 && df1 + df2 < Number.POSITIVE_INFINITY,
  support: [0, Number.POSITIVE_INFINITY],
  logCdf(x, df1, df2) {
    const logOdds = Math.log(x) + Math.log(df1 / df2);
    const below = drift(x, df1, df2);
    return logIncompleteBetaAtOdds(logOdds, df1 / 2, df2 / 2, below, x * (df1 / df2));
  },
  logSf(x, df1, df2) {
    const logOdds = Math.log(df2 / df1) - Math.log(x);
    const above = -drift(x, df1, df2);
    return logIncompleteBetaAtOdds(logOdds, df2 / 2, df1 / 2, above, df2 / df1 / x);
  },
  lowerPoint: (p, df1, df2) =>
    Math.exp(logOddsOfLowerTail(p, df1 / 2, df2 / 2) + Math.log(df2 / df1)),
  upperPoint: (p, df1, df2) =>
    Math.exp(Math.log(df2 / df1) - logOddsOfLowerTail(p, df2 / 2, df1 / 2)),
});

/** ay − bx of the beta distribution behind it, which is exactly 0 at x = 1. */
function drift(x: number, df1: number, df2: number): number {
  return (df1 * (1 - x)) / (2 * (1 + x * (df1 / df2)));
}
