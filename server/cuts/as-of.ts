/** Who is in a data cut, and what the study held of them at the end of its day. */

import { waveDates } from '../../surveys/schedule.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { dayOf } from '../day.ts';
import type { CutRecord, CutResponse } from '../db/cut-records.ts';
import type { CutRule } from '../db/data-cuts.ts';
import type { Enrolled } from '../db/research-records.ts';

export function isInCut(
  { on, waves, includedUntil, eligible }: CutRule,
  study: Study,
  role: StudyRole,
  { inclusionDate }: Enrolled,
): boolean {
  if (inclusionDate > includedUntil) return false;
  if (eligible === 'included') return true;
  return waveDates(study, role, inclusionDate)
    .filter(({ wave }) => waves.includes(wave))
    .every(({ closes }) => closes < on);
}

/** What came later is not in it: a response that was sent in after the day was only begun. */
export function asOf(record: CutRecord, on: string, timeZone: string): CutRecord {
  const isBy = (instant: string) => dayOf(instant, timeZone) <= on;
  const { participant, responses } = record;
  return {
    participant:
      (participant.stateOn ?? '') > on
        ? { ...participant, state: 'enrolled', stateOn: null }
        : participant,
    responses: responses
      .filter(({ startedAt }) => isBy(startedAt))
      .map((one) => (one.submittedAt !== null && isBy(one.submittedAt) ? one : begun(one)))
      .map((one) =>
        one.chosenAt !== null && isBy(one.chosenAt) ? one : { ...one, chosenAt: null },
      )
      .sort((a, b) => a.wave - b.wave || (a.id < b.id ? -1 : 1)),
  };
}

function begun(response: CutResponse): CutResponse {
  return {
    ...response,
    ...{ submittedAt: null, writtenOn: null, keyedAt: null, keyer: null, secondKeyer: null },
    ...{ receivedOn: null, sheet: null, scores: [] },
  };
}
