/** The data of a role as an archive gets them: columns with their cells, and what was done to them. */

import type { Cell } from '../../../surveys/codebook.ts';
import type { ExportColumn } from '../columns.ts';

/** A column with a cell of everybody, all in one order. */
export interface FullColumn {
  readonly column: ExportColumn;
  readonly cells: readonly Cell[];
}

/** What was done, for the text that goes with the data: a key of the texts, and what it names. */
export interface Deed {
  readonly did: 'code' | 'removed' | 'banded' | 'merged' | 'dropped' | 'status';
  readonly column: string;
  readonly groups: string;
  readonly limit: number;
}

/** A column made coarser, or taken away; with what there is to tell of it. */
export interface Coarser {
  readonly column: FullColumn | null;
  readonly deed: Deed | null;
}

export const kept = (column: FullColumn): Coarser => ({ column, deed: null });

export function dropped({ column: { name } }: FullColumn, limit: number): Coarser {
  return { column: null, deed: { did: 'dropped', column: name, groups: '', limit } };
}
