/** The groups of a one-way layout, and how their variance divides into between and within. */

import { total } from '../numbers/sums.ts';
import { pOfF } from '../p-value.ts';
import { type CaseCount, finite, present, type Sample } from '../sample.ts';
import { type Summary, summarise } from './summary.ts';

export interface VarianceTable {
  readonly F: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  readonly ssBetween: number;
  readonly ssWithin: number;
}

/** What is there of each group; throws RangeError on fewer than two groups and on an empty one. */
export function presentGroups(
  groups: readonly Sample[],
  procedure: string,
): { values: Float64Array[]; n: CaseCount } {
  if (groups.length < 2) throw new RangeError(`${procedure} needs at least two groups`);
  const values = groups.map((group) => present(group, procedure));
  if (values.some(({ length }) => length === 0)) {
    throw new RangeError(`${procedure} needs values in every group`);
  }
  const used = total(values.map(({ length }) => length));
  return { values, n: { used, excluded: total(groups.map(({ length }) => length)) - used } };
}

export function presentSummaries(
  groups: readonly Sample[],
  procedure: string,
): { summaries: Summary[]; n: CaseCount } {
  const { values, n } = presentGroups(groups, procedure);
  return { summaries: values.map((group) => summarise(group)), n };
}

/** F is null where nothing varies within the groups, and where it overflows. */
export function varianceTable(groups: readonly Summary[]): VarianceTable {
  const df1 = groups.length - 1;
  const df2 = total(groups.map(({ n }) => n)) - groups.length;
  const ssBetween = squaresBetween(groups);
  const ssWithin = total(groups.map(({ squares }) => squares));
  const F = df2 > 0 ? finite(ssBetween / df1 / (ssWithin / df2)) : null;
  return { F, df1, df2, p: pOfF(F, df1, df2), ssBetween, ssWithin };
}

/** Around the weighted mean of the means, told from the first of them so that far from zero no digit is lost. */
function squaresBetween(groups: readonly Summary[]): number {
  const origin = groups[0]?.mean ?? 0;
  const offsets = groups.map(({ mean, rest }) => mean - origin + rest);
  const weights = groups.map(({ n }) => n);
  const weighted = (values: readonly number[]) =>
    total(values.map((value, k) => value * (weights[k] as number)));
  const grand = weighted(offsets) / total(weights);
  return weighted(offsets.map((offset) => (offset - grand) ** 2));
}
