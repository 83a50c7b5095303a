/** A share, such as that of the fields keyed wrongly among those compared, with its exact interval. */

import { type ConfidenceOptions, confidenceOptions, outside, sidesOf } from './confidence.ts';
import { distributions } from './distributions.ts';
import type { Alternative, Interval, Result } from './sample.ts';

/**
 * `no-data`: of nothing there is no share. `zero-count`: none was seen, which does not say that there are
 * none; `full-count`: all were. A two-sided interval then has one end only that says something, and that
 * leaves out half of what it may: for the whole confidence ask for `less`, of all for `greater`.
 */
export type ProportionWarning = 'no-data' | 'zero-count' | 'full-count';

export interface Proportion extends Result<'proportion', ProportionWarning> {
  readonly count: number;
  /** count/total, from 0 to 1. */
  readonly value: number | null;
  /** In the same unit; an open end is 0 or 1. */
  readonly ci: Interval;
  readonly confidence: number;
  readonly alternative: Alternative;
}

/**
 * Proportion with the exact binomial (Clopper–Pearson) interval.
 *
 * Use it for a rate of errors, of yes, of response, above all where it is near 0 or 1 or the cases are
 * few. The interval covers at least as often as it says, at the price of being wide. It takes the cases
 * as independent: errors that come in clusters, by form or by person, make it too narrow.
 *
 * Input: how many of how many, whole numbers. What is missing or was not compared stands in neither:
 * the total is `n.used`. For a rate per 10,000 multiply the value and both ends of its interval.
 * `alternative: 'less'` gives an upper limit alone, `'greater'` a lower one.
 *
 * With α outside on a side: the lower end is the α point of Beta(x, n − x + 1), 0 where x = 0; the upper
 * end the 1 − α point of Beta(x + 1, n − x), 1 where x = n: Clopper & Pearson (1934),
 * doi:10.1093/biomet/26.4.404. Of none among n the upper limit is 1 − α^(1/n), at 95 % about 3/n, the
 * "rule of three": Hanley & Lippman-Hand (1983), doi:10.1001/jama.1983.03330370053031.
 *
 * Throws RangeError on what are no counts, on more than all, and on a confidence outside 0 to 1. Of
 * nothing (0 of 0) the result is null with a warning.
 *
 * @example proportion(20, 100).value // => 0.2
 * @example proportion(20, 100).ci.map((end) => end.toFixed(4)) // => ["0.1267", "0.2918"]
 * @example proportion(0, 300, { alternative: 'less' }).ci[1].toFixed(5) // => "0.00994"
 * @example proportion(0, 0).warnings // => ["no-data"]
 */
export function proportion(
  count: number,
  total: number,
  options: ConfidenceOptions = {},
): Proportion {
  const procedure = 'proportion';
  const { alternative, confidence } = confidenceOptions(options, procedure);
  if (![count, total].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    throw new RangeError(`${procedure} needs counts: whole numbers from 0 on`);
  }
  if (count > total) throw new RangeError(`${procedure} needs a count that is part of the total`);
  return {
    procedure,
    n: { used: total, excluded: 0 },
    count,
    value: total === 0 ? null : count / total,
    ci: total === 0 ? [null, null] : exactInterval(count, total, outside(confidence, alternative)),
    confidence,
    alternative,
    method: `Proportion with exact binomial (Clopper–Pearson) interval, ${sidesOf(alternative)}`,
    warnings: warningsOf(count, total),
  };
}

function exactInterval(
  count: number,
  total: number,
  { below, above }: ReturnType<typeof outside>,
): Interval {
  const { beta } = distributions;
  const rest = total - count;
  return [
    count === 0 || below === null ? 0 : beta.quantile(below, count, rest + 1),
    rest === 0 || above === null ? 1 : beta.isf(above, count + 1, rest),
  ];
}

function warningsOf(count: number, total: number): ProportionWarning[] {
  if (total === 0) return ['no-data'];
  if (count === 0) return ['zero-count'];
  return count === total ? ['full-count'] : [];
}
