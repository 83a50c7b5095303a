/** Which inclusion dates have come how far into a wave: so a database finds people by date instead of working out everybody's. */

import { targetDate } from './schedule.ts';
import type { Study, StudyRole } from './study.ts';

/**
 * The last inclusion date, ISO, for which a wave has opened, is late and has closed. A wave never
 * comes earlier for who was included later, so everybody up to that day has come as far, and
 * nobody after it.
 */
export interface WaveReach {
  readonly wave: number;
  readonly opened: string;
  readonly late: string;
  readonly closed: string;
}

/** Before and after every date that can be typed. */
const nobody = '';
const everybody = '9999-12-31';

export function waveReach(study: Study, role: StudyRole, today: string): WaveReach[] {
  const day = Temporal.PlainDate.from(today);
  return study.waves.map(({ window = study.window }, index) => {
    const targetBy = (days: number) => lastIncluded(study, role, index, day.subtract({ days }));
    return {
      wave: index + 1,
      opened: targetBy(window.opens),
      late: targetBy(window.late),
      // The closing day itself is still open.
      closed: targetBy(window.closes + 1),
    };
  });
}

/** The last inclusion date whose target for a wave is on `target` or before. */
function lastIncluded(
  study: Study,
  role: StudyRole,
  index: number,
  target: Temporal.PlainDate,
): string {
  const months = study.waves[index]?.months ?? 0;
  if (role.anchor !== 'inclusion') {
    const fixed = targetDate(role, nobody, index, months);
    return Temporal.PlainDate.compare(fixed, target) <= 0 ? everybody : nobody;
  }
  const included = target.subtract({ months });
  // The last days of a longer month all meet on the last day of a shorter one.
  const meets = target.day === target.daysInMonth;
  return (meets ? included.with({ day: included.daysInMonth }) : included).toString();
}
