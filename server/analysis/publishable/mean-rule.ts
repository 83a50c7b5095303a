/** Which means are withheld: those of too few people, those that tell everybody's answer, and those that would tell either. */

import type { Belonging } from '../plan/data.ts';
import type { Group } from '../plan/tables.ts';

/** Means and SDs are printed with so many decimals, everywhere they are published. */
export const meanDigits = 1;

/** The numbers of a group, of everybody, or of what is left of everybody beside the groups. */
export interface MeanColumn {
  readonly by: Belonging | null;
  readonly group: Group | 'rest';
  readonly n: number;
  readonly mean: number | null;
  /** Null where one number has no spread. */
  readonly sd: number | null;
  readonly least: number;
  /** Its n is withheld: a mean with an SD often tells it. */
  readonly isUnknown: boolean;
  /** Stands in a table. */
  readonly isPrinted: boolean;
}

/** From the sum and the sum of squares of everybody without those of the groups that are shown. */
export function pooledRest(
  everybody: Pick<MeanColumn, 'n' | 'mean' | 'sd'>,
  shown: readonly Pick<MeanColumn, 'n' | 'mean' | 'sd'>[],
): Pick<MeanColumn, 'n' | 'mean' | 'sd'> {
  const sign = [everybody, ...shown].map((column, at) => ({ column, by: at === 0 ? 1 : -1 }));
  return ofSums(sign);
}

export interface WithheldMeans {
  readonly means: ReadonlySet<MeanColumn>;
  /** Where teams are shown from fewer on than the limit, their means stand without SDs until then. */
  readonly sds: ReadonlySet<MeanColumn>;
}

/**
 * Whoever knows everybody's mean and all groups' but some, knows the mean of those together: so they
 * are as many as a group has to be, two at least (or what is left, which is never a single group), and
 * not all alike. Until they are, the group with the fewest joins them.
 */
export function withheldMeans(columns: readonly MeanColumn[], limit: number): WithheldMeans {
  const means = new Set(columns.filter((column) => column.group !== 'rest' && isAtRisk(column)));
  const few = columns.filter(({ group, n }) => group !== 'rest' && n > 0 && n < limit);
  const groupings = [...new Set(columns.flatMap(({ by }) => by ?? []))].map((by) =>
    columns.filter((column) => column.by === by),
  );
  /** Everybody's is printed, or put together from a grouping of which nothing is withheld. */
  const isKnown = (without: (column: MeanColumn) => boolean) =>
    columns.some((one) => one.group === null && one.isPrinted && !without(one)) ||
    groupings.some((own) => own.every((one) => one.group !== 'rest' && !without(one)));
  const hasNoSd = (column: MeanColumn) => means.has(column) || few.includes(column);
  // Everybody's SD would tell that of few, and with their mean what each of them answered.
  if (isKnown(hasNoSd)) for (const column of few) means.add(column);
  if (isKnown((column) => means.has(column)))
    for (const own of groupings) joinUntilTold(own, means);
  return { means, sds: new Set([...means, ...few]) };
}

function joinUntilTold(own: readonly MeanColumn[], means: Set<MeanColumn>): void {
  const fewestFirst = own.filter(({ n }) => n > 0).toSorted((a, b) => a.n - b.n);
  for (const next of fewestFirst) {
    if (canBeTold(own.filter((one) => one.group === 'rest' || means.has(one)))) return;
    if (next.group !== 'rest') means.add(next);
  }
}

function canBeTold(together: readonly MeanColumn[]): boolean {
  const [first, another] = together.filter(({ n }) => n > 0);
  if (!first) return true;
  const pooled = ofSums(together.map((column) => ({ column, by: 1 })));
  const isOneGroup = !another && first.group !== 'rest';
  return !isOneGroup && pooled.n >= first.least && !areAlike(pooled);
}

function isAtRisk(column: MeanColumn): boolean {
  const { n, least, isUnknown } = column;
  return isUnknown || (n > 0 && (n < least || areAlike(column)));
}

/** As it is printed: then everybody gave the answer that is the mean. */
function areAlike({ sd }: Pick<MeanColumn, 'sd'>): boolean {
  return Number((sd ?? 0).toFixed(meanDigits)) === 0;
}

function ofSums(
  parts: readonly { column: Pick<MeanColumn, 'n' | 'mean' | 'sd'>; by: number }[],
): Pick<MeanColumn, 'n' | 'mean' | 'sd'> {
  const over = (of: (n: number, mean: number, sd: number) => number) =>
    parts.reduce(
      (sum, { column, by }) => sum + by * of(column.n, column.mean ?? 0, column.sd ?? 0),
      0,
    );
  const n = over((own) => own);
  if (n <= 0) return { n: 0, mean: null, sd: null };
  const mean = over((own, m) => own * m) / n;
  const squares = over((own, m, sd) => Math.max(own - 1, 0) * sd ** 2 + own * (m - mean) ** 2);
  return { n, mean, sd: n > 1 ? Math.sqrt(Math.max(squares, 0) / (n - 1)) : null };
}
