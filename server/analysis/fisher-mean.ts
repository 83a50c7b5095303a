/** The average of correlations between pairs of waves of the same participants, with an interval that is wide enough. */

import { distributions } from '../../stats/index.ts';

export interface CorrelationOfPair {
  readonly r: number;
  readonly n: number;
}

/**
 * The mean of Fisher's z, each pair weighed by n − 3 (Fisher 1921). Pairs share participants and waves,
 * so their errors go together; how much is not known. Σ√(n − 3)/Σ(n − 3) is the standard error where
 * they go together entirely, and more than that it cannot be. Null without pairs.
 */
export function fisherMean(
  pairs: readonly CorrelationOfPair[],
  confidence: number,
): { readonly r: number; readonly ci: readonly [number, number] } | null {
  if (pairs.length === 0) return null;
  const weights = sum(pairs.map(({ n }) => n - 3));
  const z = sum(pairs.map(({ r, n }) => (n - 3) * Math.atanh(r))) / weights;
  const standardError = sum(pairs.map(({ n }) => Math.sqrt(n - 3))) / weights;
  const reach = distributions.normal.isf((1 - confidence) / 2) * standardError;
  return { r: Math.tanh(z), ci: [Math.tanh(z - reach), Math.tanh(z + reach)] };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
