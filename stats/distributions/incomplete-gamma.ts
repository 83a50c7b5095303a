/** The regularised incomplete gamma function: the kernel of chi-square, each tail for itself. */

import { logGamma1p, stirlingRemainder } from './gamma-function.ts';
import { log1pMinus, logComplement, logComplementOfProduct, logOfProduct } from './logarithms.ts';
import { logTailIntegral } from './tail-integral.ts';

/** ln P(a, x), the lower tail, for a > 0 and x ≥ 0. */
export function logLowerGamma(x: number, a: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (a < 1 && x < 1.5) return logOfProduct(smallShape(x, a));
  return x < a + 1 ? lowTail(x, a) : logComplement(highTail(x, a));
}

/** ln Q(a, x), the upper tail. */
export function logUpperGamma(x: number, a: number): number {
  if (x === 0) return 0;
  if (a < 1 && x < 1.5) return logComplementOfProduct(smallShape(x, a));
  return x < a + 1 ? logComplement(lowTail(x, a)) : highTail(x, a);
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

/** P = e^logLead (1 + rest) for a < 1 and small x: DLMF 8.7.1. */
function smallShape(x: number, a: number): { logLead: number; rest: number } {
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > 1e-17; k += 1) {
    term *= -x / k;
    sum += term / (a + k);
  }
  return { logLead: a * Math.log(x) - logGamma1p(a), rest: a * sum };
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
