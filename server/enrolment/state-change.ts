/** Putting a participant into another state: one row that every link and every send looks at. */

import { mayAnswer, nextStates, type ParticipantState } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { lockParticipant, type Participant, participantByCode } from '../db/participants.ts';
import { endVisitsOf } from '../db/visits.ts';
import type { Services } from '../services.ts';
import { basisOf, type ChangeOutcome, writeChange } from './participant-change.ts';

export interface StateChange {
  readonly code: string;
  readonly state: ParticipantState;
  /** The calendar date from which it is so. */
  readonly fromOn: string;
  readonly actor: string;
  /** What the form showed, where somebody decided by it. */
  readonly basis?: string;
}

/**
 * Repeatable: somebody who is in the state already stays in it as they are. A final state has no way out.
 * Where no answer is taken any more, visits under way end with it.
 */
export async function changeState(
  { db, clock }: Services,
  { code, state, fromOn, actor, basis }: StateChange,
): Promise<ChangeOutcome> {
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const participant = await participantByCode(trx, code);
    if (!participant || participant.state === state) return 'unchanged';
    if (!nextStates(participant.state).includes(state)) return 'final';
    if (basis !== undefined && basis !== stateBasis(participant)) return 'stale';
    await writeChange(trx, clock, participant, { kind: 'state', value: state, fromOn, actor });
    if (!mayAnswer(state)) await endVisitsOf(trx, code, timestamp(clock));
    return 'changed';
  });
}

/** What a form that changes the state is based on. */
export function stateBasis(participant: Participant): string {
  return basisOf(participant, ['state']);
}

/**
 * The first day from which somebody can be in another state: that on which the one they are in began.
 * Who takes part does so from their inclusion; a no before it may be as old as the study's first text.
 */
export function earliestState(
  study: Study,
  participant: Participant,
  state: ParticipantState,
): string {
  if (participant.state_on !== null) return participant.state_on;
  const [first] = study.consent_texts;
  return state === 'declined' && first ? first.from : participant.inclusion_date;
}
