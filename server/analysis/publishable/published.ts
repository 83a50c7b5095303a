/** What a published table is: every figure a number, or withheld. */

import type { MissingReason } from '../../../surveys/missing.ts';
import type { Group, PlannedTable, TotalCell } from '../plan/tables.ts';
import type { Variable } from '../plan/variables.ts';
import type { FiguresRow, Standing } from './figures.ts';

export const withheld = 'withheld';

export type Figure = number | typeof withheld;

export interface PublishedCell {
  readonly group: Group;
  readonly wave: number;
  readonly n: Figure;
  /** By option; none where the row is of a mean. */
  readonly counts: readonly Figure[];
  /** Null where nobody has a number, and in rows of counts. */
  readonly mean: Figure | null;
  readonly sd: Figure | null;
  /** Of those who sent the form. Null where no reasons are given at all. */
  readonly leftOut: readonly { readonly reason: MissingReason; readonly count: Figure }[] | null;
}

export interface PublishedRow {
  readonly variable: Variable;
  readonly options: Extract<FiguresRow, { kind: 'counts' }>['options'];
  readonly kind: FiguresRow['kind'];
  readonly several: boolean;
  readonly cells: readonly PublishedCell[];
}

export interface PublishedTable {
  readonly table: PlannedTable;
  readonly rows: readonly PublishedRow[];
  readonly totals: readonly (Omit<TotalCell, 'sum'> & { readonly sum: Figure | null })[];
}

export interface PublishedResponse {
  readonly group: Group;
  readonly wave: number;
  readonly members: Figure;
  readonly counts: Readonly<Record<Standing, Figure>>;
}

export interface PublishedRole {
  readonly role: string;
  readonly tables: readonly PublishedTable[];
  readonly responses: readonly PublishedResponse[];
}

export function figure(value: number, isWithheld: boolean): Figure {
  return isWithheld ? withheld : value;
}
