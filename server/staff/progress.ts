/** How far every participant of a study has come, from both stores, joined by code. */

import { waveDates, waveState } from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';
import { today } from '../clock.ts';
import { linkCounts } from '../db/links.ts';
import type { Participant } from '../db/participants.ts';
import { outboxStates } from '../db/people.ts';
import { responseStates } from '../db/responses.ts';
import type { Services } from '../services.ts';
import { type WaveStatus, waveStatus } from './wave-status.ts';

/** The waves of one participant, in order. */
export type Progress = (participant: Participant) => readonly WaveStatus[];

/** `codes`: those it is asked for, when that is not everybody; the rest of the study is not read then. */
export async function progressOf(
  services: Services,
  study: Study,
  codes?: readonly string[],
): Promise<Progress> {
  const { registry, study: db } = services.db;
  const responses = byOccasion(await responseStates(db, study.study, codes));
  const links = byOccasion(await linkCounts(db, study.study, codes));
  const invitations = byOccasion(
    (await outboxStates(registry, study.study, codes)).filter(({ kind }) => kind === 'invitation'),
  );
  const day = today(services.clock, study.time_zone);

  return (participant) =>
    waveDates(study, roleOf(study, participant.role), participant.inclusion_date).map((dates) => {
      const occasion = occasionKey({ code: participant.code, wave: dates.wave });
      const answers = responses.get(occasion) ?? [];
      const submitted = answers.find(({ submitted_at }) => submitted_at !== null);
      const { made, revoked } = links.get(occasion)?.[0] ?? { made: 0, revoked: 0 };
      const current = invitations.get(occasion)?.find(({ ordinal }) => ordinal > revoked);
      return waveStatus({
        dates,
        state: waveState(dates, day),
        standing: participant.state,
        chosen: participant.channel,
        submitted: submitted?.submitted_at
          ? { at: submitted.submitted_at, channel: submitted.channel }
          : null,
        startedAt: answers[0]?.started_at ?? null,
        invitation: current
          ? { status: current.status, sentAt: current.sent_at, failure: current.failure }
          : null,
        openLinks: made - revoked,
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
