/** Submitting what was answered on the web. */

import type { Sheet } from '../../surveys/answer.ts';
import { isShut, lockParticipant } from '../db/participants.ts';
import { lockResponse, submittedResponse } from '../db/responses.ts';
import { visitById } from '../db/visits.ts';
import type { Services } from '../services.ts';
import { submitSheet } from './submission.ts';
import type { Answering } from './visit.ts';

/** Repeatable: a response that is submitted already, here or on paper, stays as it is. */
export async function submitAnswers(
  services: Services,
  answering: Answering,
): Promise<'submitted' | 'closed-meanwhile'> {
  const { participation, instrument } = answering;
  const { participant, wave } = participation;
  return services.db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, participant.code);
    if (await submittedResponse(trx, participant.code, wave)) return 'submitted';
    const visit = await visitById(trx, answering.visit.id);
    if (visit?.ended_at !== null || (await isShut(trx, participant.code)))
      return 'closed-meanwhile';
    const response = await lockResponse(trx, answering.response.id);
    await submitSheet(services, trx, {
      participation,
      instrument,
      response,
      saved: JSON.parse(response.sheet) as Sheet,
      policy: 'web',
      actor: 'participant',
    });
    return 'submitted';
  });
}
