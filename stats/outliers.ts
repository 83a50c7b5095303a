/** Which values of one variable lie far from the others, by the usual rules. */

import { spread } from './numbers/spread.ts';
import { madFactor, medianDeviation, medianOf } from './quantile.ts';
import { finite, type Interval, present, type Result, type Sample } from './sample.ts';

/**
 * `no-data`: nothing to judge. `no-hinge-spread`: the middle half is one value, and every other one
 * is extreme. `no-mad`: more than half is one value, and the median's rule finds nothing. `overflow`:
 * a bound is larger than a number can be, and is null.
 */
export type OutliersWarning = 'no-data' | 'no-hinge-spread' | 'no-mad' | 'overflow';

export interface Outliers extends Result<'outliers', OutliersWarning> {
  /** Tukey's lower and upper hinge: the box of a box plot. */
  readonly hinges: Interval;
  /** 1.5 (inner) and 3 (outer) hinge spreads below and above the hinges. */
  readonly fences: { readonly inner: Interval; readonly outer: Interval };
  readonly median: number | null;
  /** Median absolute deviation × 1.4826. */
  readonly mad: number | null;
  /** Positions in the sample as it was given, missing values counted; a value on a bound is inside. */
  readonly indices: {
    /** Beyond an inner fence, not beyond the outer one: SPSS's circles. */
    readonly mild: readonly number[];
    /** Beyond an outer fence: SPSS's stars. */
    readonly extreme: readonly number[];
    /** More than 3 standard deviations (n − 1) from the mean. */
    readonly zScore: readonly number[];
    /** More than 3 MAD (× 1.4826) from the median. */
    readonly mad: readonly number[];
  };
}

/**
 * Outliers of one variable by three rules: box-plot fences, |z| > 3, and median ± 3 MAD.
 *
 * Use it before t tests and analyses of variance, to look at the answers behind the extremes, never
 * to leave them out unseen. |z| > 3 hides what it looks for in small samples: |z| cannot exceed
 * (n − 1)/√n, which is below 3 up to n = 10. The median's rule does not have that weakness.
 *
 * Input: measurements in any unit; `NaN` is missing and is left out, but counted in the positions.
 *
 * Formulas: hinges are the medians of the lower and upper half, the middle value in both; fences lie
 * 1.5 and 3 times the hinge spread beyond them: Tukey (1977), as R's `boxplot.stats`. z with n − 1.
 * Median ± 3 × 1.4826 × MAD: Leys et al. (2013), doi:10.1016/j.jesp.2013.03.013.
 *
 * Throws RangeError on ±Infinity.
 *
 * @example outliers([3, 5, 4, NaN, 6, 5, 40]).indices // => { mild: [], extreme: [6], zScore: [], mad: [6] }
 * @example outliers([3, 5, 4, NaN, 6, 5, 40]).fences // => { inner: [1, 9], outer: [-2, 12] }
 */
export function outliers(x: Sample): Outliers {
  const sorted = present(x, 'outliers').sort();
  const n = { used: sorted.length, excluded: x.length - sorted.length };
  const base = { procedure: 'outliers', n, method } as const;
  if (sorted.length === 0) return { ...base, ...nothing, warnings: ['no-data'] };

  const hinges = hingesOf(sorted);
  const [inner, outer] = [fences(hinges, 1.5), fences(hinges, 3)];
  const median = medianOf(sorted);
  const mad = madFactor * medianDeviation(sorted, median);
  const { mean, squares } = spread(sorted);
  // One value has no standard deviation, and does not lie far from itself either.
  const sd = Math.sqrt(squares / Math.max(1, sorted.length - 1));

  const warnings: OutliersWarning[] = [];
  if (hinges[0] === hinges[1]) warnings.push('no-hinge-spread');
  if (mad === 0) warnings.push('no-mad');
  if (![...inner, ...outer, 3 * mad, 3 * sd].every(Number.isFinite)) warnings.push('overflow');
  return {
    ...base,
    hinges,
    fences: { inner: closed(inner), outer: closed(outer) },
    median,
    mad: finite(mad),
    indices: {
      mild: positions(x, (value) => beyond(value, inner) && !beyond(value, outer)),
      extreme: positions(x, (value) => beyond(value, outer)),
      zScore: positions(x, (value) => Math.abs(value - mean) > 3 * sd),
      mad: positions(x, (value) => mad > 0 && Math.abs(value - median) > 3 * mad),
    },
    warnings,
  };
}

type Bounds = readonly [lower: number, upper: number];

/** The medians of both halves; the middle value of an odd number belongs to both. */
function hingesOf(sorted: Float64Array): Bounds {
  const half = Math.ceil(sorted.length / 2);
  return [medianOf(sorted.subarray(0, half)), medianOf(sorted.subarray(-half))];
}

/** In R's order of operations, so that a value on a fence falls to the side on which R sees it. */
function fences([lower, upper]: Bounds, spreads: number): Bounds {
  const reach = upper - lower;
  return [lower - spreads * reach, upper + spreads * reach];
}

function beyond(value: number, [lower, upper]: Bounds): boolean {
  return value < lower || value > upper;
}

function positions(x: Sample, far: (value: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < x.length; i += 1) if (far(x[i] as number)) found.push(i);
  return found;
}

function closed([lower, upper]: Bounds): Interval {
  return [finite(lower + 0), finite(upper + 0)];
}

const method = 'Box-plot fences at 1.5 and 3 hinge spreads (Tukey), |z| > 3, median ± 3 MAD';

const nothing = {
  hinges: [null, null],
  fences: { inner: [null, null], outer: [null, null] },
  median: null,
  mad: null,
  indices: { mild: [], extreme: [], zScore: [], mad: [] },
} as const;
