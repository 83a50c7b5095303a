/** The report's people in the demo: 82 candidates who were sent the form, and ten job specialists. */

import type { Study } from '../../../surveys/study.ts';
import {
  candidate,
  type Fate,
  type Origin,
  type Planned,
  silent,
  slowest,
  spread,
} from '../planned.ts';
import { type Random, shuffled } from '../random.ts';
import { type ReportCandidate, reportCandidates, reportSpecialists } from './people.ts';

/**
 * The last day on which one of the report's people was included: their three months are over. Who was
 * included later is in the demo for what waits to be done, and in none of the report's numbers.
 */
export const reportIncludedUntil = '2018-11-16';

interface Quota extends Origin {
  readonly sent: number;
  /** How many answer the waves that the report tells nothing of, at most; null where it tells. */
  readonly answer: readonly (number | null)[];
}

/** Sent → answered at inclusion: 61 → 29, 5 → 5 and 16 → 9; 20 of the 29 at three months. */
const quotas: readonly Quota[] = [
  {
    arm: 'jobbspesialist',
    sites: ['tromso', 'tromso', 'tromso', 'harstad', 'harstad'],
    sent: 61,
    answer: [null, null, 7, 3],
  },
  { arm: 'kvp', sites: ['harstad'], sent: 5, answer: [null, 4, 2, 1] },
  { arm: 'din-utvikling', sites: ['harstad'], sent: 16, answer: [null, 6, 3, 1] },
];

/** Whether they answered or not, in each arm in order of inclusion. */
export function candidatesOfReport(
  study: Study,
  today: Temporal.PlainDate,
  random: Random,
): Planned[] {
  const end = Temporal.PlainDate.from(reportIncludedUntil).add({ days: 1 });
  return quotas.flatMap((quota) => {
    const dates = spread('2017-06-06', end, quota.sent, random);
    const own = reportCandidates.filter(({ arm }) => arm === quota.arm);
    const places = shuffled(random, [...dates.keys()]);
    const people = dates.map((_, i) => own[places.indexOf(i)] ?? null);
    const fates = fatesOf(quota, people, study, dates, today);
    return dates.map((date, i) => {
      const planned = candidate(quota, date, fates[i] ?? [], random);
      const { channel = planned.channel, forms = null } = people[i] ?? {};
      return { ...planned, channel, written: forms };
    });
  });
}

/** As the report has it; for the other waves the first few of those who answered the one before. */
function fatesOf(
  { answer }: Quota,
  people: readonly (ReportCandidate | null)[],
  study: Study,
  dates: readonly string[],
  today: Temporal.PlainDate,
): Fate[][] {
  const fates = dates.map(() => study.waves.map(silent));
  let answering = [...dates.keys()];
  study.waves.forEach(({ months }, wave) => {
    const most = answer[wave] ?? null;
    const isOver = (i: number) => {
      const date = Temporal.PlainDate.from(dates[i] ?? '')
        .add({ months })
        .add({ days: slowest });
      return Temporal.PlainDate.compare(date, today) < 0;
    };
    answering =
      most === null
        ? answering.filter((i) => people[i]?.forms.has(wave + 1))
        : answering.filter(isOver).slice(0, most);
    for (const i of answering) (fates[i] as Fate[])[wave] = 'answers';
  });
  return fates;
}

export function specialistsOfReport(study: Study): Planned[] {
  const anchor = study.roles.find(({ name }) => name === 'job-specialist')?.anchor;
  const inclusionDate = typeof anchor === 'object' && 'date' in anchor ? anchor.date : '2017-08-21';
  return reportSpecialists.map(({ team, forms }) => ({
    role: 'job-specialist',
    arm: null,
    site: null,
    team,
    channel: team === 'team-1' ? 'web' : 'paper',
    language: 'nb',
    inclusionDate,
    fates: study.waves.map((_, i) => (forms.has(i + 1) ? 'answers' : 'silent')),
    turn: null,
    written: forms,
  }));
}
