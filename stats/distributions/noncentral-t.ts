/** The noncentral t distribution: t where the mean is not the one supposed, from which power is computed. */

import { define } from './define.ts';
import { stirlingRemainder } from './gamma-function.ts';
import { logComplement } from './logarithms.ts';
import { betaMixture } from './noncentral-beta.ts';
import { pointsOf } from './noncentral-points.ts';
import { normal } from './normal.ts';
import { logLowerTail, logUpperTail, type Mixture } from './poisson-mixture.ts';
import { logIntegral } from './quadrature.ts';

type Parameters = [df: number, ncp: number];

/**
 * The noncentral t distribution: what t follows where the mean is not the one supposed; for power, and
 * for intervals of standardised differences.
 *
 * Input: t, the degrees of freedom, any positive number (`Infinity` gives a normal variable around ncp),
 * and the noncentrality from -1e10 to 1e10, of either sign: the true effect in standard errors.
 * ±Infinity is legal for t, `NaN` is not.
 *
 * Formula: of (Z + ncp) / √(χ²/df). For t and ncp on the same side the tails are sums over incomplete
 * beta functions as in Lenth (1989), doi:10.2307/2347693, here for either tail for itself; on opposite
 * sides, where those sums cancel, the normal tail is integrated over χ.
 *
 * Throws RangeError on NaN, on parameters out of range, and on a probability outside 0 to 1.
 *
 * @example distributions.noncentralT.sf(2, 20, 3).toFixed(6) // => "0.835899"
 * @example distributions.noncentralT.cdf(45, 100, 40).toFixed(6) // => "0.930456"
 */
export const noncentralT = define<Parameters>({
  name: 'noncentralT',
  needs: 'positive degrees of freedom and a noncentrality from -1e10 to 1e10',
  accepts: (df, ncp) => df > 0 && Math.abs(ncp) <= 1e10,
  support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  logCdf,
  logSf,
  ...pointsOf<Parameters>({ logCdf, logSf, at: Math.sinh, middle }),
});

/** From here on the standard deviation counts as known: what it adds is below the last digit. */
const known = 1e15;

function logCdf(x: number, df: number, ncp: number): number {
  if (df > known) return normal.logSf(ncp - x);
  if (x < 0) return logSf(-x, df, -ncp);
  if (ncp < 0) return logComplement(logSf(x, df, ncp));
  const [even, odd] = halves(x, df, ncp);
  const above = logSum(logLowerTail(even), logLowerTail(odd)) - Math.LN2;
  return Math.min(0, logSum(normal.logSf(ncp), above));
}

function logSf(x: number, df: number, ncp: number): number {
  if (df > known) return normal.logSf(x - ncp);
  if (x < 0) return logCdf(-x, df, -ncp);
  if (ncp < 0) return logSfAgainst(x, df, -ncp);
  const [even, odd] = halves(x, df, ncp);
  return Math.min(0, logSum(logUpperTail(even), logUpperTail(odd)) - Math.LN2);
}

/**
 * For x and ncp on the same side the tails are sums of positive terms only, over the even and the odd
 * powers of ncp, half of each: Lenth (1989), doi:10.2307/2347693, here for both tails.
 */
function halves(x: number, df: number, ncp: number): [Mixture, Mixture] {
  const logOdds = 2 * Math.log(x) - Math.log(df);
  const mixture = (shift: number): Mixture =>
    betaMixture(logOdds, [0.5 + shift, df / 2], { mean: (ncp * ncp) / 2, shift });
  return [mixture(0), mixture(0.5)];
}

/**
 * P(T > x) where the noncentrality is −ncp, on the other side: there the sums would cancel. It is the
 * normal tail beyond x s + ncp, averaged over s = χ / √df; u = ln s.
 */
function logSfAgainst(x: number, df: number, ncp: number): number {
  // So far out the tail is a power of x; x² need not be a number.
  if (x > far) return logSfAgainst(far, df, ncp) - df * Math.log(x / far);
  const logIntegrand = (u: number): number =>
    df * (u - Math.expm1(2 * u) / 2) + normal.logSf(x * Math.exp(u) + ncp);
  const logConstant = 0.5 * Math.log(df / Math.PI) - stirlingRemainder(df / 2);

  // The peak for a normal tail taken as e^(−z²/2), and the curvature there.
  const [q, e] = [x / Math.sqrt(df), ncp / Math.sqrt(df)];
  const s = 2 / (q * e + Math.hypot(q * e, 2, 2 * q));
  const curvature = df * (2 * (s * Math.hypot(1, q)) ** 2 + s * q * e);
  return logConstant + logIntegral(logIntegrand, Math.log(s), 1 / Math.sqrt(curvature));
}

const far = 1e300;

/** ln(e^a + e^b). */
function logSum(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a];
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}

function middle(df: number, ncp: number): readonly [number, number] {
  const width = Math.hypot(1, ncp / Math.sqrt(2 * df)) / Math.hypot(1, ncp);
  return [Math.asinh(ncp), width];
}
