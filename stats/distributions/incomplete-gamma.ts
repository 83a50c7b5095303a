/** The regularised incomplete gamma function: the kernel of chi-square, each tail for itself. */

import { logGamma1p, stirlingRemainder } from './gamma-function.ts';
import { log1pMinus, logComplement } from './logarithms.ts';
import { logTailIntegral } from './tail-integral.ts';

/** ln P(a, x), the lower tail, for a > 0 and x ≥ 0. */
export function logLowerGamma(x: number, a: number): number {
  return isLow(x, a) ? lowTail(x, a) : logComplement(highTail(x, a));
}

/** ln Q(a, x), the upper tail. */
export function logUpperGamma(x: number, a: number): number {
  return isLow(x, a) ? logComplement(lowTail(x, a)) : highTail(x, a);
}

function isLow(x: number, a: number): boolean {
  return a < 1 ? x < 1.5 : x < a + 1;
}

/**
 * ln (x^a e^−x / Γ(a)), the density times x. Loader (2000), "Fast and accurate computation of binomial
 * probabilities": what is left of large powers is the deviance a ln(a/x) + x − a, taken as one.
 */
export function logGammaDensity(x: number, a: number): number {
  const u = (x - a) / a;
  const deviance = Math.abs(u) < 0.7 ? -a * log1pMinus(u) : a * Math.log(a / x) + (x - a);
  return 0.5 * Math.log(a / (2 * Math.PI)) - stirlingRemainder(a) - deviance;
}

/** From here on integrals are faster than series and fractions, whose length grows with √a. */
const large = 300;

function lowTail(x: number, a: number): number {
  if (a < 1) return lowTailOfSmallShape(x, a);
  if (a > large) return lowTailOfLargeShape(x, a);
  // P = density · x/a · (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …): DLMF 8.11.4.
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return logGammaDensity(x, a) + Math.log(sum / a);
}

/** The continued fraction DLMF 8.9.2 in its even part, by Lentz's method. */
function highTail(x: number, a: number): number {
  if (a > large) return highTailOfLargeShape(x, a);
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k += 1) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (!(Math.abs(factor - 1) > 3e-16)) return logGammaDensity(x, a) + Math.log(fraction);
  }
}

/** P = x^a / Γ(a + 1) · (1 + a Σ (−x)ᵏ / (k! (a + k))): DLMF 8.7.1, for small x. */
function lowTailOfSmallShape(x: number, a: number): number {
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > 1e-17; k += 1) {
    term *= -x / k;
    sum += term / (a + k);
  }
  // ln P is as small as a where a is small, and keeps its digits, as P beside 1 would not.
  return a * Math.log(x) - logGamma1p(a) + Math.log1p(a * sum);
}

/** Both tails relative to the density times x: ∫₀¹ (1 − s)^(a−1) e^xs ds and ∫₀^∞ (1 + s)^(a−1) e^−xs ds. */
function lowTailOfLargeShape(x: number, a: number): number {
  const h = (s: number): number => s * (a - 1 - x) - (a - 1) * log1pMinus(-s);
  return logGammaDensity(x, a) + logTailIntegral(h, a - 1 - x, a - 1, 0.99);
}

function highTailOfLargeShape(x: number, a: number): number {
  const h = (s: number): number => s * (x - a + 1) - (a - 1) * log1pMinus(s);
  return logGammaDensity(x, a) + logTailIntegral(h, x - a + 1, a - 1, Number.MAX_VALUE);
}
