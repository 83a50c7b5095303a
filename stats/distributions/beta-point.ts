/** Points of the beta distribution as odds x : (1 − x), which lose nothing near 0 and near 1. */

import { gammaGuess } from './gamma-point.ts';
import { logBetaDensity, logIncompleteBeta, logLeadingTerm } from './incomplete-beta.ts';
import { solveTail, type Tail } from './tail-point.ts';

/**
 * ln w, where the lower tail I(a, b) at x = w / (1 + w) is p ≤ ½. The point of the upper tail is
 * −logOddsOfLowerTail(p, b, a).
 */
export function logOddsOfLowerTail(p: number, a: number, b: number): number {
  const target = Math.log(p);
  // So near to 0, or to 1, that the first term of the series is the whole of that tail.
  const leading = (target - logLeadingTerm(0, a, b)) / a;
  if (leading < -40 - Math.log1p(b)) return leading;
  const trailing = (Math.log1p(-p) - logLeadingTerm(0, b, a)) / b;
  if (trailing < -40 - Math.log1p(a)) return -trailing;
  const tail = (w: number): Tail => {
    const [x, y, drift] = [w / (1 + w), 1 / (1 + w), (a - b * w) / (1 + w)];
    const logP = logIncompleteBeta(x, y, a, b, drift);
    return { logP, logDensity: logBetaDensity(x, y, a, b, drift), bend: drift };
  };
  return Math.log(solveTail(tail, target, oddsGuess(p, a, b, leading), 'lower'));
}

/** Where y is small it is nearly gamma / a, and where x is small nearly gamma / b or a power. */
export function oddsGuess(p: number, a: number, b: number, leading: number): number {
  if (a > 1 && leading > -1) return a / gammaGuess(p, b, 'upper');
  return b > 1 ? gammaGuess(p, a, 'lower') / b : Math.exp(Math.min(leading, 0));
}
