/** The participants by group, and what of the groups' sums the tests are made of. */

import { total } from '../numbers/sums.ts';
import type { Waves } from '../sample.ts';
import { type Table, type WaveSums, waveSums } from './wave-sums.ts';
import { participantSquares } from './waves.ts';
import type { Hypothesis, Squares, WithinError } from './within.ts';

export type GroupLabel = string | number;

export interface Group {
  readonly label: GroupLabel;
  readonly sums: WaveSums;
}

export interface Groups {
  /** Those with complete participants: numbers first, each in order. */
  readonly groups: readonly Group[];
  /** How many were left out, for a missing wave or a missing label. */
  readonly excluded: number;
  /** Whether a label stands beside incomplete participants only. */
  readonly empty: boolean;
}

/** Throws RangeError where there are not as many labels as participants. */
export function groupsOf(
  waves: Waves,
  labels: readonly (GroupLabel | null)[],
  procedure: string,
): Groups {
  if (waves.some((wave) => wave.length !== labels.length))
    throw new RangeError(`${procedure} needs a group label for each participant of every wave`);
  const members = Map.groupBy(labels.keys(), (i) => labels[i] ?? Number.NaN);
  members.delete(Number.NaN);
  const all = [...members]
    .sort(([one], [other]) => inOrder(one, other))
    .map(([label, rows]) => {
      const own = waves.map((wave) => Float64Array.from(rows, (i) => wave[i] as number));
      return { label, sums: waveSums(own, procedure) };
    });
  const groups = all.filter(({ sums }) => sums.n > 0);
  const used = groups.reduce((count, { sums }) => count + sums.n, 0);
  return { groups, excluded: labels.length - used, empty: groups.length < all.length };
}

function inOrder(one: GroupLabel, other: GroupLabel): number {
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Sums within groups, added up. */
export function pooled(groups: readonly WaveSums[], of: (sums: WaveSums) => Table): number[][] {
  return weighted(groups.map((group) => ({ weight: 1, table: of(group) })));
}

export function errorWithin(groups: readonly WaveSums[]): WithinError {
  return {
    df: participants(groups) - groups.length,
    squares: pooled(groups, ({ differenceSquares }) => differenceSquares),
  };
}

/** Change in the mean of the groups, each counting alike (type III). */
export function changeOfAll(groups: readonly WaveSums[]): Hypothesis {
  const weight = 1 / groups.length;
  const terms = groups.map(({ differences }) => ({ weight, table: differences }));
  return { df: 1, terms: [{ weight: balancedSize(groups), differences: weighted(terms) }] };
}

/** Change that differs between groups: each group's deviation from the change of all participants. */
export function changeByGroup(groups: readonly WaveSums[]): Hypothesis {
  const all = participants(groups);
  const common = weighted(
    groups.map(({ n, differences }) => ({ weight: n / all, table: differences })),
  );
  const terms = groups.map(({ n, differences }) => ({
    weight: n,
    differences: differences.map((row, j) =>
      row.map((mean, k) => mean - (common[j]?.[k] as number)),
    ),
  }));
  return { df: groups.length - 1, terms };
}

/** How the groups' means over all waves differ, and whether the mean of these means is zero. */
export function overall(groups: readonly WaveSums[]): { between: Squares; intercept: Squares } {
  const waves = groups[0]?.means.length ?? 0;
  const all = participants(groups);
  const df2 = all - groups.length;
  const error = total(groups.map(participantSquares));
  // From the first group's means, so that groups near 1e8 keep the digits they differ in.
  const offsets = groups.map((group) => meanOffset(group, groups[0] as WaveSums));
  const common = total(groups.map(({ n }, g) => (n / all) * (offsets[g] as number)));
  const effect = total(
    groups.map(({ n }, g) => n * waves * ((offsets[g] as number) - common) ** 2),
  );
  const mean = total(groups[0]?.means ?? []) / waves + total(offsets) / groups.length;
  return {
    between: { effect, error, df1: groups.length - 1, df2 },
    intercept: { effect: balancedSize(groups) * waves * mean ** 2, error, df1: 1, df2 },
  };
}

function meanOffset(group: WaveSums, from: WaveSums): number {
  const offsets = group.means.map(
    (mean, j) =>
      mean - (from.means[j] as number) + ((group.rests[j] as number) - (from.rests[j] as number)),
  );
  return total(offsets) / offsets.length;
}

/** How many participants the mean of the groups' means is worth: g times their harmonic mean size. */
export function balancedSize(groups: readonly WaveSums[]): number {
  return groups.length ** 2 / total(groups.map(({ n }) => 1 / n));
}

function participants(groups: readonly WaveSums[]): number {
  return total(groups.map(({ n }) => n));
}

function weighted(terms: readonly { weight: number; table: Table }[]): number[][] {
  const rows = terms[0]?.table ?? [];
  return rows.map((row, j) =>
    row.map((_, k) => total(terms.map(({ weight, table }) => weight * (table[j]?.[k] as number)))),
  );
}
