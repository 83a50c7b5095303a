/** The quality of the responses of a role: every check over every response, in one pass. */

import type { StudyRole } from '../../../surveys/study.ts';
import type { ResearchView } from '../../research-view.ts';
import { datingOf } from '../dating.ts';
import { type ParticipantRecord, recordPages } from '../records.ts';
import { judgedSheetsOfPage, type Sheets } from '../sheets.ts';
import type { Checked, Submitted, Tally } from './check.ts';
import { identicalSheets } from './identical-sheets.ts';
import { outOfWindow } from './out-of-window.ts';
import { severalAnswers } from './several-answers.ts';
import { skipped } from './skipped.ts';
import { speed } from './speed.ts';
import { straightLining } from './straight-lining.ts';
import { unclearMarks } from './unclear-marks.ts';
import { wrongBranch } from './wrong-branch.ts';

/** A new check is one file, one line here, and its words. */
const checks = {
  'straight-lining': straightLining,
  speed,
  'wrong-branch': wrongBranch,
  'several-answers': severalAnswers,
  'identical-sheets': identicalSheets,
  'out-of-window': outOfWindow,
  'unclear-marks': unclearMarks,
  skipped,
} as const satisfies Readonly<Record<string, () => Tally>>;

export type CheckName = keyof typeof checks;

export interface CheckResult extends Checked {
  readonly check: CheckName;
}

export interface Quality {
  /** Submitted, at the waves in which quality is looked at: withheld ones too, as no answer is told. */
  readonly responses: number;
  readonly checks: readonly CheckResult[];
}

export async function qualityOf(view: ResearchView, role: StudyRole): Promise<Quality> {
  const tallies = (Object.keys(checks) as CheckName[]).map((check) => ({
    check,
    tally: checks[check](),
  }));
  let responses = 0;
  for await (const page of recordPages(view, role)) {
    for (const submitted of submittedOf(view, page, await judgedSheetsOfPage(view, page))) {
      responses += 1;
      for (const { tally } of tallies) tally.add(submitted);
    }
  }
  return {
    responses,
    checks: tallies.map(({ check, tally }) => ({ check, ...tally.result() })),
  };
}

function submittedOf(
  view: ResearchView,
  page: readonly ParticipantRecord[],
  sheets: Sheets,
): Submitted[] {
  const { time_zone: timeZone } = view.study;
  return page.flatMap(({ waves }) =>
    waves.flatMap(({ response, dates }) => {
      // Of other waves there are no sheets.
      const sheet = response && sheets.get(response.id);
      if (!sheet) return [];
      const instrument = view.instrument(response.instrument, response.version);
      const { day } = datingOf(response, timeZone);
      return [{ response, sheet, instrument, dates, day, timeZone }];
    }),
  );
}
