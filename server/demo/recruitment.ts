/** Who takes part in the demo's study: the report's people, and those who came after them. */

import type { Study } from '../../surveys/study.ts';
import { candidate, type Origin, type Planned, silent, spread, workingDay } from './planned.ts';
import { type Random, shuffled } from './random.ts';
import {
  candidatesOfReport,
  reportIncludedUntil,
  specialistsOfReport,
} from './report/recruitment.ts';

interface Quota extends Origin {
  /** Recruited so long ago that the first wave is over. */
  readonly earlier: number;
  /** How many of these answered it. */
  readonly answered: number;
  /** Recruited so lately that the first wave is open: nobody of these has answered yet. */
  readonly lately: number;
}

/** After the report's people: enough for everything that waits in an office on a morning. */
const newcomers: readonly Quota[] = [
  {
    arm: 'jobbspesialist',
    sites: ['tromso', 'tromso', 'tromso', 'harstad', 'harstad'],
    ...{ earlier: 17, answered: 10, lately: 13 },
  },
  { arm: 'din-utvikling', sites: ['harstad'], earlier: 5, answered: 2, lately: 5 },
];

/** About three in five chose the link, the others paper; of the report's people who answered it is known. */
const onPaper = { silentInReport: 16, earlier: 10, lately: 3 };

export function recruit(study: Study, today: Temporal.PlainDate, random: Random): Planned[] {
  const report = candidatesOfReport(study, today, random);
  const early = newcomers.flatMap((quota) => earlierOf(quota, study, today, random));
  const late = newcomers.flatMap((quota) =>
    spread(today.subtract({ days: 36 }).toString(), today, quota.lately, random).map((date) =>
      candidate(quota, date, study.waves.map(silent), random),
    ),
  );
  return [
    ...eventful(withChannels(report, onPaper.silentInReport, random), [
      [3, isSilentOnWeb, (c) => ({ ...c, fates: ['stops-half-way', ...c.fates.slice(1)] })],
      [2, missedTheSecond, (c) => ({ ...c, fates: ['answers', 'stops-half-way'] })],
    ]),
    ...eventful(withChannels(early, onPaper.earlier, random), [
      [1, isSilentOnWeb, (c) => ({ ...c, turn: 'withdraws' })],
      [1, hasAnswered, (c) => ({ ...c, turn: 'withdraws' })],
    ]),
    ...eventful(withChannels(late, onPaper.lately, random), [
      [1, isSilentOnWeb, (c) => ({ ...c, fates: ['stops-half-way', ...c.fates.slice(1)] })],
      [1, isSilentOnWeb, (c) => ({ ...c, turn: 'link-revoked' })],
    ]),
    ...specialistsOfReport(study),
  ];
}

/** True of those whom a morning's work may touch: the report's tables stay as they are. */
export function isNewcomer({ inclusionDate }: Planned): boolean {
  return inclusionDate > reportIncludedUntil;
}

function earlierOf(
  quota: Quota,
  study: Study,
  today: Temporal.PlainDate,
  random: Random,
): Planned[] {
  const first = workingDay(Temporal.PlainDate.from(reportIncludedUntil).add({ days: 1 }), 1);
  const dates = spread(first.toString(), today.subtract({ days: 50 }), quota.earlier, random);
  const answering = new Set(shuffled(random, [...dates.keys()]).slice(0, quota.answered));
  return dates.map((date, i) => {
    const later = study.waves.slice(1).map(silent);
    return candidate(quota, date, [answering.has(i) ? 'answers' : 'silent', ...later], random);
  });
}

/** Of those who have not chosen, so many get their form on paper. */
function withChannels(list: readonly Planned[], paper: number, random: Random): Planned[] {
  const free = [...list.keys()].filter((i) => !list[i]?.written);
  const chosen = new Set(shuffled(random, free).slice(0, paper));
  return list.map((planned, i) => (chosen.has(i) ? { ...planned, channel: 'paper' } : planned));
}

type Change = readonly [
  count: number,
  applies: (planned: Planned) => boolean,
  change: (planned: Planned) => Planned,
];

/** Gives the first few that fit a turn of their own; nobody gets two, except by being asked for. */
function eventful(list: readonly Planned[], changes: readonly Change[]): Planned[] {
  return changes.reduce<Planned[]>(
    (all, [count, applies, change]) => {
      const chosen = new Set(all.filter(applies).slice(0, count));
      return all.map((planned) => (chosen.has(planned) ? change(planned) : planned));
    },
    [...list],
  );
}

const isSilentOnWeb = ({ channel, fates, turn }: Planned) =>
  channel === 'web' && !turn && fates.every((fate) => fate === 'silent');
const hasAnswered = ({ fates, turn }: Planned) => !turn && fates[0] === 'answers';
/** Answered at inclusion on the web, and let the second wave pass. */
const missedTheSecond = ({ channel, fates }: Planned) =>
  channel === 'web' && fates[0] === 'answers' && fates[1] === 'silent';
