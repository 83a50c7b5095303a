/** What groups answered to one question at one wave, and how its cells are named. */

import type { MissingReason } from '../../../surveys/missing.ts';
import type { Belonging } from '../plan/data.ts';
import type { Group } from '../plan/tables.ts';

/** The groups that are shown, everybody, and what is left of everybody (`rest`) by each grouping. */
export interface AnswerColumn {
  readonly by: Belonging | null;
  readonly group: Group | 'rest';
  readonly answered: number;
  /** By option; none where the variable is a number. */
  readonly counts: readonly number[];
  /** Why those who sent the form did not answer this; only reasons that somebody had. */
  readonly reasons: readonly { readonly reason: MissingReason; readonly count: number }[];
  /** Which of the numbers stand in a table. */
  readonly prints: { readonly all: boolean; readonly reasons: boolean };
  /** From how many respondents on it is shown. */
  readonly least: number;
}

export interface Answers {
  readonly columns: readonly AnswerColumn[];
  /** More than one option may be chosen. */
  readonly several: boolean;
  /** Options that leave no room for another, by their place. */
  readonly exclusive: readonly number[];
  /** For options and reasons. */
  readonly limit: number;
}

type Place = Pick<AnswerColumn, 'by' | 'group'>;

export const idIn = ({ by, group }: Place, what: string) => `${by} ${group} ${what}`;
export const answeredId = (column: Place) => idIn(column, 'answered');
export const optionId = (column: Place, at: number) => idIn(column, `option ${at}`);
export const reasonId = (column: Place, reason: MissingReason) => idIn(column, reason);

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
