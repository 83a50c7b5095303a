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
  'dead',
  'ineligible',
] as const;

export type WaveStatus = (typeof waveStatuses)[number];

/** How and on which day somebody left the study for good; null for who takes part. */
export type Leaving = {
  readonly as: Extract<WaveStatus, 'withdrawn' | 'dead' | 'ineligible'>;
  readonly on: string;
} | null;

/**
 * What was submitted stays submitted, also after somebody left. `started` is begun on the web and still
 * open. A wave that closed unanswered before that was missed; all later ones tell how they left.
 */
export function waveStatus(
  dates: WaveDates,
  today: string,
  stand: { submitted: boolean; started: boolean; left: Leaving },
): WaveStatus {
  if (stand.submitted) return 'submitted';
  if (stand.left && stand.left.on <= dates.closes) return stand.left.as;
  const state = waveState(dates, today);
  if (state === 'closed') return 'missed';
  return stand.started && state !== 'not-yet-due' ? 'started' : state;
}

/** True when the wave opened while the participant took part: the base of a response rate. */
export function wasDue(dates: WaveDates, today: string, left: Leaving): boolean {
  return dates.opens <= today && (left === null || dates.opens <= left.on);
}

/** Why there are no answers; null where they are submitted. */
export function missingReasonOf(status: WaveStatus): MissingReason | null {
  if (status === 'submitted') return null;
  if (status === 'missed') return 'wave-missed';
  return ['withdrawn', 'dead', 'ineligible'].includes(status) ? 'withdrawn' : 'not-yet-due';
}
