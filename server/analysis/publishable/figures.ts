/** What is known of a role before anything is withheld: its tables with everybody beside the groups, and who stands where. */

import type { Scale } from '../../../surveys/instrument.ts';
import type { MissingReason } from '../../../surveys/missing.ts';
import type { Belonging } from '../plan/data.ts';
import type { Group, PlannedTable, TableRow } from '../plan/tables.ts';

/** How far a wave has come with somebody, in the words of the table of response. */
export const standings = ['notYetDue', 'open', 'submitted', 'missed', 'left'] as const;

export type Standing = (typeof standings)[number];

/** The participants of a group, everybody (null), or those who belong to no group (`nowhere`). */
export interface Standings {
  readonly group: Group;
  readonly wave: number;
  readonly counts: Readonly<Record<Standing, number>>;
}

/** No group of a study can be called this. */
export const nowhere = '';

export interface FiguresTable {
  readonly table: PlannedTable;
  readonly groups: readonly string[];
  readonly waves: readonly number[];
  /** Each with cells of everybody first, also where the table does not show them. */
  readonly rows: readonly FiguresRow[];
  readonly total: Scale | null;
}

export type FiguresRow = TableRow & {
  /** The items that the variable is made of. */
  readonly items: readonly string[];
  /** Options that leave no room for another, by their place. */
  readonly exclusive: readonly number[];
};

export interface RoleFigures {
  readonly role: string;
  readonly tables: readonly FiguresTable[];
  /** By what participants belong to, with everybody first and `nowhere` last; of all waves of the study. */
  readonly standings: Readonly<Record<Belonging, readonly Standings[]>>;
}

/** The reasons that are of the whole wave: they stand in the table of response, and nowhere else. */
const ofTheWave: readonly MissingReason[] = ['not-yet-due', 'wave-missed', 'withdrawn'];

export function isOfTheForm({ reason }: { readonly reason: MissingReason }): boolean {
  return !ofTheWave.includes(reason);
}
