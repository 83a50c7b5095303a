/** Both tails of an exact distribution, and the p value they give. */

import type { Alternative } from './sample.ts';

/** P(X ≤ what was seen) and P(X ≥ what was seen): both hold the value itself. */
export interface ExactTails {
  readonly lower: number;
  readonly upper: number;
}

/** Each tail is added up from its thin end, so that small weights are not lost beside large ones. */
export function tailsAt(at: number, weights: Float64Array | readonly number[]): ExactTails {
  let [below, above] = [0, 0];
  for (let s = 0; s < Math.min(at, weights.length); s += 1) below += weights[s] as number;
  for (let s = weights.length - 1; s > Math.max(at, -1); s -= 1) above += weights[s] as number;
  const here = weights[at] ?? 0;
  const all = below + here + above;
  return { lower: (below + here) / all, upper: (above + here) / all };
}

/** Twice the smaller tail, as R does it; the distribution need not be symmetric when there are ties. */
export function pOfTails({ lower, upper }: ExactTails, alternative: Alternative): number {
  if (alternative === 'less') return lower;
  if (alternative === 'greater') return upper;
  return Math.min(1, 2 * lower, 2 * upper);
}
