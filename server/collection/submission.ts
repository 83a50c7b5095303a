/** The one way an answer sheet becomes data: complete, scored and logged in the same transaction. */

import type { Policy, Sheet } from '../../surveys/answer.ts';
import { completeSheet } from '../../surveys/answers.ts';
import type { Instrument } from '../../surveys/instrument.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { timestamp } from '../clock.ts';
import { appendEvent, fingerprint, type StudyTransaction } from '../db/events.ts';
import { type Response, replaceScores, updateSheet } from '../db/responses.ts';
import { endVisits } from '../db/visits.ts';
import type { Services } from '../services.ts';
import type { Participation } from './participation.ts';

/** The response must be locked and the participant's row held; see `lockParticipant`. */
export async function submitSheet(
  services: Services,
  trx: StudyTransaction,
  given: {
    readonly participation: Participation;
    readonly instrument: Instrument;
    readonly response: Response;
    readonly saved: Sheet;
    readonly policy: Policy;
    readonly actor: string;
  },
): Promise<void> {
  const { participation, instrument, response, saved, policy, actor } = given;
  const { participant, wave, occasion } = participation;
  const at = timestamp(services.clock);
  const complete = completeSheet(instrument, saved, occasion, policy);
  const sheet = JSON.stringify(complete);
  const revision = response.revision + 1;
  await updateSheet(trx, response.id, { sheet, revision, submitted_at: at });
  await replaceScores(trx, response.id, scoreSheet(instrument, complete));
  await endVisits(trx, participant.code, wave, at);
  await appendEvent(trx, services.clock, {
    actor,
    action: 'response submitted',
    code: participant.code,
    detail: {
      wave,
      channel: response.channel,
      revision,
      fingerprint: fingerprint(participant.event_key, sheet),
    },
  });
}
