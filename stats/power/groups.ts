/** Participants come whole, and so do groups. */

import type { Groups } from './design.ts';

export function equalGroups(n: number, groups: number): Groups {
  const nPerGroup = wholeNumber(n / groups);
  return { n: nPerGroup * groups, nPerGroup };
}

/** Two groups, the second `ratio` times as large as the first. */
export function twoGroups(n: number, ratio: number): Groups {
  if (ratio === 1) return equalGroups(n, 2);
  const first = wholeNumber(n / (1 + ratio));
  const second = wholeNumber((n * ratio) / (1 + ratio));
  return { n: first + second, nPerGroup: [first, second] };
}

/** Rounded up; but a computed n carries rounding errors, and a hair above a whole number is that number. */
function wholeNumber(n: number): number {
  return Math.ceil(n - Math.min(1e-10 * n, 1e-3));
}
