/** The research data as participants and their waves, read page by page so that nobody is held up. */

import { setImmediate as breath } from 'node:timers/promises';
import type { MissingReason } from '../../surveys/missing.ts';
import { type WaveDates, waveDates } from '../../surveys/schedule.ts';
import type { Score } from '../../surveys/score.ts';
import type { StudyRole } from '../../surveys/study.ts';
import {
  type Enrolled,
  enrolledAfter,
  type ResponseState,
  responseStatesOf,
  scoresOf,
} from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';
import { type Leaving, type WaveStatus, wasDue, waveStatus } from './wave-status.ts';

/** One participant at one wave. */
export interface WaveRecord {
  /** 1 for the first wave. */
  readonly wave: number;
  readonly dates: WaveDates;
  readonly status: WaveStatus;
  /** The wave opened while they took part. */
  readonly due: boolean;
  /** The submitted response, of a wave whose answers may be shown or not. */
  readonly response: ResponseState | null;
  /** Its scores; none where the wave is withheld. */
  readonly scores: readonly Score[];
}

export interface ParticipantRecord {
  readonly participant: Enrolled;
  /** Every wave of the study, in order. */
  readonly waves: readonly WaveRecord[];
}

/** Some hundred rows of waves: what is read or written at one go takes some tens of milliseconds. */
const pageSize = 50;

/** All participants of a role in the order of their codes. Other requests are served between pages. */
export async function* recordPages(
  view: ResearchView,
  role: StudyRole,
): AsyncGenerator<readonly ParticipantRecord[]> {
  const datesFrom = remembered((inclusionDate) => waveDates(view.study, role, inclusionDate));
  let last = '';
  for (;;) {
    const page = await enrolledAfter(view, role.name, last, pageSize);
    if (page.length === 0) return;
    const records = await recordsOf(view, datesFrom, page);
    await breath();
    yield records;
    await breath();
    last = page.at(-1)?.code ?? '';
  }
}

/** One participant, of whichever role; null for a code that the view does not have. */
export async function recordUnder(
  view: ResearchView,
  code: string,
): Promise<{ readonly role: StudyRole; readonly record: ParticipantRecord } | null> {
  // Before the code itself and after every other one: its last character follows from those before.
  const before = code.slice(0, -1);
  for (const role of view.study.roles) {
    const [next] = await enrolledAfter(view, role.name, before, 1);
    if (next?.code !== code) continue;
    const datesFrom = (inclusionDate: string) => waveDates(view.study, role, inclusionDate);
    const [record] = await recordsOf(view, datesFrom, [next]);
    return record ? { role, record } : null;
  }
  return null;
}

async function recordsOf(
  view: ResearchView,
  datesFrom: (inclusionDate: string) => readonly WaveDates[],
  page: readonly Enrolled[],
): Promise<ParticipantRecord[]> {
  const codes = page.map(({ code }) => code);
  // Responses before scores: a response that is there has its scores, as both come in one transaction.
  const responses = Map.groupBy(await responseStatesOf(view, codes), ({ code }) => code);
  const scores = Map.groupBy(await scoresOf(view, codes), ({ id }) => id);
  return page.map((participant) => {
    const own = responses.get(participant.code) ?? [];
    const dates = datesFrom(participant.inclusionDate);
    return {
      participant,
      waves: dates.map((wave) => {
        const stand = standAt(view, participant, wave, own);
        const found = stand.response ? (scores.get(stand.response.id) ?? []) : [];
        return { ...stand, scores: found.map(asScore) };
      }),
    };
  });
}

/** Two years of recruitment have seven hundred days, and many more participants. */
function remembered<Result>(work: (day: string) => Result): (day: string) => Result {
  const known = new Map<string, Result>();
  return (day) => {
    const result = known.get(day) ?? work(day);
    known.set(day, result);
    return result;
  };
}

function standAt(
  view: ResearchView,
  participant: Enrolled,
  dates: WaveDates,
  responses: readonly ResponseState[],
): Omit<WaveRecord, 'scores'> {
  const here = responses.filter(({ wave }) => wave === dates.wave);
  const response = here.find(({ submittedAt }) => submittedAt !== null) ?? null;
  const left = leavingOf(participant);
  const stand = { submitted: response !== null, started: here.length > 0, left };
  return {
    wave: dates.wave,
    dates,
    status: waveStatus(dates, view.today, stand),
    due: response !== null || wasDue(dates, view.today, left),
    response,
  };
}

/** Who is paused or cannot be reached is still in the study. */
function leavingOf({ state, stateOn, inclusionDate }: Enrolled): Leaving {
  return state === 'withdrawn' || state === 'dead' || state === 'ineligible'
    ? { as: state, on: stateOn ?? inclusionDate }
    : null;
}

type StoredScore = Awaited<ReturnType<typeof scoresOf>>[number];

function asScore({ scale, rule, value, missing, answered, of }: StoredScore): Score {
  return { scale, rule, value, missing: missing as MissingReason | null, answered, of };
}
