/** What happens on which day of a study: for how many people a wave opens, is late from that day, or closes. */

import { datesOfWave } from './schedule.ts';
import type { Study, StudyRole } from './study.ts';

/** In the order in which they happen. */
export const dayEvents = ['opens', 'late', 'closes'] as const;
export type DayEvent = (typeof dayEvents)[number];

/** People who were included on the same day and have not answered a wave. */
export interface Unanswered {
  readonly wave: number;
  readonly inclusionDate: string;
  readonly people: number;
  /** Of these, how many answer on paper. */
  readonly onPaper: number;
}

export interface StudyDay extends Omit<Unanswered, 'inclusionDate'> {
  /** ISO; of `closes` the last day on which an answer is taken. */
  readonly day: string;
  readonly role: string;
  readonly what: DayEvent;
}

/** The days from `from` to `until`, both of them too, in order. */
export function studyDays(
  study: Study,
  role: StudyRole,
  unanswered: readonly Unanswered[],
  { from, until }: { readonly from: string; readonly until: string },
): StudyDay[] {
  const days = unanswered.flatMap(({ wave, inclusionDate, people, onPaper }) => {
    const dates = datesOfWave(study, role, inclusionDate, wave);
    if (!dates) return [];
    return dayEvents
      .map((what) => ({ day: dates[what], role: role.name, wave, what, people, onPaper }))
      .filter(({ day }) => from <= day && day <= until);
  });
  return [...Map.groupBy(days, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, together]) => summed(together));
}

/** The day first and then what happens, so that its order is that of the days. */
function keyOf({ day, what, wave }: StudyDay): string {
  return `${day} ${dayEvents.indexOf(what)} ${String(wave).padStart(3, '0')}`;
}

function summed([first, ...rest]: readonly StudyDay[]): StudyDay[] {
  if (!first) return [];
  const sum = (of: 'people' | 'onPaper') => rest.reduce((all, day) => all + day[of], first[of]);
  return [{ ...first, people: sum('people'), onPaper: sum('onPaper') }];
}
