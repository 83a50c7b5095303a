/** The studentized range: the largest difference among several means, on which Tukey's test rests. */

import { define } from './define.ts';
import { stirlingRemainder } from './gamma-function.ts';
import { logComplement } from './logarithms.ts';
import { pointsOf } from './noncentral-points.ts';
import { logIntegral } from './quadrature.ts';
import { logRangeCdf, logRangeSf } from './range.ts';

type Parameters = [means: number, df: number];

/**
 * The studentized range: what q follows in Tukey's honestly significant differences and in Games &
 * Howell's test; q = √2 |t| for a pair.
 *
 * Input: q, the number of means from 2 to 100000, and the degrees of freedom, any positive number;
 * `Infinity` means that the standard deviation is known. q below 0 has everything above it; Infinity
 * is legal, `NaN` is not.
 *
 * Formula: the tail of the range of `means` standard normal variables beyond q s, averaged over
 * s = χ / √df: Copenhaver & Holland (1988), doi:10.1080/00949658808811082. Whichever tail is the smaller
 * is integrated, the other is what it leaves.
 *
 * Throws RangeError on NaN, on parameters out of range, and on a probability outside 0 to 1.
 *
 * @example distributions.studentizedRange.sf(3.77, 3, 12).toFixed(6) // => "0.050182"
 * @example distributions.studentizedRange.isf(0.05, 3, 12).toFixed(4) // => "3.7729"
 */
export const studentizedRange = define<Parameters>({
  name: 'studentizedRange',
  needs: 'from 2 to 100000 means and positive degrees of freedom',
  accepts: (means, df) => means >= 2 && means <= 1e5 && df > 0,
  support: [0, Number.POSITIVE_INFINITY],
  logCdf,
  logSf,
  ...pointsOf<Parameters>({
    logCdf,
    logSf,
    at: Math.exp,
    middle: (means, df) => [Math.log(2 + Math.log(means)), Math.sqrt(0.2 + 1 / df)],
  }),
});

function logCdf(q: number, means: number, df: number): number {
  const below = lower(q, means, df);
  return below < -Math.LN2 ? below : logComplement(upper(q, means, df));
}

function logSf(q: number, means: number, df: number): number {
  const above = upper(q, means, df);
  return above < -Math.LN2 ? above : logComplement(lower(q, means, df));
}

function lower(q: number, means: number, df: number): number {
  return averaged((w) => logRangeCdf(w, means), q, df, 0);
}

/** Far out, the range's tail is about e^(−w²/4), and the small s count most. */
function upper(q: number, means: number, df: number): number {
  const near = -Math.log(Math.hypot(1, q / Math.sqrt(2 * df)));
  return averaged((w) => logRangeSf(w, means), q, df, near);
}

function averaged(logTail: (w: number) => number, q: number, df: number, near: number): number {
  if (df > known) return logTail(q);
  const logIntegrand = (u: number): number =>
    df * (u - Math.expm1(2 * u) / 2) + logTail(q * Math.exp(u));
  const logConstant = 0.5 * Math.log(df / Math.PI) - stirlingRemainder(df / 2);
  return logConstant + logIntegral(logIntegrand, near, 1 / Math.sqrt(2 * df), step);
}

const step = 1 / 11;
/** From here on the standard deviation counts as known: what it adds is below the last digit. */
const known = 1e15;
