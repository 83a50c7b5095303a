/** Ranks from the smallest to the largest value, where equal values share the mean of their ranks. */

export interface Ranks {
  /** `ranks[i]` is the mid-rank of `x[i]`, counted from 1. */
  readonly ranks: Float64Array;
  /** How many values share each rank that is shared by more than one, from the smallest value up. */
  readonly ties: readonly number[];
}

/** Mid-ranks of numbers without NaN in n log n; 0 and −0 are equal. */
export function ranks(x: Float64Array): Ranks {
  // Numbers sort several times faster without a comparator; each then finds its run by bisection.
  const sorted = x.slice().sort();
  const shared = new Float64Array(sorted.length);
  const ties: number[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    shared[from] = (from + 1 + to) / 2;
    if (to - from > 1) ties.push(to - from);
    from = to;
  }
  return { ranks: x.map((value) => shared[firstOf(sorted, value)] as number), ties };
}

/** Mid-ranks across several samples: of all values, one sample after the other, and of each sample. */
export function pooledRanks(
  samples: readonly Float64Array[],
): Ranks & { readonly each: readonly Float64Array[] } {
  const pooled = new Float64Array(samples.reduce((sum, { length }) => sum + length, 0));
  const ends: number[] = [];
  for (const sample of samples) {
    const start = ends.at(-1) ?? 0;
    pooled.set(sample, start);
    ends.push(start + sample.length);
  }
  const { ranks: all, ties } = ranks(pooled);
  return { ranks: all, ties, each: ends.map((end, k) => all.subarray(ends[k - 1] ?? 0, end)) };
}

/** Σ(t³ − t) over the runs of t equal values: what every tie correction is made of. */
export function tieTerm(ties: readonly number[]): number {
  return ties.reduce((sum, t) => sum + (t - 1) * t * (t + 1), 0);
}

function firstOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
