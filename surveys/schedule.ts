/** When each wave of a participant is due: pure calendar arithmetic, never a planned list. */

import type { Study, StudyRole } from './study.ts';

/** The dates of one wave for one participant, all ISO. */
export interface WaveDates {
  /** 1 for the first wave. */
  readonly wave: number;
  readonly target: string;
  readonly opens: string;
  /** From this day on an answer is late. */
  readonly late: string;
  /** The last day on which an answer is taken. */
  readonly closes: string;
  readonly reminders: readonly string[];
}

export type WaveState = 'not-yet-due' | 'open' | 'late' | 'closed';

/**
 * The dates of every wave. Months are counted from the anchor every time and clamped to the
 * length of the month: 30 November + 3 months is 28 February, and + 12 months 30 November again.
 */
export function waveDates(study: Study, role: StudyRole, inclusionDate: string): WaveDates[] {
  return study.waves.flatMap(
    (_, index) => datesOfWave(study, role, inclusionDate, index + 1) ?? [],
  );
}

/** Those of one wave; null for a wave that the study does not have. */
export function datesOfWave(
  study: Study,
  role: StudyRole,
  inclusionDate: string,
  wave: number,
): WaveDates | null {
  const planned = study.waves[wave - 1];
  if (!planned) return null;
  const target = targetDate(role, inclusionDate, wave - 1, planned.months);
  const window = planned.window ?? study.window;
  const day = (days: number) => target.add({ days }).toString();
  return {
    wave,
    target: target.toString(),
    opens: day(window.opens),
    late: day(window.late),
    closes: day(window.closes),
    reminders: window.reminders.map(day),
  };
}

export function waveState(dates: WaveDates, today: string): WaveState {
  if (today < dates.opens) return 'not-yet-due';
  if (today > dates.closes) return 'closed';
  return today < dates.late ? 'open' : 'late';
}

/** True while an answer is taken. */
export function isOpen(state: WaveState): boolean {
  return state === 'open' || state === 'late';
}

/** For a role that is anchored at calendar dates the inclusion date is not looked at. */
export function targetDate(
  { anchor }: StudyRole,
  inclusionDate: string,
  index: number,
  months: number,
): Temporal.PlainDate {
  if (anchor === 'inclusion') return Temporal.PlainDate.from(inclusionDate).add({ months });
  if ('date' in anchor) return Temporal.PlainDate.from(anchor.date).add({ months });
  const date = anchor.dates[index];
  if (!date) throw new RangeError(`there is no date for wave ${index + 1}`);
  return Temporal.PlainDate.from(date);
}
