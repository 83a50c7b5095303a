/** The noncentral chi-square distribution: a sum of squares of normal variables that are not centred. */

import { define } from './define.ts';
import { logGammaDensity, logLowerGamma, logUpperGamma } from './incomplete-gamma.ts';
import { pointsOf } from './noncentral-points.ts';
import { logLowerTail, logUpperTail, type Mixture } from './poisson-mixture.ts';

type Parameters = [df: number, ncp: number];

/**
 * The noncentral chi-square distribution: what chi-square follows where the hypothesis is wrong; for the
 * power of tests of tables and of models.
 *
 * Input: chi-square, its degrees of freedom, any positive number, and the noncentrality λ from 0 to
 * 1e20. Infinity is legal for chi-square, `NaN` is not.
 *
 * Formula: of a sum of df squared normal variables whose squared means sum to λ; a mixture of
 * chi-squares with df + 2j degrees of freedom and Poisson weights of mean λ/2, each tail summed for
 * itself: Benton & Krishnamoorthy (2003), doi:10.1016/S0167-9473(02)00283-9.
 *
 * Throws RangeError on NaN, on parameters out of range, and on a probability outside 0 to 1.
 *
 * @example distributions.noncentralChiSquare.sf(12, 4, 6).toFixed(6) // => "0.310773"
 */
export const noncentralChiSquare = define<Parameters>({
  name: 'noncentralChiSquare',
  needs: 'positive degrees of freedom and a noncentrality from 0 to 1e20',
  accepts: (df, ncp) => df > 0 && df < Number.POSITIVE_INFINITY && ncp >= 0 && ncp <= 1e20,
  support: [0, Number.POSITIVE_INFINITY],
  logCdf,
  logSf,
  ...pointsOf<Parameters>({
    logCdf,
    logSf,
    at: Math.exp,
    middle: (df, ncp) => [Math.log(df + ncp), Math.sqrt(2 * (df + 2 * ncp)) / (df + ncp)],
  }),
});

function logCdf(x: number, df: number, ncp: number): number {
  return logLowerTail(mixture(x, df, ncp));
}

function logSf(x: number, df: number, ncp: number): number {
  return logUpperTail(mixture(x, df, ncp));
}

/** Chi-squares with df + 2j degrees of freedom: Johnson, Kotz & Balakrishnan (1995), chapter 29. */
function mixture(x: number, df: number, ncp: number): Mixture {
  const [z, a] = [x / 2, df / 2];
  return {
    mean: ncp / 2,
    shift: 0,
    logLower: (j) => logLowerGamma(z, a + j),
    logUpper: (j) => logUpperGamma(z, a + j),
    logStep: (j) => logGammaDensity(z, a + j) - Math.log(a + j),
    growth: (j) => z / (a + j + 1),
  };
}
