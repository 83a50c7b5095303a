/** The rank-biserial correlation with its interval, for paired and for independent samples. */

import { fisherInterval } from '../fisher-z.ts';
import type { Effect } from '../sample.ts';

/**
 * The interval is normal on Fisher's z scale, with the standard error that the correlation has under the
 * null hypothesis, as in effectsize and JASP: Ben-Shachar, Lüdecke & Makowski (2020),
 * doi:10.21105/joss.02815. At ±1 Fisher's z is infinite and there is no interval.
 */
export function rankBiserial(value: number, standardError: number, confidence: number): Effect {
  if (Math.abs(value) === 1) return { value, ci: [null, null] };
  return { value, ci: fisherInterval(value, standardError, confidence) };
}
