/** The answer sheets behind a page of records. */

import type { Sheet } from '../../surveys/answer.ts';
import { judgedSheetsOf, sheetsOf } from '../db/exports.ts';
import type { StoredSheet } from '../db/research-records.ts';
import type { ResearchView } from '../research-view.ts';
import type { ParticipantRecord } from './records.ts';

/** The answer sheets of a page of participants, by response. */
export type Sheets = ReadonlyMap<string, Sheet>;

/** The submitted sheets of a page of participants. */
export async function sheetsOfPage(
  view: ResearchView,
  page: readonly ParticipantRecord[],
): Promise<Sheets> {
  return asSheets(await sheetsOf(view, codesIn(page)));
}

/** Those of withheld waves too: for reliability and quality. */
export async function judgedSheetsOfPage(
  view: ResearchView,
  page: readonly ParticipantRecord[],
): Promise<Sheets> {
  return asSheets(await judgedSheetsOf(view, codesIn(page)));
}

const codesIn = (page: readonly ParticipantRecord[]) =>
  page.map(({ participant }) => participant.code);

function asSheets(rows: readonly StoredSheet[]): Sheets {
  return new Map(rows.map(({ id, sheet }) => [id, JSON.parse(sheet) as Sheet]));
}
