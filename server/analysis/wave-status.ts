/** How one participant stands at one wave, in one word, and which missing reason follows from it. */

import type { MissingReason } from '../../surveys/missing.ts';
import { type WaveDates, waveState } from '../../surveys/schedule.ts';

/** In the order in which a wave goes by. The words stand in the exports: they are a contract. */
export const waveStatuses = [
  'not-yet-due',
  'open',
  'late',
  'started',
  'submitted',
  'missed',
  'withdrawn',
] as const;

export type WaveStatus = (typeof waveStatuses)[number];

/**
 * What was submitted stays submitted, also after a withdrawal. `started` is begun on the web and still
 * open. A wave that closed unanswered before the withdrawal was missed; all later ones are `withdrawn`.
 */
export function waveStatus(
  dates: WaveDates,
  today: string,
  stand: { submitted: boolean; started: boolean; withdrawnOn: string | null },
): WaveStatus {
  if (stand.submitted) return 'submitted';
  if (stand.withdrawnOn !== null && stand.withdrawnOn <= dates.closes) return 'withdrawn';
  const state = waveState(dates, today);
  if (state === 'closed') return 'missed';
  return stand.started && state !== 'not-yet-due' ? 'started' : state;
}

/** True when the wave opened while the participant took part: the base of a response rate. */
export function wasDue(dates: WaveDates, today: string, withdrawnOn: string | null): boolean {
  return dates.opens <= today && (withdrawnOn === null || dates.opens <= withdrawnOn);
}

/** Why there are no answers; null where they are submitted. */
export function missingReasonOf(status: WaveStatus): MissingReason | null {
  if (status === 'submitted') return null;
  if (status === 'missed') return 'wave-missed';
  return status === 'withdrawn' ? 'withdrawn' : 'not-yet-due';
}
