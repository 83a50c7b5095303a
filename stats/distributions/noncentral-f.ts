/** The noncentral F distribution: F where the groups do differ, from which power is computed. */

import { define } from './define.ts';
import { betaMixture } from './noncentral-beta.ts';
import { pointsOf } from './noncentral-points.ts';
import { logLowerTail, logUpperTail, type Mixture } from './poisson-mixture.ts';

type Parameters = [df1: number, df2: number, ncp: number];

/**
 * The noncentral F distribution: what F follows where the groups do differ; for power, and for intervals
 * of η² and its kin.
 *
 * Input: F, the degrees of freedom above and below the line, any positive numbers (those corrected by ε
 * are not whole), and the noncentrality λ from 0 to 1e20. Infinity is legal for F, `NaN` is not.
 *
 * Formula: of (χ²(df1, λ)/df1) / (χ²(df2)/df2), a mixture of beta distributions with Poisson weights of
 * mean λ/2, each tail summed for itself: Benton & Krishnamoorthy (2003),
 * doi:10.1016/S0167-9473(02)00283-9.
 *
 * Throws RangeError on NaN, on parameters out of range, and on a probability outside 0 to 1.
 *
 * @example distributions.noncentralF.sf(4, 3, 60, 15).toFixed(6) // => "0.747401"
 * @example distributions.noncentralF.cdf(4, 3, 60, 0) === distributions.F.cdf(4, 3, 60) // => true
 */
export const noncentralF = define<Parameters>({
  name: 'noncentralF',
  needs: 'positive degrees of freedom and a noncentrality from 0 to 1e20',
  accepts: (df1, df2, ncp) =>
    df1 > 0 && df2 > 0 && df1 + df2 < Number.POSITIVE_INFINITY && ncp >= 0 && ncp <= 1e20,
  support: [0, Number.POSITIVE_INFINITY],
  logCdf,
  logSf,
  ...pointsOf<Parameters>({ logCdf, logSf, at: Math.exp, middle }),
});

function logCdf(x: number, df1: number, df2: number, ncp: number): number {
  return logLowerTail(mixture(x, df1, df2, ncp));
}

function logSf(x: number, df1: number, df2: number, ncp: number): number {
  return logUpperTail(mixture(x, df1, df2, ncp));
}

/** Betas with shapes df1/2 + j and df2/2 at df1 F / (df1 F + df2). */
function mixture(x: number, df1: number, df2: number, ncp: number): Mixture {
  return betaMixture(Math.log(x) + Math.log(df1 / df2), [df1 / 2, df2 / 2], {
    mean: ncp / 2,
    shift: 0,
  });
}

function middle(df1: number, df2: number, ncp: number): readonly [number, number] {
  const above = (2 * (df1 + 2 * ncp)) / (df1 + ncp) ** 2;
  return [Math.log1p(ncp / df1), Math.sqrt(above + 2 / df2)];
}
