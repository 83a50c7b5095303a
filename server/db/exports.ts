/** What researchers' pages and downloads read. Every query asks for the view that only the gate makes. */

import type { ResearchView } from '../research-view.ts';
import type {
  AnsweredInstrument,
  Enrolled,
  ResponseState,
  StoredScore,
  StoredSheet,
} from './research-records.ts';

export type { Enrolled, ResponseState } from './research-records.ts';

/** The next participants of a role in the order of their codes, the arm as it may be shown. */
export async function enrolledAfter(
  view: ResearchView,
  role: string,
  after: string,
  limit: number,
): Promise<Enrolled[]> {
  const rows = await view.records.enrolledAfter(role, after, limit);
  return rows.map((row) => ({ ...row, arm: view.arm(row.arm) }));
}

export async function responseStatesOf(
  view: ResearchView,
  codes: readonly string[],
): Promise<ResponseState[]> {
  return view.records.responsesOf(codes);
}

/** The submitted answer sheets of the waves that may be shown, as JSON. */
export async function sheetsOf(
  view: ResearchView,
  codes: readonly string[],
): Promise<StoredSheet[]> {
  return view.records.sheetsOf(codes, view.waves);
}

/**
 * Those of withheld waves too, for what tells how well people answer and never what: how items of a scale
 * hang together, and forms that look wrong.
 */
export async function judgedSheetsOf(
  view: ResearchView,
  codes: readonly string[],
): Promise<StoredSheet[]> {
  return view.records.sheetsOf(codes, view.judgedWaves);
}

/** The scores of the waves that may be shown. */
export async function scoresOf(
  view: ResearchView,
  codes: readonly string[],
): Promise<StoredScore[]> {
  return view.records.scoresOf(codes, view.waves);
}

/** The instruments, by version, that a role's submitted responses were given with. */
export async function answeredInstruments(
  view: ResearchView,
  role: string,
): Promise<AnsweredInstrument[]> {
  return view.records.instrumentsOf(role);
}
