/** The mean and the sums of powers around it, to the last digits also far from zero. */

/**
 * A mean near 1e8 is rounded by up to 7e-9, and deviations from it carry that error, squared, into the
 * spread. Their own mean tells the error, and corrects both: Chan, Golub & LeVeque (1983),
 * doi:10.1080/00031305.1983.10483115. Values that are all the same have squares of exactly zero.
 * Needs at least one value; what overflows is not finite.
 */
export function spread(values: Float64Array): { mean: number; squares: number } {
  const n = values.length;
  const first = values[0] as number;
  if (values.every((value) => value === first)) return { mean: first, squares: 0 };
  const rough = total(values, (value) => value) / n;
  const drift = total(values, (value) => value - rough) / n;
  const squares = total(values, (value) => (value - rough) ** 2);
  return { mean: rough + drift, squares: Math.max(0, squares - n * drift * drift) };
}

/**
 * The third and fourth standardized moments m₃/m₂^1.5 and m₄/m₂² (with n below the line), from the
 * mean and the squares that `spread` gave. The deviations are measured in standard deviations, so
 * that no power over- or underflows, and their drift is corrected as in `spread`.
 */
export function standardizedMoments(
  values: Float64Array,
  { mean, squares }: { mean: number; squares: number },
): { third: number; fourth: number } {
  const n = values.length;
  const unit = Math.sqrt(squares / n);
  const moment = (power: number) => total(values, (value) => ((value - mean) / unit) ** power) / n;
  const [d1, d2, d3, d4] = [moment(1), moment(2), moment(3), moment(4)];
  const m2 = d2 - d1 ** 2;
  const m3 = d3 - 3 * d1 * d2 + 2 * d1 ** 3;
  const m4 = d4 - 4 * d1 * d3 + 6 * d1 ** 2 * d2 - 3 * d1 ** 4;
  return { third: m3 / m2 ** 1.5, fourth: m4 / m2 ** 2 };
}

/** A sum that carries along what each addition loses (Neumaier 1974, doi:10.1002/zamm.19740540106). */
function total(values: Float64Array, term: (value: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const addend = term(value);
    const next = sum + addend;
    lost += Math.abs(sum) < Math.abs(addend) ? addend - next + sum : sum - next + addend;
    sum = next;
  }
  return sum + lost;
}

/** simple-statistics reads any list of numbers, but names only plain arrays in its types. */
export function asArray(values: Float64Array): number[] {
  return values as unknown as number[];
}
