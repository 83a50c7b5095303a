/** The mixture of beta distributions behind noncentral F and noncentral t. */

import { logBeta } from './gamma-function.ts';
import { logBetaDensity, logIncompleteBetaAtOdds } from './incomplete-beta.ts';
import type { Mixture } from './poisson-mixture.ts';

/**
 * Beta distributions with shapes a + j and b, where x and 1 − x are in the odds e^logOdds, which may be
 * larger or smaller than a number can be: Johnson, Kotz & Balakrishnan (1995), "Continuous univariate
 * distributions", chapters 30 and 31.
 */
export function betaMixture(
  logOdds: number,
  [a, b]: readonly [number, number],
  { mean, shift }: { mean: number; shift: number },
): Mixture {
  const [x, y] = [1 / (1 + Math.exp(-logOdds)), 1 / (1 + Math.exp(logOdds))];
  const drift = (j: number): number => (a + j) * y - b * x;
  // ln (x^shape y^b / B(shape, b)); at extreme odds one of the two is 1 and the other the odds themselves.
  const logDensity = (shape: number): number =>
    Math.abs(logOdds) < 500
      ? logBetaDensity(x, y, shape, b, shape * y - b * x)
      : shape * Math.min(0, logOdds) - b * Math.max(0, logOdds) - logBeta(shape, b);
  return {
    mean,
    shift,
    logLower: (j) => logIncompleteBetaAtOdds(logOdds, a + j, b, drift(j)),
    logUpper: (j) => logIncompleteBetaAtOdds(-logOdds, b, a + j, -drift(j)),
    logStep: (j) => logDensity(a + j) - Math.log(a + j),
    growth: (j) => (x * (a + b + j)) / (a + j + 1),
  };
}
