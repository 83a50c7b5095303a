/** Participants' records as reading gives them, made by hand for what is computed from them. */

import type { ParticipantRecord, WaveRecord } from '../../server/analysis/records.ts';
import type { WaveStatus } from '../../server/analysis/wave-status.ts';
import type { ResponseState } from '../../server/db/exports.ts';

export interface WaveMade {
  readonly status: WaveStatus;
  /** True unless told, but for a wave that is not due yet. */
  readonly due?: boolean;
  readonly opens?: string;
  readonly channel?: 'web' | 'paper';
  /** The day on the form. */
  readonly writtenOn?: string;
}

export function record(arm: string | null, waves: readonly WaveMade[]): ParticipantRecord {
  return {
    participant: {
      ...{ code: 'AAAAAAA', arm, site: null, team: null, inclusionDate: '2018-03-01' },
      ...{ state: 'enrolled', stateOn: null },
    },
    waves: waves.map((made, index) => waveRecord(index + 1, made)),
  };
}

function waveRecord(wave: number, made: WaveMade): WaveRecord {
  const { status, due = status !== 'not-yet-due', opens = '2018-03-01' } = made;
  return {
    ...{ wave, status, due, scores: [] },
    dates: { wave, target: opens, opens, late: opens, closes: opens, reminders: [] },
    response: status === 'submitted' ? response(wave, made) : null,
  };
}

function response(wave: number, { channel = 'web', writtenOn }: WaveMade): ResponseState {
  return {
    ...{ id: `response-${wave}`, code: 'AAAAAAA', wave, channel, instrument: 'job-mastery' },
    ...{
      version: 1,
      startedAt: '2018-03-01T08:00:00.000Z',
      submittedAt: '2018-03-20T09:00:00.000Z',
      writtenOn: writtenOn ?? null,
    },
    ...{ receivedOn: null, keyedAt: null, keyer: null, secondKeyer: null, chosenAt: null },
  };
}
