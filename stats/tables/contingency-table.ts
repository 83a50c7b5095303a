/** A table of counts, checked, with its margins. */

import { sum } from 'simple-statistics';

/** `table[i][j]`: how many were of kind i (row) and of kind j (column). */
export type Counts = readonly (readonly number[])[];

export interface Contingency {
  readonly table: Counts;
  readonly rowSums: readonly number[];
  readonly columnSums: readonly number[];
  readonly total: number;
}

/** Throws RangeError, in the name of `procedure`, on what is no table of counts. */
export function contingency(given: Counts, procedure: string): Contingency {
  const table = Array.from(given, (row) => Array.from(row ?? []));
  const columns = table[0]?.length ?? 0;
  if (table.length < 2 || columns < 2) {
    throw new RangeError(`${procedure} needs at least two rows and two columns`);
  }
  if (table.some((row) => row.length !== columns)) {
    throw new RangeError(`${procedure} needs rows of one length`);
  }
  if (table.some((row) => row.some((count) => !Number.isSafeInteger(count) || count < 0))) {
    throw new RangeError(`${procedure} needs counts: whole numbers from 0 on`);
  }
  const rowSums = table.map((row) => sum(row));
  const columnSums = Array.from({ length: columns }, (_, j) =>
    sum(table.map((row) => row[j] as number)),
  );
  const total = sum(rowSums);
  if (total === 0) throw new RangeError(`${procedure} needs at least one observation`);
  return { table, rowSums, columnSums, total };
}

export type FourCells = readonly [a: number, b: number, c: number, d: number];

/** The cells of a 2 × 2 table row by row, null of a larger one. */
export function fourCells({ table }: Contingency): FourCells | null {
  const [[a, b, beyond] = [], [c, d] = [], below] = table;
  if (beyond !== undefined || below !== undefined) return null;
  return [a, b, c, d] as unknown as FourCells;
}
