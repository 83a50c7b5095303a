/** From a rank sum to its p values, exact and by the normal curve, as two rank tests share them. */

import { type ExactTails, pOfTails } from '../exact-tails.ts';
import { pOfZ } from '../p-value.ts';
import type { Alternative } from '../sample.ts';

export interface RankTest {
  /** SPSS's z: of the smaller rank sum, so never positive; ties corrected, no continuity correction. */
  readonly z: number | null;
  /** `pExact` where there is one, otherwise `pAsymptoticCorrected`. */
  readonly p: number | null;
  /** Exact given the ties; null from 50 values on. */
  readonly pExact: number | null;
  readonly pAsymptotic: number | null;
  /** With continuity correction: the rank sum moves half a rank towards what is expected. */
  readonly pAsymptoticCorrected: number | null;
}

/** `deviation` is how far the rank sum lies above what is expected, `sd` its standard deviation there. */
export function rankTest(
  deviation: number,
  sd: number,
  tails: ExactTails | null,
  alternative: Alternative,
): RankTest {
  const pExact = tails && pOfTails(tails, alternative);
  if (sd === 0) {
    return { z: null, p: pExact, pExact, pAsymptotic: null, pAsymptoticCorrected: null };
  }
  const pAsymptoticCorrected = pOfZ(nearer(deviation, alternative) / sd, alternative);
  return {
    z: deviation === 0 ? 0 : -Math.abs(deviation) / sd,
    p: pExact ?? pAsymptoticCorrected,
    pExact,
    pAsymptotic: pOfZ(deviation / sd, alternative),
    pAsymptoticCorrected,
  };
}

/** The words for the variant that `p` is of. */
export function variantOf({ p, pExact }: RankTest, ties: boolean): string {
  if (p === null) return 'without p';
  if (pExact === null) return 'normal approximation with continuity correction';
  return ties ? 'exact given the ties' : 'exact';
}

function nearer(deviation: number, alternative: Alternative): number {
  if (alternative === 'greater') return deviation - 0.5;
  if (alternative === 'less') return deviation + 0.5;
  return deviation - 0.5 * Math.sign(deviation);
}
