/** Erases what somebody who has withdrawn ever answered, and who they are, where their study promises that. */

import { timestamp } from '../clock.ts';
import { openCorrections } from '../db/code-corrections.ts';
import { deleteAnswers } from '../db/erasure.ts';
import { appendEvent } from '../db/events.ts';
import { codesOf, participantByCode } from '../db/participants.ts';
import { deleteTraces, emptyJournal } from '../db/retention.ts';
import { finishWithdrawal } from '../db/withdrawals.ts';
import type { Services } from '../services.ts';
import { deleteIdentity, followUpWithdrawal } from './withdrawal-follow-up.ts';

/** `undecided-form`: a form under the code may be somebody else's, and would be lost to them. */
export type ErasureOutcome =
  | 'erased'
  | 'no-such-code'
  | 'not-withdrawn'
  | 'study-keeps'
  | 'undecided-form';

/** Repeatable: what was cut off is completed. The code stays, as somebody who withdrew. */
export async function eraseAnswers(
  services: Services,
  code: string,
  actor: string,
): Promise<ErasureOutcome> {
  const { db, clock, definitions } = services;
  const participant = await participantByCode(db.study, code);
  if (!participant) return 'no-such-code';
  if (participant.state !== 'withdrawn') return 'not-withdrawn';
  if (definitions.study(participant.study)?.withdrawal !== 'erase') return 'study-keeps';
  const codes = await codesOf(db.study, code);
  const corrections = await openCorrections(db.study, codes);
  if (corrections.some(({ from_code }) => codes.includes(from_code))) return 'undecided-form';
  await followUpWithdrawal(services, code);
  await db.study.transaction().execute(async (trx) => {
    await deleteAnswers(trx, codes);
    await deleteTraces(trx, { codes });
    const finished = { code, meaning: 'erase', finished_at: timestamp(clock) } as const;
    if (await finishWithdrawal(trx, finished))
      await appendEvent(trx, clock, { actor, action: 'answers erased', code });
  });
  await emptyJournal(db.study);
  await deleteIdentity(services, codes);
  return 'erased';
}
