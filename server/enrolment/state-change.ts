/** Putting a participant into another state: one row that every link and every send looks at. */

import { randomUUID } from 'node:crypto';
import { nextStates, type ParticipantState } from '../../surveys/participant-state.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import {
  insertChange,
  lockParticipant,
  participantByCode,
  updateParticipant,
} from '../db/participants.ts';
import type { Services } from '../services.ts';

export interface StateChange {
  readonly code: string;
  readonly state: ParticipantState;
  /** The calendar date from which it is so. */
  readonly fromOn: string;
  readonly actor: string;
}

/** Repeatable: somebody who is in the state already stays in it as they are. A final state has no way out. */
export async function changeState(
  { db, clock }: Services,
  { code, state, fromOn, actor }: StateChange,
): Promise<'changed' | 'unchanged' | 'final'> {
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const participant = await participantByCode(trx, code);
    if (!participant || participant.state === state) return 'unchanged';
    if (!nextStates(participant.state).includes(state)) return 'final';
    await insertChange(trx, {
      id: randomUUID(),
      code,
      kind: 'state',
      previous: participant.state,
      value: state,
      from_on: fromOn,
      recorded_at: timestamp(clock),
      recorded_by: actor,
    });
    await updateParticipant(trx, code, { state, state_on: fromOn });
    await appendEvent(trx, clock, {
      actor,
      action: 'state changed',
      code,
      detail: { from: participant.state, to: state, on: fromOn },
    });
    return 'changed';
  });
}
