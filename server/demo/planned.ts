/** One participant of the demo as planned: when they came, how they answer, and which waves they answer. */

import { between, pick, type Random } from './random.ts';
import type { Written } from './report/people.ts';

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
  readonly turn: 'withdraws' | 'link-revoked' | null;
  /** What the report has of somebody; answers to other waves, and those of others, are made up. */
  readonly written: Written | null;
}

/** Days from a wave's date within which everyone who answers has answered, and paper is keyed. */
export const slowest = 38;

export const silent = (): Fate => 'silent';

export interface Origin {
  readonly arm: string;
  /** One of these at random, so a site named twice is twice as likely. */
  readonly sites: readonly string[];
}

export function candidate(
  { arm, sites }: Origin,
  inclusionDate: string,
  fates: readonly Fate[],
  random: Random,
): Planned {
  return {
    role: 'candidate',
    arm,
    site: pick(random, sites),
    team: null,
    channel: 'web',
    language: between(random, 1, 20) === 1 ? 'en' : 'nb',
    inclusionDate,
    fates,
    turn: null,
    written: null,
  };
}

/** `count` working days from `first` to before `end`, evenly but not exactly. */
export function spread(
  first: string,
  end: Temporal.PlainDate,
  count: number,
  random: Random,
): string[] {
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
