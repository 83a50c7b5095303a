/** The answer sheets behind a page of records. */

import type { Sheet } from '../../surveys/answer.ts';
import { sheetsOf } from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';
import type { ParticipantRecord } from './records.ts';

/** The answer sheets of a page of participants, by response. */
export type Sheets = ReadonlyMap<string, Sheet>;

/** The submitted sheets of a page of participants. */
export async function sheetsOfPage(
  view: ResearchView,
  page: readonly ParticipantRecord[],
): Promise<Sheets> {
  const rows = await sheetsOf(
    view,
    page.map(({ participant }) => participant.code),
  );
  return new Map(rows.map(({ id, sheet }) => [id, JSON.parse(sheet) as Sheet]));
}
