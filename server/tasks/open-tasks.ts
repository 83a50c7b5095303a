/** Everything that is to be done in a study: what was written down, and the waves that are late. */

import { waveDates } from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';
import { waveReach } from '../../surveys/wave-reach.ts';
import { today } from '../clock.ts';
import type { TaskKind } from '../db/study-tables.ts';
import { lateOccasions, type TaskAddress, writtenTasks } from '../db/tasks.ts';
import type { Services } from '../services.ts';

/** In the order of the filter. */
export const taskKinds = [
  'bounced',
  'returned',
  'phone',
  'unclear-form',
  'late',
] as const satisfies readonly TaskKind[];

export interface OpenTask extends TaskAddress {
  /** Null for a late wave that nobody has seen to. */
  readonly id: string | null;
  /** The calendar date from which it is to be done. */
  readonly dueOn: string;
}

/** Oldest first; `sites` as the visitor's scope has them. Nobody's name is needed for this. */
export async function openTasks(
  { db, clock }: Services,
  study: Study,
  sites: readonly string[] | null,
): Promise<OpenTask[]> {
  const written = await writtenTasks(db.study, study.study, sites);
  const tasks: OpenTask[] = written.map(({ due_on, ...task }) => ({ ...task, dueOn: due_on }));
  for (const role of study.roles) {
    const people = { study: study.study, role: role.name, sites, arm: null };
    const lateFrom = lateDays(study, role.name);
    for (const reach of waveReach(study, role, today(clock, study.time_zone))) {
      if (reach.late <= reach.closed) continue;
      const { wave } = reach;
      for (const { code, inclusion_date, id, due_on } of await lateOccasions(
        db.study,
        people,
        reach,
      ))
        tasks.push({
          id,
          code,
          kind: 'late',
          wave,
          dueOn: due_on ?? lateFrom(inclusion_date, wave),
        });
    }
  }
  return tasks.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ dueOn, code, kind, wave }: OpenTask) => `${dueOn} ${code} ${kind} ${wave}`;

/** Many were included on the same day: each day's dates are worked out once. */
function lateDays(study: Study, role: string): (inclusionDate: string, wave: number) => string {
  const known = new Map<string, readonly string[]>();
  return (inclusionDate, wave) => {
    const days =
      known.get(inclusionDate) ??
      waveDates(study, roleOf(study, role), inclusionDate).map(({ late }) => late);
    known.set(inclusionDate, days);
    return days[wave - 1] ?? '';
  };
}
