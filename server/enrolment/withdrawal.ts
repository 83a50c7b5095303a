/** Withdrawing: from now on no link opens and nothing is sent. */

import { today } from '../clock.ts';
import { participantByCode } from '../db/participants.ts';
import type { Services } from '../services.ts';
import { changeState } from './state-change.ts';
import { followUpWithdrawal } from './withdrawal-follow-up.ts';

/** Repeatable: the first withdrawal stands. */
export async function withdrawParticipant(
  services: Services,
  code: string,
  actor: string,
): Promise<void> {
  const participant = await participantByCode(services.db.study, code);
  const study = participant && services.definitions.study(participant.study);
  if (!study) return;
  const fromOn = today(services.clock, study.time_zone);
  await changeState(services, { code, state: 'withdrawn', fromOn, actor });
  await followUpWithdrawal(services, code);
}
