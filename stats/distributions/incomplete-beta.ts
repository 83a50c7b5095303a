/** The regularised incomplete beta function: the kernel of beta, F and t, each tail for itself. */

import { logBeta, logGamma1p, logGammaRatio, stirlingRemainder } from './gamma-function.ts';
import { differenceOfProducts, log1pMinus, logComplement } from './logarithms.ts';
import { logTailIntegral } from './tail-integral.ts';

/**
 * ln I_x(a, b), the lower tail, for a, b > 0; `y` is 1 − x, given for itself so that nothing is lost
 * near 1. The upper tail is that of (y, x, b, a). `drift` is ay − bx, how far x lies below the mean;
 * who knows it better than from the rounded x and y gives it.
 */
export function logIncompleteBeta(
  x: number,
  y: number,
  a: number,
  b: number,
  drift: number = differenceOfProducts(a, y, b, x),
): number {
  if (x <= 0.5 && b * x <= 1.5) return tailNearZero(x, a, b);
  if (y <= 0.5 && a * y <= 1.5) return logComplement(tailNearZero(y, b, a));
  return drift >= 0 ? lowTail(x, y, a, b, drift) : logComplement(lowTail(y, x, b, a, -drift));
}

/**
 * ln I(a, b) where x : y = `odds`, of which the logarithm is given too since they may be larger or
 * smaller than a number can be.
 */
export function logIncompleteBetaAtOdds(
  logOdds: number,
  a: number,
  b: number,
  drift: number,
  odds: number = Math.exp(logOdds),
): number {
  if (logOdds < -70 - Math.log1p(b)) return logLeadingTerm(logOdds, a, b);
  if (logOdds > 70 + Math.log1p(a)) return logComplement(logLeadingTerm(-logOdds, b, a));
  return logIncompleteBeta(odds / (1 + odds), 1 / (1 + odds), a, b, drift);
}

/**
 * ln (x^a y^b / B(a, b)), the density times xy. Loader (2000), "Fast and accurate computation of
 * binomial probabilities": what is left of large powers is two deviances, each taken as one.
 */
export function logBetaDensity(x: number, y: number, a: number, b: number, drift: number): number {
  const n = a + b;
  const remainders = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b);
  const scale = 0.5 * Math.log((a * (b / n)) / (2 * Math.PI));
  return scale + remainders - deviance(a, n * x, drift) - deviance(b, n * y, -drift);
}

/** m ln(m / value) + value − m, where m − value is known as `difference`. */
function deviance(m: number, value: number, difference: number): number {
  const u = -difference / m;
  return u > -0.7 ? -m * log1pMinus(u) : m * Math.log(m / value) - difference;
}

/** ln (x^a / (a B(a, b))), which is the lower tail where x is next to nothing. */
export function logLeadingTerm(logX: number, a: number, b: number): number {
  if (a < 1) return a * logX - logGamma1p(a) + logGammaRatio(b, a);
  return a * logX - Math.log(a) - logBeta(a, b);
}

/** From here on an integral is faster than the fraction, whose length grows with √min(a, b). */
const large = 3000;

function lowTail(x: number, y: number, a: number, b: number, drift: number): number {
  const logShare =
    Math.min(a, b) > large
      ? logLargeShapes(x, y, a, b, drift)
      : -Math.log(fraction(x, a, b, drift));
  return logBetaDensity(x, y, a, b, drift) + logShare;
}

/** The even part of the continued fraction DLMF 8.17.22, by Lentz's method. */
function fraction(x: number, a: number, b: number, drift: number): number {
  let value = (a * (drift + 1)) / (a + 1);
  let c = value;
  let d = 0;
  for (let k = 1; ; k += 1) {
    const low = a + 2 * k - 1;
    const kx = k * (b - k) * x;
    const numerator = ((a + k - 1) / low) * ((a + b + k - 1) / low) * kx * x;
    const denominator = k + kx / low + ((a + k) / (low + 2)) * (drift + 1 + k * (2 - x));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    value *= factor;
    if (!(Math.abs(factor - 1) > 3e-16)) return value;
  }
}

/** The tail relative to its last density times xy: ∫₀¹ (1 − s)^(a−1) (1 + sx/y)^(b−1) ds / y. */
function logLargeShapes(x: number, y: number, a: number, b: number, drift: number): number {
  const odds = x / y;
  const slope = (drift + x - y) / y;
  const h = (s: number): number =>
    slope * s - (a - 1) * log1pMinus(-s) - (b - 1) * log1pMinus(s * odds);
  return logTailIntegral(h, slope, a - 1 + (b - 1) * odds * odds, 0.99) - Math.log(y);
}

/** I_x = x^a / (a B(a, b)) · (1 + a Σ (1 − b)ₖ xᵏ / (k! (a + k))): DLMF 8.17.7 with 15.2.1. */
function tailNearZero(x: number, a: number, b: number): number {
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > 1e-17; k += 1) {
    term *= ((k - b) / k) * x;
    sum += term / (a + k);
  }
  // ln I is as small as a where a is small, and keeps its digits, as I beside 1 would not.
  return logLeadingTerm(Math.log(x), a, b) + Math.log1p(a * sum);
}
