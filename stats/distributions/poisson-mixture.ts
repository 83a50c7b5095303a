/** Tails of a distribution that is a mixture of central ones with Poisson weights. */

import { logGammaDensity } from './incomplete-gamma.ts';
import { logIntegral } from './quadrature.ts';

/** Components j = 0, 1, 2, …, each with its share of the x axis moved further to the right. */
export interface Mixture {
  /** The weights are e^(−mean) mean^(j + shift) / Γ(j + shift + 1). */
  readonly mean: number;
  readonly shift: number;
  /** ln of the lower tail of component j. */
  logLower(j: number): number;
  /** ln of the upper tail of component j. */
  logUpper(j: number): number;
  /** ln of what component j + 1 has less in the lower tail than component j, and more in the upper. */
  logStep(j: number): number;
  /** e^logStep(j + 1) / e^logStep(j); it falls with j. */
  growth(j: number): number;
}

/**
 * ln of the mixture's upper tail. The terms, weight times tail, rise to one peak and fall (both
 * factors are logarithmically concave in j). The walk goes up, so that a tail is the one before plus
 * something positive: no digits cancel, however small the sum. What is carried along is the term and
 * the ratio of step to tail, which neither overflow nor vanish where the tails themselves would.
 * Benton & Krishnamoorthy (2003), doi:10.1016/S0167-9473(02)00283-9, start at the heaviest weight
 * instead; far out that is far from the largest term.
 */
export function logUpperTail(mixture: Mixture): number {
  const { mean, shift, growth } = mixture;
  const rise = (j: number): number => (mean / (j + 1 + shift)) * Math.max(1, growth(j));
  let first = firstWhere((j) => rise(j) < 1);
  if (first === 0 && rise(0) < outside) return logWeight(mixture, 0) + mixture.logUpper(0);
  if (first > long) return integrated(mixture, mixture.logUpper, first);
  for (let size = 1; first > 0 && size > outside; first -= 1) size /= rise(first - 1);

  const tail = mixture.logUpper(first);
  if (tail < bottomless) return Number.NEGATIVE_INFINITY;
  let ratio = Math.exp(mixture.logStep(first) - tail);
  let sum = 1;
  let term = 1;
  for (let j = first; term > negligible * sum; j += 1) {
    term *= (mean / (j + 1 + shift)) * (1 + ratio);
    ratio *= growth(j) / (1 + ratio);
    sum += term;
  }
  return Math.min(0, logWeight(mixture, first) + tail + Math.log(sum));
}

/** ln of the mixture's lower tail: the same walk downward, along which the lower tails grow. */
export function logLowerTail(mixture: Mixture): number {
  const { mean, shift, growth } = mixture;
  const rise = (j: number): number => (mean / (j + 1 + shift)) * Math.min(1, growth(j));
  let first = firstWhere((j) => rise(j) < 1);
  if (first === 0 && rise(0) < outside) return logWeight(mixture, 0) + mixture.logLower(0);
  if (first > long) return integrated(mixture, mixture.logLower, first);
  for (let size = 1; size > outside; first += 1) size *= rise(first);

  const tail = mixture.logLower(first);
  if (tail < bottomless) return Number.NEGATIVE_INFINITY;
  // Of the step from j − 1 to j.
  let ratio = Math.exp(mixture.logStep(first - 1) - tail);
  let sum = 1;
  let term = 1;
  for (let j = first; j > 0 && term > negligible * sum; j -= 1) {
    term *= ((j + shift) / mean) * (1 + ratio);
    ratio /= growth(j - 2) * (1 + ratio);
    sum += term;
  }
  return Math.min(0, logWeight(mixture, first) + tail + Math.log(sum));
}

const negligible = 1e-18;
/** Terms smaller than this share of the largest are not begun with. */
const outside = 1e-18;
/** A sum around this index changes so slowly that it is an integral. */
const long = 1e7;

/** Such a logarithm has no digits left behind the point. */
const bottomless = -1e14;

/** The sum as an integral over j: with terms thousands of steps wide the two differ by nothing. */
function integrated(mixture: Mixture, logTail: (j: number) => number, peak: number): number {
  if (logTail(peak) < bottomless) return Number.NEGATIVE_INFINITY;
  const logTerm = (j: number): number => logWeight(mixture, j) + logTail(j);
  return Math.min(0, logIntegral(logTerm, peak, Math.sqrt(peak)));
}

function logWeight({ mean, shift }: Mixture, j: number): number {
  const k = j + shift;
  return k === 0 ? -mean : logGammaDensity(mean, k) - Math.log(k);
}

/** The first j ≥ 0 for which this holds, when it holds for all that follow. */
function firstWhere(holds: (j: number) => boolean): number {
  let beyond = 1;
  while (!holds(beyond)) beyond *= 2;
  let below = -1;
  // Beyond 2^53 not every whole number is a number; there, about is good enough.
  while (beyond - below > 1 + 1e-10 * beyond) {
    const middle = Math.floor((below + beyond) / 2);
    if (holds(middle)) beyond = middle;
    else below = middle;
  }
  return beyond;
}
