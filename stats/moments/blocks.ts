/** Cuts columns into blocks of rows that stay in cache while they are worked on. */

import type { Sample } from '../sample.ts';

export type Block = readonly Float64Array[];

// Measured: shorter blocks spend more on their own making, longer ones leave the cache.
const blockRows = 4096;

/** Hands over columns of one length, block by block: valid during the call, and not to be written to. */
export function eachBlock(columns: readonly Sample[], use: (block: Block) => void): void {
  const length = columns[0]?.length ?? 0;
  const scratch = columns.map(() => new Float64Array(Math.min(blockRows, length)));
  for (let from = 0; from < length; from += blockRows) {
    const rows = Math.min(blockRows, length - from);
    use(columns.map((column, j) => rowsOf(column, from, rows, scratch[j] as Float64Array)));
  }
}

/** A view where the column is a typed array, a copy where it is not; what is no number is refused later, as ∞ is. */
function rowsOf(column: Sample, from: number, rows: number, scratch: Float64Array): Float64Array {
  if (column instanceof Float64Array) return column.subarray(from, from + rows);
  for (let i = 0; i < rows; i += 1) {
    const value = column[from + i];
    scratch[i] = typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
  }
  return scratch.subarray(0, rows);
}

/** Copies of the rows without a missing value; throws RangeError, in the name of `procedure`, on ±Infinity. */
export function completeRows(block: Block, procedure: string): Float64Array[] {
  const rows = block[0]?.length ?? 0;
  const kept = block.map(() => new Float64Array(rows));
  let used = 0;
  for (let i = 0; i < rows; i += 1) {
    let whole = true;
    for (let j = 0; j < block.length; j += 1) {
      const value = (block[j] as Float64Array)[i] as number;
      (kept[j] as Float64Array)[used] = value;
      if (Number.isNaN(value)) whole = false;
      else if (!Number.isFinite(value)) throw new RangeError(`${procedure} needs finite numbers`);
    }
    if (whole) used += 1;
  }
  return kept.map((column) => column.subarray(0, used));
}
