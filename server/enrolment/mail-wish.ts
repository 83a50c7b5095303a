/** A participant wants no more e-mail: from now on nothing is mailed, and everything else goes on. */

import { isFinal } from '../../surveys/participant-state.ts';
import { today } from '../clock.ts';
import { lockParticipant, participantByCode } from '../db/participants.ts';
import type { Services } from '../services.ts';
import { writeChange } from './participant-change.ts';

/** Repeatable. Whoever has left for good stays as they were: they get nothing anyway. */
export async function stopMail({ db, clock, definitions }: Services, code: string): Promise<void> {
  await db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const participant = await participantByCode(trx, code);
    const study = participant && definitions.study(participant.study);
    if (!study || participant.mail === 'stopped' || isFinal(participant.state)) return;
    const fromOn = today(clock, study.time_zone);
    const change = { kind: 'mail', value: 'stopped', fromOn, actor: 'participant' } as const;
    await writeChange(trx, clock, participant, change);
  });
}
