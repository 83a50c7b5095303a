/** What noncentrality an observed statistic is compatible with, the base of intervals for effect sizes. */

import { finite, type Interval } from '../sample.ts';
import { rootOf } from './invert.ts';
import { noncentralChiSquare } from './noncentral-chi-square.ts';
import { noncentralF } from './noncentral-f.ts';
import { noncentralT } from './noncentral-t.ts';

/**
 * The noncentralities under which a t as large, and one as small, as the one observed has probability
 * (1 − confidence)/2: Steiger & Fouladi (1997), "Noncentrality interval estimation and the evaluation
 * of statistical models". Both ends are null where t is not finite. Throws RangeError on a confidence
 * that is not between 0 and 1, and on df that are not positive.
 */
export function noncentralityIntervalT(t: number, df: number, confidence: number): Interval {
  const share = tailShare(confidence, 'noncentralityIntervalT');
  if (!Number.isFinite(t)) return [null, null];
  const lower = lowerLimitOfT(t, df, share);
  const upper = -lowerLimitOfT(-t, df, share);
  return [finite(lower), finite(upper)];
}

/** The noncentrality of which t is the upper `share` quantile; it is odd in t and share together. */
function lowerLimitOfT(t: number, df: number, share: number): number {
  // Beyond this, t tells of the standard deviation alone, and the limits grow in proportion.
  const scale = Math.max(1, Math.abs(t) / largestT);
  const near = t / scale;
  const target = Math.log(share);
  const width = 1 + Math.hypot(1, near / Math.sqrt(2 * df));
  return scale * rootOf((ncp) => noncentralT.logSf(near, df, ncp) - target, near - width, width);
}

const largestT = 1e7;

/**
 * The same for F. An end is 0 where no noncentrality above it has that probability: the lower one where
 * F is not significant at (1 − confidence)/2, the upper one where F is smaller than chance explains.
 * Steiger (2004), doi:10.1037/1082-989X.9.2.164.
 */
export function noncentralityIntervalF(
  F: number,
  df1: number,
  df2: number,
  confidence: number,
): Interval {
  const share = tailShare(confidence, 'noncentralityIntervalF');
  if (!(F >= 0 && F < Number.POSITIVE_INFINITY)) return [null, null];
  const scale = Math.max(1, F / largestF);
  const near = F / scale;
  const limit = limits({
    logSf: (ncp) => noncentralF.logSf(near, df1, df2, ncp),
    cdf: (ncp) => noncentralF.cdf(near, df1, df2, ncp),
    near: Math.sqrt(near * df1),
    width: 1 + Math.sqrt((near * df1) / df2),
    share,
  });
  return [finite(scale * limit.lower), finite(scale * limit.upper)];
}

const largestF = 1e14;

/** The same for chi-square; beyond 1e18 both ends are null. */
export function noncentralityIntervalChiSquare(
  chiSquare: number,
  df: number,
  confidence: number,
): Interval {
  const share = tailShare(confidence, 'noncentralityIntervalChiSquare');
  if (!(chiSquare >= 0 && chiSquare <= largestChiSquare)) return [null, null];
  const limit = limits({
    logSf: (ncp) => noncentralChiSquare.logSf(chiSquare, df, ncp),
    cdf: (ncp) => noncentralChiSquare.cdf(chiSquare, df, ncp),
    near: Math.sqrt(chiSquare),
    width: 2,
    share,
  });
  return [finite(limit.lower), finite(limit.upper)];
}

const largestChiSquare = 1e18;

interface Tails {
  logSf(ncp: number): number;
  cdf(ncp: number): number;
  /** A guess of the root of the noncentrality, and how far off it may be. */
  readonly near: number;
  readonly width: number;
  readonly share: number;
}

function limits({ logSf, cdf, near, width, share }: Tails): { lower: number; upper: number } {
  const target = Math.log(share);
  // By the root of the noncentrality, on which the limits lie about evenly.
  const solve = (f: (ncp: number) => number): number => {
    if (f(0) >= 0) return 0;
    return rootOf((root) => f(Math.max(0, root) ** 2), near, width) ** 2;
  };
  return {
    lower: solve((ncp) => logSf(ncp) - target),
    upper: solve((ncp) => target - Math.log(cdf(ncp))),
  };
}

function tailShare(confidence: number, procedure: string): number {
  if (confidence > 0 && confidence < 1) return (1 - confidence) / 2;
  throw new RangeError(`${procedure} needs a confidence between 0 and 1`);
}
