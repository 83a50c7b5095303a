/** Fisher's z: the scale on which a correlation is nearly normal, and so the one for its interval. */

import { outside } from './confidence.ts';
import { distributions } from './distributions.ts';
import type { Alternative } from './sample.ts';

/**
 * tanh(artanh r ± z·SE), with the standard error on the scale of z: Fisher (1921). A one-sided interval
 * leaves the other end at −1 or 1. Where r is ±1, so are both ends.
 */
export function fisherInterval(
  r: number,
  standardError: number,
  confidence: number,
  alternative: Alternative = 'two-sided',
): [lower: number, upper: number] {
  const { below, above } = outside(confidence, alternative);
  const centre = Math.atanh(r);
  const reach = (tail: number) => distributions.normal.isf(tail) * standardError;
  return [
    below === null ? -1 : Math.tanh(centre - reach(below)),
    above === null ? 1 : Math.tanh(centre + reach(above)),
  ];
}
