/** Putting small groups together, so that nobody stands out by where they belong or how old they are. */

/** Of each group how many there are, in every part of the data that is looked at by itself. */
export type Cells = ReadonlyMap<string, readonly number[]>;

/**
 * The groups that are put together; none where all are large enough, null where it takes all of them.
 * One small group alone is joined by the smallest of the others: else it would still be itself.
 */
export function mergedGroups(cells: Cells, limit: number): ReadonlySet<string> | null {
  const left = [...cells].sort(([, a], [, b]) => sum(a) - sum(b));
  const merged = left.filter(([, counts]) => isSmall(counts, limit));
  if (merged.length === 0) return new Set();
  const rest = left.filter((one) => !merged.includes(one));
  while (merged.length < 2 || isSmall(together(merged), limit)) {
    const next = rest.shift();
    if (!next) return null;
    merged.push(next);
  }
  return rest.length === 0 ? null : new Set(merged.map(([name]) => name));
}

/** A part without any of a group tells of nobody. */
function isSmall(counts: readonly number[], limit: number): boolean {
  return counts.some((count) => count > 0 && count < limit);
}

function together(groups: readonly (readonly [string, readonly number[]])[]): number[] {
  const [first, ...others] = groups.map(([, counts]) => counts);
  return (first ?? []).map((count, at) => count + sum(others.map((counts) => counts[at] ?? 0)));
}

/** Steps that follow each other, from one to another, both included. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Steps of age or time as runs of at least `limit`: first the ends are put together, then whatever
 * is small between them joins its smaller neighbour. Null where all together are too few.
 */
export function mergedRuns(counts: ReadonlyMap<number, number>, limit: number): Run[] | null {
  const steps = [...counts].sort(([a], [b]) => a - b);
  if (sum([...counts.values()]) < limit) return null;
  const runs = steps.map(([step, count]): Run => ({ from: step, to: step, count }));
  for (let small = smallest(runs, limit); small >= 0; small = smallest(runs, limit)) {
    const before = runs[small - 1]?.count ?? Number.POSITIVE_INFINITY;
    const after = runs[small + 1]?.count ?? Number.POSITIVE_INFINITY;
    const at = before <= after ? small - 1 : small;
    const [one, other] = runs.slice(at, at + 2);
    if (!one || !other) break;
    runs.splice(at, 2, { from: one.from, to: other.to, count: one.count + other.count });
  }
  return runs;
}

/** The next one to join another: an end before what is between. -1 where none is too small. */
function smallest(runs: readonly Run[], limit: number): number {
  const small = (at: number) => (runs[at]?.count ?? limit) < limit;
  if (small(0)) return 0;
  if (small(runs.length - 1)) return runs.length - 1;
  return runs.findIndex((_, at) => small(at));
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
