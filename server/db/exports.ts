/** What researchers' pages and downloads read. Every query asks for the view that only the gate makes. */

import type { ParticipantState } from '../../surveys/participant-state.ts';
import type { ResearchView } from '../research-view.ts';

/** A participant as researchers know them; the arm as it may be shown. */
export interface Enrolled {
  readonly code: string;
  readonly arm: string | null;
  readonly site: string | null;
  readonly team: string | null;
  readonly inclusionDate: string;
  readonly state: ParticipantState;
  /** The day the state began; null while it is the first one. */
  readonly stateOn: string | null;
}

/** How far a response has come, and what it was given with; not what was answered. */
export interface ResponseState {
  readonly id: string;
  readonly code: string;
  readonly wave: number;
  readonly channel: 'web' | 'paper';
  readonly instrument: string;
  readonly version: number;
  readonly submittedAt: string | null;
  readonly writtenOn: string | null;
  readonly receivedOn: string | null;
  readonly keyedAt: string | null;
  /** Keyers by their numbers: which account that is stands in no file. */
  readonly keyer: number | null;
  readonly secondKeyer: number | null;
}

/** Not included, or in the data under another code. */
const neverInData: ParticipantState[] = ['declined', 'merged'];

/** The next participants of a role in the order of their codes; the first ones after an empty code. */
export async function enrolledAfter(
  view: ResearchView,
  role: string,
  after: string,
  limit: number,
): Promise<Enrolled[]> {
  const rows = await view.reader
    .selectFrom('participant')
    .select([
      'participant.code',
      'participant.arm',
      'participant.site',
      'participant.team',
      'participant.inclusion_date as inclusionDate',
      'participant.state',
      'participant.state_on as stateOn',
    ])
    .where('participant.study', '=', view.study.study)
    .where('participant.role', '=', role)
    .where('participant.state', 'not in', neverInData)
    .where('participant.code', '>', after)
    .$if(view.sites !== null, (query) => query.where('current_site', 'in', view.sites ?? []))
    .orderBy('participant.code')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, arm: view.arm(row.arm) }));
}

export async function responseStatesOf(
  view: ResearchView,
  codes: readonly string[],
): Promise<ResponseState[]> {
  return view.reader
    .selectFrom('response')
    .leftJoin('keyer', 'keyer.account_id', 'response.keyed_by')
    .leftJoin('keyer as second', 'second.account_id', 'response.keyed_again_by')
    .select([
      'id',
      'code',
      'wave',
      'channel',
      'instrument',
      'instrument_version as version',
      'submitted_at as submittedAt',
      'written_on as writtenOn',
      'received_on as receivedOn',
      'keyed_at as keyedAt',
      'keyer.number as keyer',
      'second.number as secondKeyer',
    ])
    .where('code', 'in', codes)
    .execute();
}

/** The submitted answer sheets of the waves that may be shown, as JSON. */
export async function sheetsOf(view: ResearchView, codes: readonly string[]) {
  if (view.waves.length === 0) return [];
  return view.reader
    .selectFrom('response')
    .select(['id', 'sheet'])
    .where('code', 'in', codes)
    .where('wave', 'in', view.waves)
    .where('submitted_at', 'is not', null)
    .execute();
}

/** The scores of the waves that may be shown. */
export async function scoresOf(view: ResearchView, codes: readonly string[]) {
  if (view.waves.length === 0) return [];
  return view.reader
    .selectFrom('score')
    .innerJoin('response', 'response.id', 'score.response_id')
    .select(['response.id', 'score.scale', 'score.rule', 'score.value', 'score.missing'])
    .select(['score.answered', 'score.of_items as of'])
    .where('response.code', 'in', codes)
    .where('response.wave', 'in', view.waves)
    .where('response.submitted_at', 'is not', null)
    .execute();
}

/** The instruments, by version, that a role's submitted responses were given with. */
export async function answeredInstruments(view: ResearchView, role: string) {
  return view.reader
    .selectFrom('response')
    .innerJoin('participant', 'participant.code', 'response.code')
    .select(['response.instrument', 'response.instrument_version as version'])
    .distinct()
    .where('participant.study', '=', view.study.study)
    .where('participant.role', '=', role)
    .where('participant.state', 'not in', neverInData)
    .where('response.submitted_at', 'is not', null)
    .execute();
}
