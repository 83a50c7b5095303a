/** Standardised mean differences with Hedges' correction, shares of variance, and their noncentral intervals. */

import { noncentralityIntervalF, noncentralityIntervalT } from '../distributions/noncentrality.ts';
import { type Effect, finite, type Interval } from '../sample.ts';

/** `noncentral-t` is exact under normality; `noncentral-t-approximate` says why in the result's `method`. */
export type EffectIntervalMethod = 'noncentral-t' | 'noncentral-t-approximate';

export interface StandardisedEffect extends Effect {
  readonly ciMethod: EffectIntervalMethod;
}

/**
 * How much a standardised mean difference with `df` degrees of freedom has to be shrunk to be unbiased:
 * J = Γ(df/2) / (√(df/2) · Γ((df − 1)/2)), Hedges (1981), doi:10.3102/10769986006002107. It is null
 * where df ≤ 1: such a difference has no expectation.
 */
export function smallSampleCorrection(df: number): number | null {
  if (!(df > 1)) return null;
  // The series below wants a large df; J(df) = J(df + 2) · (1 − 1/df) · √(1 + 2/df) leads there.
  let [correction, m] = [1, df];
  for (; m < 42; m += 2) correction *= (1 - 1 / m) * Math.sqrt(1 + 2 / m);
  return correction * asymptoticCorrection(m);
}

/**
 * A difference in units of a standard deviation, with the interval that follows from the noncentrality
 * of its t: Steiger (2004), doi:10.1037/1082-989X.9.2.164. `perNoncentrality` is the effect that a
 * noncentrality of one stands for, such as 1/√n for dz.
 */
export function standardisedEffect(
  t: number | null,
  df: number,
  perNoncentrality: number,
  { confidence, ciMethod }: { confidence: number; ciMethod: EffectIntervalMethod },
): StandardisedEffect {
  if (t === null) return { value: null, ci: [null, null], ciMethod };
  const ci = scaled(noncentralityIntervalT(t, df, confidence), perNoncentrality);
  return { value: finite(t * perNoncentrality), ci, ciMethod };
}

/** The same effect, shrunk by Hedges' correction, as are the ends of its interval. */
export function hedgesOf(effect: StandardisedEffect, df: number): StandardisedEffect {
  const correction = smallSampleCorrection(df);
  if (correction === null) return { ...effect, value: null, ci: [null, null] };
  const value = effect.value === null ? null : effect.value * correction;
  return { ...effect, value, ci: scaled(effect.ci, correction) };
}

/** Interval of the population's share of variance between groups, from the noncentrality of F. */
export function shareOfVarianceCi(
  { F, df1, df2 }: { readonly F: number | null; readonly df1: number; readonly df2: number },
  n: number,
  confidence: number,
): Interval {
  if (F === null) return [null, null];
  const [lower, upper] = noncentralityIntervalF(F, df1, df2, confidence);
  return [shareOf(lower), shareOf(upper)];

  function shareOf(noncentrality: number | null): number | null {
    return noncentrality === null ? null : finite(noncentrality / (noncentrality + n));
  }
}

function scaled([lower, upper]: Interval, factor: number): Interval {
  return [lower && finite(lower * factor), upper && finite(upper * factor)];
}

/** ln Γ(w + ¾) − ln Γ(w + ¼) in powers of 1/w², from Stirling's series; w = df/2 − ¾. */
function asymptoticCorrection(df: number): number {
  const w = df / 2 - 0.75;
  const v = 1 / (w * w);
  const series = v * (1 / 64 + v * (-5 / 2048 + v * (61 / 49152 - v * (1385 / 1048576))));
  return Math.sqrt(w / (df / 2)) * Math.exp(series);
}
