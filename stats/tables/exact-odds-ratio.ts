/** The exact distribution of a 2 × 2 table with its margins, for any odds ratio (Fisher's noncentral hypergeometric). */

import { rootOf } from '../distributions/invert.ts';
import { type ExactTails, tailsAt } from '../exact-tails.ts';
import type { FourCells } from './contingency-table.ts';

/** As in R: probabilities this close to each other count as equal. */
export const equalWithin = 1e-7;

/** More tables than this with the same margins, and weighing them one by one takes seconds. */
const mostTables = 2e7;

export function isTooLarge(cells: FourCells): boolean {
  const { lowest, highest } = range(cells);
  return highest - lowest > mostTables;
}

/** The tails of the first cell where the log odds ratio is `logOdds`. */
export function oddsTails(cells: FourCells, logOdds: number, negligible = 0): ExactTails {
  const { first, weights } = distribution(cells, logOdds, negligible);
  return tailsAt(cells[0] - first, weights);
}

/** The probability, at an odds ratio of 1, of all tables that are no more likely than the observed one. */
export function notMoreLikely(cells: FourCells): number {
  const { first, weights } = distribution(cells, 0, 0);
  const limit = (weights[cells[0] - first] ?? 0) * (1 + equalWithin);
  let [counted, all] = [0, 0];
  for (const weight of weights) {
    if (weight <= limit) counted += weight;
    all += weight;
  }
  return counted / all;
}

/** The log odds ratio at which the observed table is the most likely; ±∞ at the ends of what is possible. */
export function mostLikelyLogOdds(cells: FourCells): number {
  const { lowest, highest } = range(cells);
  if (cells[0] === lowest) return Number.NEGATIVE_INFINITY;
  if (cells[0] === highest) return Number.POSITIVE_INFINITY;
  return solve(cells, (logOdds) => surplus(cells, logOdds));
}

/** The log odds ratio at which P(first cell ≥ observed) is `tail`; −∞ where it is so at none. */
export function lowerLogOdds(cells: FourCells, tail: number): number {
  if (cells[0] === range(cells).lowest) return Number.NEGATIVE_INFINITY;
  return solve(cells, (logOdds) =>
    Math.log(oddsTails(cells, logOdds, tail * relevant).upper / tail),
  );
}

/** The log odds ratio at which P(first cell ≤ observed) is `tail`; ∞ where it is so at none. */
export function upperLogOdds(cells: FourCells, tail: number): number {
  if (cells[0] === range(cells).highest) return Number.POSITIVE_INFINITY;
  return solve(cells, (logOdds) =>
    Math.log(tail / oddsTails(cells, logOdds, tail * relevant).lower),
  );
}

/** With these margins the first cell can be no smaller and no larger. */
export function range([a, b, c, d]: FourCells): { lowest: number; highest: number } {
  return { lowest: Math.max(0, a - d), highest: a + Math.min(b, c) };
}

/** Tables this much less likely than others change no digit of a sum of them. */
const relevant = 1e-20;

/**
 * Weights are built from the ratio of neighbours, outwards from the most likely table until they are
 * negligible: no factorial is needed, the tails stay accurate down to the smallest numbers, and the work
 * grows with the square root of the counts. `weights[k]` is that of first cell `first + k`.
 */
function distribution(
  cells: FourCells,
  logOdds: number,
  negligible: number,
): { first: number; weights: number[] } {
  const { lowest, highest } = range(cells);
  const odds = Math.exp(logOdds);
  const top = mode(cells, odds);
  const below: number[] = [];
  let weight = 1;
  for (let k = top - 1; k >= lowest; k -= 1) {
    weight /= ratio(cells, k) * odds;
    if (!(weight > negligible)) break;
    below.push(weight);
  }
  const weights = below.reverse();
  const first = top - weights.length;
  weight = 1;
  for (let k = top; k <= highest && weight > negligible; k += 1) {
    weights.push(weight);
    weight *= ratio(cells, k) * odds;
  }
  return { first, weights };
}

/** The most likely first cell: neighbours' ratios fall, so bisection finds where they pass 1. */
function mode(cells: FourCells, odds: number): number {
  let { lowest, highest } = range(cells);
  while (lowest < highest) {
    const middle = Math.floor((lowest + highest) / 2);
    if (ratio(cells, middle) * odds > 1) lowest = middle + 1;
    else highest = middle;
  }
  return lowest;
}

/** How many times likelier k + 1 in the first cell is than k, at an odds ratio of 1. */
function ratio([a, b, c, d]: FourCells, k: number): number {
  return ((a + b - k) / (k + 1)) * ((a + c - k) / (d - a + k + 1));
}

/** The mean of the first cell less the observed one; it rises with the odds. */
function surplus(cells: FourCells, logOdds: number): number {
  const { first, weights } = distribution(cells, logOdds, relevant);
  let [moment, all] = [0, 0];
  weights.forEach((weight, k) => {
    moment += weight * (first + k - cells[0]);
    all += weight;
  });
  return moment / all;
}

/** Sought from the sample's own log odds ratio on, in strides of two of its standard errors. */
function solve(cells: FourCells, rising: (logOdds: number) => number): number {
  const [a, b, c, d] = cells.map((count) => count + 0.5) as unknown as FourCells;
  const stride = 2 * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return rootOf(rising, Math.log(a / b) + Math.log(d / c), stride);
}
