/** Points of the gamma distribution, of which chi-square is one. */

import { logGamma1p } from './gamma-function.ts';
import { logGammaDensity, logLowerGamma, logUpperGamma } from './incomplete-gamma.ts';
import { normal } from './normal.ts';
import { type Side, solveTail } from './tail-point.ts';

/** The x with a tail of p ≤ ½ on this side, for shape a. */
export function gammaPoint(p: number, a: number, side: Side): number {
  // So near to zero that the first term of the series is the whole of the lower tail.
  const logLower = side === 'lower' ? Math.log(p) : Math.log1p(-p);
  const nearZero = Math.exp((logLower + logGamma1p(a)) / a);
  if (nearZero < 1e-17) return nearZero;
  const logTail = side === 'lower' ? logLowerGamma : logUpperGamma;
  return solveTail(
    (x) => ({ logP: logTail(x, a), logDensity: logGammaDensity(x, a), bend: a - x }),
    Math.log(p),
    gammaGuess(p, a, side),
    side,
  );
}

/** Wilson & Hilferty (1931), doi:10.1073/pnas.17.12.684; near zero P(a, x) = x^a / Γ(a + 1). */
export function gammaGuess(p: number, a: number, side: Side): number {
  const z = side === 'lower' ? normal.quantile(p) : normal.isf(p);
  const root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  if (side === 'lower' && root < 0.3) return Math.exp((Math.log(p) + logGamma1p(a)) / a);
  return a * Math.max(root, 0.1) ** 3;
}
