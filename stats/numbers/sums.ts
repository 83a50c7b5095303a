/** Plain sums, means and largest values; those of `spread` keep their digits far from zero. */

export function total(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Needs at least one value. */
export function meanOf(values: Float64Array): number {
  return total(values) / values.length;
}

/** The largest absolute value. */
export function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
