/** What the three t tests share: the step from an estimate and its standard error to t, p and interval. */

import { type ConfidenceOptions, outside } from '../confidence.ts';
import { distributions } from '../distributions.ts';
import { pOfT } from '../p-value.ts';
import { type Alternative, finite, type Interval } from '../sample.ts';

export interface TTestStatistics {
  readonly t: number | null;
  readonly df: number | null;
  readonly p: number | null;
  readonly meanDifference: number | null;
  /** Standard error of the mean difference. */
  readonly se: number | null;
  /** Of the mean difference; one-sided alternatives leave one end open. */
  readonly ci: Interval;
  readonly alternative: Alternative;
  /** Of all intervals; those of effect sizes are two-sided whatever the alternative. */
  readonly confidence: number;
}

/** A difference without a spread has no t: then only the difference itself is told. */
export function tTestStatistics(
  { difference, se, df }: { difference: number; se: number; df: number },
  { alternative, confidence }: Required<ConfidenceOptions>,
): TTestStatistics {
  const t = Number.isFinite(df) ? finite(difference / se) : null;
  const p = t === null ? null : finite(pOfT(t, df, alternative));
  const ci: Interval = t === null ? [null, null] : interval();
  const meanDifference = finite(difference);
  return { t, df: finite(df), p, meanDifference, se: finite(se), ci, alternative, confidence };

  function interval(): Interval {
    const { below, above } = outside(confidence, alternative);
    return [
      below === null ? null : finite(difference - distributions.t.isf(below, df) * se),
      above === null ? null : finite(difference + distributions.t.isf(above, df) * se),
    ];
  }
}
