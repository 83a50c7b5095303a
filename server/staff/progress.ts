/** How far some participants of a study have come: nothing is read of anybody else. */

import { waveDates, waveState } from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';
import { today } from '../clock.ts';
import { openLinks } from '../db/links.ts';
import { formsReceived } from '../db/paper-forms.ts';
import type { Participant } from '../db/participants.ts';
import { responseStates } from '../db/responses.ts';
import type { Services } from '../services.ts';
import { type WaveStatus, waveStatus } from './wave-status.ts';

/** The waves of one participant, in order. */
export type Progress = (participant: Participant) => readonly WaveStatus[];

export async function progressOf(
  { db, clock }: Services,
  study: Study,
  codes: readonly string[],
): Promise<Progress> {
  const responses = byOccasion(await responseStates(db.study, codes));
  const forms = byOccasion(await formsReceived(db.study, codes));
  const links = byOccasion(await openLinks(db.study, codes));
  const day = today(clock, study.time_zone);

  return (participant) =>
    waveDates(study, roleOf(study, participant.role), participant.inclusion_date).map((dates) => {
      const occasion = occasionKey({ code: participant.code, wave: dates.wave });
      const answers = responses.get(occasion) ?? [];
      const submitted = answers.find(({ submitted_at }) => submitted_at !== null);
      const open = links.get(occasion) ?? [];
      return waveStatus({
        dates,
        state: waveState(dates, day),
        standing: participant.state,
        chosen: participant.channel,
        submitted: submitted?.submitted_at
          ? { at: submitted.submitted_at, channel: submitted.channel }
          : null,
        receivedAt: forms.get(occasion)?.[0]?.logged_at ?? null,
        startedAt: answers[0]?.started_at ?? null,
        sentAt: open.findLast(({ sent_at }) => sent_at !== null)?.sent_at ?? null,
        failure: open.findLast(({ failure }) => failure !== null)?.failure ?? null,
        openLinks: open.length,
      });
    });
}

interface Occasion {
  readonly code: string;
  readonly wave: number;
}

const occasionKey = ({ code, wave }: Occasion) => `${code} ${wave}`;

function byOccasion<Row extends Occasion>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  return Map.groupBy(rows, occasionKey);
}
