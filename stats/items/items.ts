/** What alpha and omega share: the items of a scale around their means, and each against all others. */

import { centred, product } from '../numbers/centred.ts';
import { type CaseCount, completeWaves, finite, type Waves } from '../sample.ts';

export interface Items {
  /** Complete answers, as given. */
  readonly answers: readonly Float64Array[];
  /** The same around the means of their items. */
  readonly deviations: readonly Float64Array[];
  readonly n: CaseCount;
}

/** Sums of squares of single items, and of their sum. */
export interface Squares {
  readonly single: readonly number[];
  readonly sum: number;
}

export function itemsOf(items: Waves, procedure: string): Items {
  if (items.length < 2) throw new RangeError(`${procedure} needs at least two items`);
  const { waves: answers, n } = completeWaves(items, procedure, 2);
  return { answers, deviations: answers.map(centred), n };
}

/** All items, and all but each one. */
export function squaresOf(deviations: readonly Float64Array[]): {
  all: Squares;
  without: readonly Squares[];
} {
  const single = deviations.map((item) => product(item, item));
  const total = sumOf(deviations);
  return {
    all: { single, sum: product(total, total) },
    without: deviations.map((item, j) => {
      const rest = restOf(total, item);
      return { single: single.toSpliced(j, 1), sum: product(rest, rest) };
    }),
  };
}

/** Correlation of each item with the sum of the others (corrected item–total); null without variance. */
export function itemRestOf(
  deviations: readonly Float64Array[],
  { all, without }: ReturnType<typeof squaresOf>,
): (number | null)[] {
  const total = sumOf(deviations);
  return deviations.map((item, j) => {
    const own = all.single[j] as number;
    const others = without[j] as Squares;
    if (own === 0 || cancelsOut(others)) return null;
    return finite(product(item, restOf(total, item)) / Math.sqrt(own) / Math.sqrt(others.sum));
  });
}

/** Whether a sum varies by no more than the rounding of the items that it is made of. */
export function cancelsOut({ single, sum }: Squares): boolean {
  return sum === 0 || sum / single.reduce((all, squares) => all + squares, 0) < 1e-28;
}

function restOf(total: Float64Array, item: Float64Array): Float64Array {
  return total.map((value, i) => value - (item[i] as number));
}

function sumOf(items: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(items[0]?.length ?? 0);
  for (const item of items) {
    for (let i = 0; i < total.length; i += 1) total[i] = (total[i] as number) + (item[i] as number);
  }
  return total;
}
