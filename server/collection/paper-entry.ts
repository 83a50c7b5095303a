/** Keying a paper form: the same parser as the web, with the policy that keeps what stands on paper. */

import type { Problem } from '../../surveys/answer-type.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { timestamp } from '../clock.ts';
import { isShut, lockParticipant } from '../db/participants.ts';
import { insertSavedPage, isNonceUsed, submittedResponse } from '../db/responses.ts';
import type { Services } from '../services.ts';
import { openResponse } from './open-response.ts';
import { instrumentOf, type Participation } from './participation.ts';
import { submitSheet } from './submission.ts';

export interface PaperEntry {
  readonly participation: Participation;
  readonly fields: Fields;
  /** The date written on the form, when it has one. */
  readonly writtenOn: string | null;
  readonly receivedOn: string;
  /** The keyer's account. */
  readonly keyedBy: string;
  readonly nonce: string;
}

export type KeyOutcome =
  | {
      readonly outcome:
        | 'keyed'
        | 'repeated'
        | 'already-submitted'
        | 'withdrawn'
        | 'not-yet-due'
        | 'not-this-form';
    }
  | { readonly outcome: 'refused'; readonly problems: Readonly<Record<string, Problem>> };

/** A form that comes after its wave closed is taken: it was written when it was written. */
export async function keyPaperForm(services: Services, entry: PaperEntry): Promise<KeyOutcome> {
  const { participation, nonce } = entry;
  const { participant, role, wave, state } = participation;
  if (state === 'not-yet-due') return { outcome: 'not-yet-due' };
  const instrument = instrumentOf(services, role);
  const { answers, problems, unknownFields } = parseForm(entry.fields, items(instrument), 'paper');
  if (unknownFields.length > 0) return { outcome: 'not-this-form' };
  if (Object.keys(problems).length > 0) return { outcome: 'refused', problems };

  return services.db.study.transaction().execute(async (trx): Promise<KeyOutcome> => {
    await lockParticipant(trx, participant.code);
    if (await isNonceUsed(trx, nonce)) return { outcome: 'repeated' };
    if (await isShut(trx, participant.code)) return { outcome: 'withdrawn' };
    if (await submittedResponse(trx, participant.code, wave))
      return { outcome: 'already-submitted' };
    const at = timestamp(services.clock);
    const response = await openResponse(services, trx, participation, {
      written_on: entry.writtenOn,
      received_on: entry.receivedOn,
      keyed_by: entry.keyedBy,
    });
    await insertSavedPage(trx, {
      nonce,
      response_id: response.id,
      page: 'paper-form',
      revision: 1,
      visit_id: null,
      saved_at: at,
    });
    await submitSheet(services, trx, {
      participation,
      instrument,
      response,
      saved: answers,
      policy: 'paper',
      actor: entry.keyedBy,
    });
    return { outcome: 'keyed' };
  });
}
