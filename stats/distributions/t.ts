/** Student's t distribution. */

import { logOddsOfLowerTail } from './beta-point.ts';
import { define } from './define.ts';
import { logIncompleteBetaAtOdds } from './incomplete-beta.ts';
import { logComplement } from './logarithms.ts';
import { normal } from './normal.ts';

/**
 * Student's t distribution: for means and differences of means, correlations and coefficients.
 *
 * Input: t, and the degrees of freedom, any positive number (Welch's are not whole); `Infinity` gives
 * the normal distribution. ±Infinity is legal for t, `NaN` is not.
 *
 * Formula: sf(t) = ½ I(df/2, ½) at df/(df + t²), the regularised incomplete beta function: DLMF 8.17
 * (https://dlmf.nist.gov/8.17); Student (1908), doi:10.1093/biomet/6.1.1.
 *
 * Throws RangeError on NaN, df that are not positive, and a probability outside 0 to 1.
 *
 * @example distributions.t.sf(2, 10).toFixed(6) // => "0.036694"
 * @example distributions.t.isf(0.025, 10).toFixed(6) // => "2.228139"
 * @example distributions.t.sf(50, 29.7).toPrecision(7) // => "1.578109e-30"
 */
export const t = define<[df: number]>({
  name: 't',
  needs: 'positive degrees of freedom',
  accepts: (df) => df > 0,
  support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  logCdf: (x, df) => logSf(-x, df),
  logSf,
  // Not −point, which is −0 in the middle.
  lowerPoint: (p, df) => 0 - upperPoint(p, df),
  upperPoint,
});

function logSf(x: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normal.logSf(x);
  return x < 0 ? logComplement(logHalf(-x, df)) : logHalf(x, df);
}

/** For x ≥ 0: half of I(df/2, ½) at odds of df : x². */
function logHalf(x: number, df: number): number {
  const root = Math.sqrt(df) / x;
  // ay − bx = (x² − 1) / (2 (1 + x²/df)), of which x² might be larger than a number can be.
  const drift = (x - 1 / x) / (2 * (1 / x + x / df));
  const logOdds = 2 * Math.log(root);
  return logIncompleteBetaAtOdds(logOdds, df / 2, 0.5, drift, root * root) - Math.LN2;
}

function upperPoint(p: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normal.isf(p);
  // In the middle the share between −x and x is the small number that has the digits.
  const logOdds =
    p < 0.25 ? -logOddsOfLowerTail(2 * p, df / 2, 0.5) : logOddsOfLowerTail(1 - 2 * p, 0.5, df / 2);
  return Math.exp(logOdds / 2) * Math.sqrt(df);
}
