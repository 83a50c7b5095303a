/** What every procedure is given and how it counts what it leaves out. */

/** Measurements of one variable; `NaN` stands for a missing one. */
export type Sample = readonly number[] | Float64Array;

export interface CaseCount {
  readonly used: number;
  readonly excluded: number;
}

/** The measurements that are there, as a copy; `procedure` names itself in the refusal of ±Infinity. */
export function present(x: Sample, procedure: string): Float64Array {
  const values = new Float64Array(x.length);
  let used = 0;
  for (const value of x) {
    if (Number.isNaN(value)) continue;
    if (!Number.isFinite(value)) throw new RangeError(`${procedure} needs finite numbers`);
    values[used] = value;
    used += 1;
  }
  return values.subarray(0, used);
}
