/** Pairs of answers at inclusion and at three months for one row of the report's Table 3. */

import { between, type Random } from '../../server/demo/random.ts';
import { type Moments, missBy, missedMoments, printedTable, sum } from './printed.ts';
import { search } from './search.ts';

/** A variable as whole numbers: the sum of its items. */
export interface Measured {
  readonly name: string;
  /** How many items the mean is of; 1 for a count or a single question. */
  readonly items: number;
  readonly range: readonly [number, number];
}

/** What is known of everybody at inclusion, the pairs first. */
export interface AtInclusion {
  /** Nobody's numbers can be others than these. */
  readonly given: readonly number[] | null;
  readonly size: number;
  readonly missed: (values: readonly number[]) => number;
}

export interface Change {
  /** The pairs first, then those who were asked at inclusion only. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface PrintedChange {
  readonly before: Moments;
  readonly after: Moments;
  readonly F: number;
  readonly pairs: number;
}

export function printedChange(name: string): PrintedChange {
  const row = printedTable('table3').find(({ variable }) => variable === name);
  if (!row) throw new Error(`the report has no ${name}`);
  return {
    before: { mean: Number(row.mean_inclusion), sd: Number(row.sd_inclusion) },
    after: { mean: Number(row.mean_3m), sd: Number(row.sd_3m) },
    F: Number(row.F),
    pairs: Number(row.df2) + 1,
  };
}

/** The sums that the difference and its square must have are tried one after the other. */
export function findChange(
  { name, items, range: [lowest, highest] }: Measured,
  everybody: AtInclusion | null,
  random: Random,
): Change {
  const printed = printedChange(name);
  const { pairs } = printed;
  const size = everybody?.size ?? pairs;
  const unit = 1 / items;
  const draw = () => between(random, lowest * items, highest * items);
  const places = [...Array(size + pairs).keys()];
  for (const [difference, squares] of differences(printed, items)) {
    const strain = (values: readonly number[]) => {
      const before = values.slice(0, pairs);
      const after = values.slice(size);
      const changes = before.map((value, i) => value - (after[i] as number));
      return (
        missedMoments(before, printed.before, unit) +
        missedMoments(after, printed.after, unit) +
        Math.abs(sum(changes) - difference) +
        Math.abs(sum(changes.map((change) => change ** 2)) - squares) / 4 +
        (everybody?.missed(values.slice(0, size)) ?? 0)
      );
    };
    const given = everybody?.given;
    const problem = {
      start: places.map((i) => (i < size ? given?.[i] : undefined) ?? draw()),
      range: [lowest * items, highest * items] as const,
      loose: given ? places.slice(size) : places,
      exchanged: given ? places.slice(0, size) : places.slice(size),
      strain,
    };
    const found = search(problem, random);
    if (found) return { before: found.slice(0, size), after: found.slice(size) };
  }
  throw new Error(`the printed figures of ${name} cannot all hold`);
}

/** Σd and Σd² of whole-number differences that give the printed F; the likeliest first. */
function differences({ before, after, F, pairs }: PrintedChange, items: number) {
  const middle = (before.mean - after.mean) * pairs * items;
  const reach = 0.1 * pairs * items;
  const found: [difference: number, squares: number][] = [];
  for (let d = Math.ceil(middle - reach); d <= middle + reach; d += 1)
    for (let s = Math.max(Math.abs(d), 1); s <= 40 * pairs * items ** 2; s += 1) {
      const own = ((pairs - 1) * d * d) / (pairs * s - d * d);
      // A whole number and its square are both even or both odd.
      if (missBy(own, F, 3) === 0 && (d - s) % 2 === 0) found.push([d, s]);
    }
  return found.sort(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle));
}
