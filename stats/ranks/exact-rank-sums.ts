/** The exact distributions of rank sums under the null hypothesis, given the ranks and so the ties. */

import { type ExactTails, tailsAt } from '../exact-tails.ts';

/**
 * From this many values on there is no exact p, as in R: there the normal approximation is good to the
 * third digit, and the exact distribution soon costs seconds.
 */
export const exactBelow = 50;

/**
 * The tails of a sum of ranks when each rank is in it with probability one half (Wilcoxon's signed
 * ranks). All 2ⁿ sign patterns are counted rank by rank: the shift algorithm of Streitberg & Röhmel
 * (1986), Statistical Software Newsletter 12, 10–17. With fewer than 50 ranks every count is below 2⁵³
 * and therefore exact.
 */
export function signedRankTails(sum: number, ranks: Float64Array): ExactTails {
  const doubled = whole(ranks);
  const counts = new Float64Array(doubled.reduce((total, rank) => total + rank, 1));
  counts[0] = 1;
  let reach = 0;
  for (const rank of doubled) {
    for (let s = reach; s >= 0; s -= 1) {
      counts[s + rank] = (counts[s + rank] as number) + (counts[s] as number);
    }
    reach += rank;
  }
  return tailsAt(2 * sum, counts);
}

/**
 * The tails of the sum of `size` of the ranks, drawn without replacement (Wilcoxon's rank sum, Mann and
 * Whitney's U). `counts[k][s]` is the number of ways to draw k ranks whose sum lies s above the smallest
 * sum of k ranks; adding only positive numbers keeps every digit, also far out in the tails.
 */
export function rankSumTails(sum: number, size: number, ranks: Float64Array): ExactTails {
  const doubled = whole(ranks).sort();
  const total = doubled.length;
  const smallest = doubled.slice(0, size).reduce((a, b) => a + b, 0);
  const largest = doubled.slice(total - size).reduce((a, b) => a + b, 0);
  const width = largest - smallest + 1;
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(width));
  (counts[0] as Float64Array)[0] = 1;
  for (let i = 0; i < total; i += 1) {
    // With fewer than this many drawn by now, the ranks left are too few to complete the draw.
    const fewest = Math.max(1, size - (total - 1 - i));
    for (let k = Math.min(i + 1, size); k >= fewest; k -= 1) {
      const shift = (doubled[i] as number) - (doubled[k - 1] as number);
      addShifted(counts[k] as Float64Array, counts[k - 1] as Float64Array, shift);
    }
  }
  return tailsAt(2 * sum - smallest, counts[size] as Float64Array);
}

function addShifted(into: Float64Array, from: Float64Array, shift: number): void {
  for (let s = into.length - 1; s >= shift; s -= 1) {
    into[s] = (into[s] as number) + (from[s - shift] as number);
  }
}

/** Mid-ranks are multiples of a half. */
function whole(ranks: Float64Array): Float64Array {
  return ranks.map((rank) => 2 * rank);
}
