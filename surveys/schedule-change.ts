/** What becomes of every wave when an inclusion date is corrected: told before it is done. */

import { isOpen, type WaveDates, type WaveState, waveDates, waveState } from './schedule.ts';
import type { Study, StudyRole } from './study.ts';

export type WaveEffect =
  /** What was answered stays, whatever the dates say. */
  | 'answered'
  /** The same days as before. */
  | 'same'
  /** Other days, and as open or shut as it was. */
  | 'moved'
  | 'opens'
  /** Not due any more, or not yet again. */
  | 'waits'
  /** The last day is over. */
  | 'closes';

export interface WaveChange {
  readonly wave: number;
  readonly before: WaveDates;
  readonly after: WaveDates;
  readonly effect: WaveEffect;
}

/** `answered`: the waves that were submitted. Calendar anchors do not move with anybody's inclusion. */
export function scheduleChange(
  study: Study,
  role: StudyRole,
  dates: { readonly from: string; readonly to: string; readonly today: string },
  answered: ReadonlySet<number>,
): WaveChange[] {
  const after = waveDates(study, role, dates.to);
  return waveDates(study, role, dates.from).flatMap((before, index) => {
    const moved = after[index];
    if (!moved) return [];
    const states = [waveState(before, dates.today), waveState(moved, dates.today)] as const;
    const effect = answered.has(before.wave)
      ? 'answered'
      : before.target === moved.target
        ? 'same'
        : effectOf(...states);
    return [{ wave: before.wave, before, after: moved, effect }];
  });
}

function effectOf(before: WaveState, after: WaveState): WaveEffect {
  if (isOpen(before) === isOpen(after) && (isOpen(after) || before === after)) return 'moved';
  if (isOpen(after)) return 'opens';
  return after === 'closed' ? 'closes' : 'waits';
}
