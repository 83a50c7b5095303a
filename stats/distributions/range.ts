/** The range of several standard normal variables: both tails, each as an integral of its own. */

import { normal } from './normal.ts';
import { logIntegral } from './quadrature.ts';

const step = 1 / 10;
/** Beyond, the tail is e^(−2e8) and smaller; that it is nothing is near enough. */
const bottomless = 3e4;

/**
 * ln P(range ≤ w): all lie within w below the largest. The integral is over the middle x of that
 * stretch: n ∫ φ(x + w/2) (Φ(x + w/2) − Φ(x − w/2))^(n−1) dx.
 */
export function logRangeCdf(w: number, n: number): number {
  const half = w / 2;
  const logIntegrand = (x: number): number => logDensity(x + half) + (n - 1) * logBetween(x, half);
  const middle = -Math.max(0, half - 2);
  return Math.log(n) + logIntegral(logIntegrand, middle, 0.5, step);
}

/**
 * ln P(range > w): not all of the others lie within w below the largest, z. With ρ = Φ(z − w)/Φ(z), the
 * share of the others' probability that lies further down: n ∫ φ(z) Φ(z)^(n−1) (1 − (1 − ρ)^(n−1)) dz.
 */
export function logRangeSf(w: number, n: number): number {
  if (w > bottomless) return Number.NEGATIVE_INFINITY;
  const logIntegrand = (z: number): number => {
    const below = logCdf(z);
    return logDensity(z) + (n - 1) * below + logSomeBelow(logCdf(z - w) - below, n);
  };
  const top = Math.max(w / 2, Math.sqrt(2 * Math.log(n)));
  return Math.log(n) + logIntegral(logIntegrand, top, 0.5, step);
}

/** ln(1 − (1 − ρ)^(n−1)); rounding may lift a ρ of 1 above it. */
function logSomeBelow(logRho: number, n: number): number {
  if (logRho < -40) return Math.log(n - 1) + logRho;
  const rho = Math.min(1, Math.exp(logRho));
  return Math.log(-Math.expm1((n - 1) * Math.log1p(-rho)));
}

/** ln(Φ(x + h) − Φ(x − h)), which is even in x. */
function logBetween(x: number, h: number): number {
  const away = Math.abs(x);
  if (h < 0.1) return logNarrow(away, h);
  const above = normal.logSf(away - h);
  return above + Math.log(-Math.expm1(normal.logSf(away + h) - above));
}

/** The same for a narrow stretch, where the two would cancel: φ(x) 2 ∫₀^h cosh(xt) e^(−t²/2) dt. */
function logNarrow(x: number, h: number): number {
  let sum = 0;
  for (const [at, weight] of legendre) {
    const t = h * at;
    sum += weight * Math.cosh(x * t) * Math.exp(-0.5 * t * t);
  }
  return logDensity(x) + Math.log(2 * h * sum);
}

/** Gauss–Legendre nodes and weights on [0, 1]: Abramowitz & Stegun (1964), table 25.4, n = 5. */
const legendre = [
  [0.04691007703066802, 0.11846344252809454],
  [0.23076534494715845, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.9530899229693319, 0.11846344252809454],
] as const;

function logDensity(z: number): number {
  return -0.5 * z * z - 0.9189385332046728;
}

function logCdf(z: number): number {
  return normal.logSf(-z);
}
