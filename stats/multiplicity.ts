/** p values adjusted for how many tests were made. */

const methods = ['holm', 'hochberg', 'hommel', 'bonferroni', 'BH', 'BY'] as const;

export type AdjustmentMethod = (typeof methods)[number];

/**
 * Adjusts p values for multiple testing, as R's `p.adjust`: each adjusted p is compared with the same
 * α as a single test's.
 *
 * Use `holm` where one false finding is one too many (it holds always, and never does worse than
 * `bonferroni`); `hochberg` and the stronger `hommel` hold for independent or positively dependent
 * tests. `BH` keeps the share of false among the findings (the false discovery rate) below α for such
 * tests, `BY` always.
 *
 * Input: the p values of one family of tests in any order; a missing one (`NaN` or null) stays null
 * and does not count as a test. The result has the order of the input.
 *
 * Sources: Holm (1979), doi:10.2307/4615733; Hochberg (1988), doi:10.1093/biomet/75.4.800; Hommel
 * (1988), doi:10.1093/biomet/75.2.383; Benjamini & Hochberg (1995),
 * doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini & Yekutieli (2001), doi:10.1214/aos/1013699998.
 *
 * Throws RangeError on p outside 0 to 1 and on other methods.
 *
 * @example adjustP([0.01, 0.04, 0.03], 'bonferroni') // => [0.03, 0.12, 0.09]
 * @example adjustP([0.01, null, 0.02], 'holm') // => [0.02, null, 0.02]
 */
export function adjustP(
  p: readonly (number | null)[] | Float64Array,
  method: AdjustmentMethod,
): (number | null)[] {
  if (!methods.includes(method)) {
    throw new RangeError(`adjustP needs one of the methods ${methods.join(', ')}`);
  }
  const values = Array.from<number | null, number>(p, (value) => value ?? Number.NaN);
  if (values.some((value) => typeof value !== 'number' || value < 0 || value > 1)) {
    throw new RangeError('adjustP needs probabilities from 0 to 1');
  }
  const order = [...values.keys()]
    .filter((i) => !Number.isNaN(values[i]))
    .sort((i, j) => (values[i] as number) - (values[j] as number));
  const adjusted = adjust[method](order.map((i) => values[i] as number));
  const result: (number | null)[] = values.map(() => null);
  order.forEach((i, rank) => {
    result[i] = adjusted[rank] as number;
  });
  return result;
}

/** Each takes the p values from the smallest up; the i-th of n is weighed against the others. */
const adjust: Readonly<Record<AdjustmentMethod, (p: readonly number[]) => readonly number[]>> = {
  bonferroni: (p) => p.map((value) => Math.min(1, p.length * value)),
  holm: (p) => stepDown(p.map((value, i) => (p.length - i) * value)),
  hochberg: (p) => stepUp(p.map((value, i) => (p.length - i) * value)),
  hommel,
  BH: (p) => stepUp(p.map((value, i) => (p.length / (i + 1)) * value)),
  BY: (p) => {
    const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
    return stepUp(p.map((value, i) => ((harmonic * p.length) / (i + 1)) * value));
  },
};

/** No smaller than any before it: what a smaller p does not show, a larger one cannot. */
function stepDown(values: readonly number[]): number[] {
  let largest = 0;
  return values.map((value) => {
    largest = Math.max(largest, Math.min(1, value));
    return largest;
  });
}

/** No larger than any after it: what a larger p shows, a smaller one shows too. */
function stepUp(values: readonly number[]): number[] {
  let smallest = 1;
  return values
    .toReversed()
    .map((value) => {
      smallest = Math.min(smallest, value);
      return smallest;
    })
    .toReversed();
}

/**
 * Hommel's procedure as a closed test, by Wright (1992), doi:10.2307/2532694: the largest of Simes' p
 * over all sets of m hypotheses that the i-th belongs to. Quadratic in the number of tests.
 */
function hommel(p: readonly number[]): number[] {
  const n = p.length;
  const adjusted = [...p];
  for (let m = n; m >= 2; m -= 1) {
    // The set's m − 1 largest p; its smallest is any of those before them.
    const rest = n - m + 1;
    let simes = Number.POSITIVE_INFINITY;
    for (let i = rest; i < n; i += 1) {
      simes = Math.min(simes, (m * (p[i] as number)) / (i - rest + 2));
    }
    for (let i = 0; i < n; i += 1) {
      const smallest = p[Math.min(i, rest - 1)] as number;
      adjusted[i] = Math.max(adjusted[i] as number, Math.min(simes, m * smallest));
    }
  }
  return adjusted;
}
