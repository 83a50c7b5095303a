/** From a statistic and an alternative to p, where the distribution is symmetric around zero. */

import { distributions } from './distributions.ts';
import type { Alternative } from './sample.ts';

export function pOfT(t: number, df: number, alternative: Alternative = 'two-sided'): number {
  return tail(alternative, t, (x) => distributions.t.sf(x, df));
}

export function pOfZ(z: number, alternative: Alternative = 'two-sided'): number {
  return tail(alternative, z, distributions.normal.sf);
}

function tail(alternative: Alternative, x: number, upper: (x: number) => number): number {
  if (alternative === 'greater') return upper(x);
  if (alternative === 'less') return upper(-x);
  return Math.min(1, 2 * upper(Math.abs(x)));
}
