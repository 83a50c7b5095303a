/** When a test rejects: its critical value, and how likely it is passed under the alternative. */

import { distributions } from '../distributions.ts';

const { chiSquare, F, noncentralChiSquare, noncentralF, noncentralT, t } = distributions;

/**
 * One test at one sample size. `strength` is the root of the noncentrality (√λ, or δ of a t test):
 * on that scale power is a nearly straight line in probits, whatever the test.
 */
export interface Rejection {
  readonly df1: number;
  readonly df2: number | null;
  /** The noncentrality as it is reported; null where the distribution has none. */
  lambda(strength: number): number | null;
  /** What the statistic must exceed (in size, where the test is two-sided). */
  critical(alpha: number): number;
  /** P(reject). */
  power(critical: number, strength: number): number;
  /** P(not reject), exact also where it is tiny. */
  miss(critical: number, strength: number): number;
}

export type PowerAlternative = 'two-sided' | 'greater';

export function rejectionByF(df1: number, df2: number): Rejection {
  return {
    df1,
    df2,
    lambda: (strength) => strength ** 2,
    critical: (alpha) => F.isf(alpha, df1, df2),
    power: (critical, strength) => noncentralF.sf(critical, df1, df2, strength ** 2),
    miss: (critical, strength) => noncentralF.cdf(critical, df1, df2, strength ** 2),
  };
}

/** t² has the noncentral F distribution with 1 and df degrees of freedom: both tails in one. */
export function rejectionByT(df: number, alternative: PowerAlternative): Rejection {
  const common = { df1: df, df2: null, lambda: (strength: number) => strength };
  if (alternative === 'greater')
    return {
      ...common,
      critical: (alpha) => t.isf(alpha, df),
      power: (critical, strength) => noncentralT.sf(critical, df, strength),
      miss: (critical, strength) => noncentralT.cdf(critical, df, strength),
    };
  return {
    ...common,
    critical: (alpha) => t.isf(alpha / 2, df),
    power: (critical, strength) => noncentralF.sf(critical ** 2, 1, df, strength ** 2),
    miss: (critical, strength) => noncentralF.cdf(critical ** 2, 1, df, strength ** 2),
  };
}

export function rejectionByChiSquare(df: number): Rejection {
  return {
    df1: df,
    df2: null,
    lambda: (strength) => strength ** 2,
    critical: (alpha) => chiSquare.isf(alpha, df),
    power: (critical, strength) => noncentralChiSquare.sf(critical, df, strength ** 2),
    miss: (critical, strength) => noncentralChiSquare.cdf(critical, df, strength ** 2),
  };
}
