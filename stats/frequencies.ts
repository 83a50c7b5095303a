/** How often each value of one variable occurs. */

import { present, type Result, type Sample } from './sample.ts';

/** `no-data`: nothing to count; percents of the valid ones cannot be told. */
export type FrequenciesWarning = 'no-data';

export interface Frequency {
  readonly value: number;
  readonly count: number;
  /** Of all, the missing included. */
  readonly percent: number;
  /** Of those with a value. */
  readonly validPercent: number;
  /** Of those with a value, the share that has this one or a smaller one. */
  readonly cumulativePercent: number;
}

export interface Frequencies extends Result<'frequencies', FrequenciesWarning> {
  readonly missing: number;
  /** Of all; null where there is nobody at all. */
  readonly missingPercent: number | null;
  /** One row per value that occurs, from the smallest up. */
  readonly values: readonly Frequency[];
}

/**
 * Frequency table of one variable, as SPSS's FREQUENCIES: what is reported of answers on a scale of
 * few steps, and the first look at any variable.
 *
 * Use it for nominal and ordinal variables; for measurements of many different values see `describe`.
 *
 * Input: numbers, equal ones counted together; `NaN` is missing: counted in `missing`, part of what
 * `percent` is a percentage of, and left out of `validPercent` and `cumulativePercent`.
 *
 * Formulas: percent = 100 count/N; validPercent = 100 count/n; cumulativePercent = 100 Σcount/n.
 *
 * Throws RangeError on ±Infinity.
 *
 * @example frequencies([2, 1, 2, NaN]).values[1] // => { value: 2, count: 2, percent: 50, validPercent: 200 / 3, cumulativePercent: 100 }
 * @example frequencies([2, 1, 2, NaN]).missing // => 1
 */
export function frequencies(x: Sample): Frequencies {
  const sorted = present(x, 'frequencies').sort();
  const excluded = x.length - sorted.length;
  return {
    procedure: 'frequencies',
    n: { used: sorted.length, excluded },
    missing: excluded,
    missingPercent: x.length === 0 ? null : percent(excluded, x.length),
    values: runsOf(sorted).map(({ from, to }) => ({
      // + 0 turns −0 into 0, which it is counted with.
      value: (sorted[from] as number) + 0,
      count: to - from,
      percent: percent(to - from, x.length),
      validPercent: percent(to - from, sorted.length),
      cumulativePercent: percent(to, sorted.length),
    })),
    method: 'Frequencies, percent of all, of the valid ones, and cumulative of the valid ones',
    warnings: sorted.length === 0 ? ['no-data'] : [],
  };
}

function runsOf(sorted: Float64Array): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (sorted[to] === sorted[from]) to += 1;
    runs.push({ from, to });
  }
  return runs;
}

function percent(part: number, whole: number): number {
  return (100 * part) / whole;
}
