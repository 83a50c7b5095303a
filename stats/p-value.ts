/** From a statistic to p: by t and z with an alternative, by F, which has only its upper tail. */

import { distributions } from './distributions.ts';
import { type Alternative, finite } from './sample.ts';

export function pOfT(t: number, df: number, alternative: Alternative = 'two-sided'): number {
  return tail(alternative, t, (x) => distributions.t.sf(x, df));
}

export function pOfZ(z: number, alternative: Alternative = 'two-sided'): number {
  return tail(alternative, z, distributions.normal.sf);
}

/** Null where there is no F, or where p cannot be told. */
export function pOfF(F: number | null, df1: number, df2: number): number | null {
  return F === null ? null : finite(distributions.F.sf(F, df1, df2));
}

function tail(alternative: Alternative, x: number, upper: (x: number) => number): number {
  if (alternative === 'greater') return upper(x);
  if (alternative === 'less') return upper(-x);
  return Math.min(1, 2 * upper(Math.abs(x)));
}
