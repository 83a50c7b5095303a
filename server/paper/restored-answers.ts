/** Answers that had stepped back for a paper form count again, with their scores. */

import type { Sheet } from '../../surveys/answer.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import type { StudyTransaction } from '../db/events.ts';
import { restoreReplaced } from '../db/paper-forms.ts';
import { replaceScores, responseById } from '../db/responses.ts';
import type { Services } from '../services.ts';

/** The form itself must count no more. */
export async function restoreAnswers(
  services: Services,
  trx: StudyTransaction,
  formId: string,
): Promise<void> {
  for (const id of await restoreReplaced(trx, formId)) {
    const response = await responseById(trx, id);
    if (!response) continue;
    const { instrument, instrument_version, sheet } = response;
    const pinned = pinnedInstrument(services, instrument, instrument_version);
    await replaceScores(trx, id, scoreSheet(pinned, JSON.parse(sheet) as Sheet));
  }
}
