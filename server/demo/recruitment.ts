/** Who takes part in the demo's study: when they came, how they answer, and which waves they answer. */

import type { Study } from '../../surveys/study.ts';
import { between, pick, type Random, shuffled } from './random.ts';

/** What becomes of one wave of one participant. */
export type Fate = 'answers' | 'stops-half-way' | 'silent';

export interface Planned {
  readonly role: 'candidate' | 'job-specialist';
  readonly arm: string | null;
  readonly site: string | null;
  readonly team: string | null;
  readonly channel: 'web' | 'paper';
  readonly language: string;
  readonly inclusionDate: string;
  /** The first wave first; waves that are not there or not due yet are silent. */
  readonly fates: readonly Fate[];
  readonly turn: 'withdraws' | 'link-revoked' | 'wrong-branch' | null;
}

/** Days from a wave's date within which everyone who answers has answered, and paper is keyed. */
export const slowest = 38;

interface Quota {
  readonly arm: string;
  /** One of these at random, so a site named twice is twice as likely. */
  readonly sites: readonly string[];
  /** Recruited so long ago that the first wave is over. */
  readonly earlier: number;
  /** Recruited so lately that the first wave is open: nobody of these has answered yet. */
  readonly lately: number;
  /** How many answer each wave, at most: only those for whom it is due, and who answered the last. */
  readonly answer: readonly number[];
}

/** The report: sent → answered at inclusion 61 → 29, 5 → 5 and 16 → 9; at most 20 pairs at 3 months. */
const quotas: readonly Quota[] = [
  {
    arm: 'jobbspesialist',
    sites: ['tromso', 'tromso', 'tromso', 'harstad', 'harstad'],
    earlier: 48,
    lately: 13,
    answer: [29, 20, 7, 3],
  },
  { arm: 'kvp', sites: ['harstad'], earlier: 5, lately: 0, answer: [5, 4, 2, 1] },
  { arm: 'din-utvikling', sites: ['harstad'], earlier: 11, lately: 5, answer: [9, 6, 3, 1] },
];

interface Team {
  readonly team: string;
  readonly channel: Planned['channel'];
  /** How many of the five answer each wave, as the decimals of the report's Table 1 tell. */
  readonly answer: readonly number[];
}

const teams: readonly Team[] = [
  { team: 'team-1', channel: 'web', answer: [5, 4, 3, 1] },
  { team: 'team-2', channel: 'paper', answer: [5, 5, 5, 4] },
];

/** About three in five chose the link, the others paper. */
const onPaper = { earlier: 29, lately: 3 };

export function recruit(study: Study, today: Temporal.PlainDate, random: Random): Planned[] {
  const lastEarlier = today.subtract({ days: 50 });
  const early = quotas.flatMap((quota) => {
    const dates = spread('2017-06-06', lastEarlier, quota.earlier, random);
    const fates = fatesOf(quota.answer, study, dates, today, random);
    return dates.map((date, i) => candidate(quota, date, fates[i] ?? [], random));
  });
  const late = quotas.flatMap((quota) =>
    spread(today.subtract({ days: 36 }).toString(), today, quota.lately, random).map((date) =>
      candidate(quota, date, study.waves.map(silent), random),
    ),
  );
  return [
    ...eventful(withChannels(early, onPaper.earlier, random), [
      [3, isSilentOnWeb, (c) => ({ ...c, fates: ['stops-half-way', ...c.fates.slice(1)] })],
      [1, isSilentOnWeb, (c) => ({ ...c, turn: 'withdraws' })],
      [1, answeredOnce, (c) => ({ ...c, turn: 'withdraws' })],
      [2, isOnPaper, (c) => ({ ...c, turn: 'wrong-branch' })],
      [2, missedTheSecond(today), (c) => ({ ...c, fates: ['answers', 'stops-half-way'] })],
    ]),
    ...eventful(withChannels(late, onPaper.lately, random), [
      [1, isSilentOnWeb, (c) => ({ ...c, fates: ['stops-half-way', ...c.fates.slice(1)] })],
      [1, isSilentOnWeb, (c) => ({ ...c, turn: 'link-revoked' })],
    ]),
    ...specialists(study),
  ];
}

function candidate(
  quota: Quota,
  inclusionDate: string,
  fates: readonly Fate[],
  random: Random,
): Planned {
  return {
    role: 'candidate',
    arm: quota.arm,
    site: pick(random, quota.sites),
    team: null,
    channel: 'web',
    language: between(random, 1, 20) === 1 ? 'en' : 'nb',
    inclusionDate,
    fates,
    turn: null,
  };
}

function specialists(study: Study): Planned[] {
  const anchor = study.roles.find(({ name }) => name === 'job-specialist')?.anchor;
  const inclusionDate = typeof anchor === 'object' && 'date' in anchor ? anchor.date : '2017-08-21';
  return teams.flatMap(({ team, channel, answer }) =>
    Array.from(
      { length: 5 },
      (_, member): Planned => ({
        role: 'job-specialist',
        arm: null,
        site: null,
        team,
        channel,
        language: 'nb',
        inclusionDate,
        fates: answer.map((count) => (member < count ? 'answers' : 'silent')),
        turn: null,
      }),
    ),
  );
}

/** `count` working days from `first` to before `end`, evenly but not exactly. */
function spread(first: string, end: Temporal.PlainDate, count: number, random: Random): string[] {
  const start = Temporal.PlainDate.from(first);
  const length = start.until(end).days;
  return Array.from({ length: count }, (_, i) => {
    const day = start.add({ days: Math.floor(((i + random()) / count) * length) });
    return workingDay(day, -1).toString();
  });
}

/** The day itself, or for a weekend the Friday before (-1) or the Monday after (+1). */
export function workingDay(day: Temporal.PlainDate, step: -1 | 1): Temporal.PlainDate {
  return day.dayOfWeek > 5 ? workingDay(day.add({ days: step }), step) : day;
}

function fatesOf(
  answer: readonly number[],
  study: Study,
  dates: readonly string[],
  today: Temporal.PlainDate,
  random: Random,
): Fate[][] {
  const fates = dates.map(() => study.waves.map(silent));
  let answering = shuffled(random, [...dates.keys()]);
  study.waves.forEach(({ months }, wave) => {
    const isOver = (i: number) => {
      const date = Temporal.PlainDate.from(dates[i] ?? '')
        .add({ months })
        .add({ days: slowest });
      return Temporal.PlainDate.compare(date, today) < 0;
    };
    answering = answering.filter(isOver).slice(0, answer[wave]);
    for (const i of answering) (fates[i] as Fate[])[wave] = 'answers';
  });
  return fates;
}

const silent = (): Fate => 'silent';

function withChannels(list: readonly Planned[], paper: number, random: Random): Planned[] {
  const chosen = new Set(shuffled(random, [...list.keys()]).slice(0, paper));
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
const answeredOnce = ({ fates, turn }: Planned) =>
  !turn && fates[0] === 'answers' && fates[1] === 'silent';
const isOnPaper = ({ channel, fates, turn }: Planned) =>
  channel === 'paper' && !turn && fates[0] === 'answers';
/** Answered at inclusion on the web, and let the second wave pass. */
const missedTheSecond =
  (today: Temporal.PlainDate) =>
  ({ channel, fates, turn, inclusionDate }: Planned) =>
    channel === 'web' &&
    !turn &&
    fates[0] === 'answers' &&
    fates[1] === 'silent' &&
    inclusionDate < today.subtract({ months: 6 }).toString();
