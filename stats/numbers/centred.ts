/** Deviations from the mean: what products of two variables are made of, right also far from zero. */

import { largest, meanOf } from './sums.ts';

/** Deviations that add up to zero, as a new array; those of a constant are exactly zero. */
export function centred(values: Float64Array): Float64Array {
  if (isConstant(values)) return new Float64Array(values.length);
  const rough = meanOf(values);
  const deviations = values.map((value) => value - rough);
  // A mean near 1e8 is rounded by up to 7e-9; the mean of the deviations tells by how much.
  const drift = meanOf(deviations);
  return deviations.map((deviation) => deviation - drift);
}

/**
 * Deviations divided by their length, so that the product of two variables is their correlation;
 * null where there is no spread or it is larger than a number can be.
 */
export function direction(values: Float64Array): Float64Array | null {
  const deviations = centred(values);
  const unit = largest(deviations);
  if (unit === 0 || !Number.isFinite(unit)) return null;
  // Divided by the largest first, so that no square over- or underflows.
  const scaled = deviations.map((value) => value / unit);
  const length = Math.sqrt(product(scaled, scaled));
  return scaled.map((value) => value / length);
}

/** Σab of two variables of one length. */
export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

export function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}
