/** When the test of a correlation rejects: the exact distribution of r in a bivariate normal sample. */

import { logGammaRatio } from '../distributions/gamma-function.ts';
import { distributions } from '../distributions.ts';
import type { PowerAlternative, Rejection } from './rejection.ts';

const { beta, t } = distributions;

/**
 * The series has about 36/(1 − c²) terms. This many take a tenth of a second, and only three or four
 * participants with a tiny alpha ask for more.
 */
const leastRoom = 2e-6;

/** The strength is Fisher's z = artanh ρ over about its standard error, 1/√(n − 1). */
export function rejectionByR(n: number, alternative: PowerAlternative): Rejection {
  const df = n - 2;
  const oneSided = alternative === 'greater';
  const tails = (critical: number, strength: number): Tails =>
    tailsOfR(critical, strength / Math.sqrt(n - 1), n);
  return {
    df1: df,
    df2: null,
    lambda: () => null,
    critical: (alpha) => {
      const point = t.isf(oneSided ? alpha : alpha / 2, df);
      return point / Math.hypot(point, Math.sqrt(df));
    },
    power: (critical, strength) => {
      const { towards, notTowards, away } = tails(critical, strength);
      if (!oneSided) return towards + away;
      if (strength < 0) return critical < 0 ? notTowards : away;
      return critical < 0 ? 1 - away : towards;
    },
    miss: (critical, strength) => {
      const { towards, notTowards, between, away } = tails(critical, strength);
      if (!oneSided) return between;
      if (strength < 0) return critical < 0 ? towards : 1 - away;
      return critical < 0 ? away : notTowards;
    },
  };
}

/** Of r beyond |c| on the side of ρ, not there, within |c| of zero, and beyond on the other side. */
interface Tails {
  readonly towards: number;
  readonly notTowards: number;
  readonly between: number;
  readonly away: number;
}

/**
 * Fisher's series of the density in powers of ρr (1915, doi:10.1093/biomet/10.4.507) integrated term by
 * term: r² is a mixture of betas with shapes k + ½ and (n − 2)/2, over k = 0, 1, 2, … that is negative
 * binomial with (n − 1)/2 and ρ². The same terms at k = ½, 1½, … are P(r > c) − P(r < −c).
 *
 * Summed by parts there is no incomplete beta in the loop, and the small probabilities have no
 * difference in them: what the beta's tail gains from k to k + 1, times the weight up to k.
 */
function tailsOfR(critical: number, z: number, n: number): Tails {
  const square = critical ** 2;
  if (1 - square < leastRoom)
    throw new RangeError('power.correlation needs a larger alpha for so few participants');
  const [a, b] = [(n - 2) / 2, (n - 1) / 2];
  const rho = Math.tanh(Math.abs(z));
  const logRest = a * Math.log1p(-square);
  const ratio = logGammaRatio(a, 0.5);
  const logUncertain = -2 * b * logCosh(z);

  const negative = t.sf(Math.sinh(Math.abs(z)) * Math.sqrt(n - 1), n - 1);

  const whole: Chain = {
    k: 0,
    gain: (2 / Math.sqrt(Math.PI)) * Math.exp(ratio + logRest) * Math.abs(critical),
    weight: Math.exp(logUncertain),
    total: 1,
    start: beta.sf(square, 0.5, a),
  };
  const half: Chain = {
    k: 0.5,
    gain: a * square * Math.exp(logRest),
    weight: ((2 * rho * a) / Math.sqrt(Math.PI)) * Math.exp(logUncertain - ratio),
    total: 1 - 2 * negative,
    start: Math.exp(logRest),
  };
  const even = sumChain(whole, square, rho ** 2, a);
  const odd = sumChain(half, square, rho ** 2, a);
  return {
    towards: (even.outside + odd.outside) / 2,
    notTowards: negative + (even.inside + odd.inside) / 2,
    between: even.inside,
    away: Math.max(0, (even.outside - odd.outside) / 2),
  };
}

/** The terms of the mixture at k, k + 1, … */
interface Chain {
  readonly k: number;
  /** What the beta's upper tail at c² gains from k to k + 1. */
  readonly gain: number;
  /** The mixture's weight at k, and the sum of all its weights. */
  readonly weight: number;
  readonly total: number;
  /** The beta's upper tail at c² for the first k. */
  readonly start: number;
}

function sumChain(
  first: Chain,
  square: number,
  rhoSquare: number,
  a: number,
): { outside: number; inside: number } {
  let { k, gain, weight } = first;
  let weightSoFar = weight;
  let [outside, inside] = [first.start * first.total, 0];
  for (;;) {
    outside += gain * (first.total - weightSoFar);
    inside += gain * weightSoFar;
    const shrink = (square * (k + 0.5 + a)) / (k + 1.5);
    // The gains that are left are less than a geometric series.
    if (gain * shrink <= 1e-17 * (1 - shrink)) return { outside, inside };
    gain *= shrink;
    weight *= (rhoSquare * (k + a + 0.5)) / (k + 1);
    weightSoFar += weight;
    k += 1;
  }
}

function logCosh(z: number): number {
  return Math.abs(z) + Math.log1p(Math.exp(-2 * Math.abs(z))) - Math.LN2;
}
