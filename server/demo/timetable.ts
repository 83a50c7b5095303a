/** When everything happens in the demo's study: every act of staff and participants, in order of time. */

import { isOpen, waveDates, waveState } from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';
import { type Fate, type Planned, slowest, workingDay } from './planned.ts';
import { between, type Random } from './random.ts';

export type Act = {
  readonly at: Temporal.Instant;
  /** The participant's place in the plan. */
  readonly who: number;
} & (
  | { readonly kind: 'register' | 'withdraw' }
  | { readonly kind: 'invite' | 'revoke'; readonly wave: number }
  | { readonly kind: 'answer'; readonly wave: number; readonly fate: Fate }
  | {
      readonly kind: 'key';
      readonly wave: number;
      readonly writtenOn: string;
      readonly receivedOn: string;
    }
);

export function timetable(
  study: Study,
  planned: readonly Planned[],
  now: Temporal.ZonedDateTime,
  random: Random,
): Act[] {
  const acts = planned.flatMap((participant, who) =>
    actsOf(study, participant, who, now, random).filter(beforeWithdrawal),
  );
  const opened = now.subtract({ hours: 1 }).toInstant();
  // What falls on the demo's own day is for its visitor to do.
  return acts
    .filter(({ at }) => Temporal.Instant.compare(at, opened) < 0)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function actsOf(
  study: Study,
  planned: Planned,
  who: number,
  now: Temporal.ZonedDateTime,
  random: Random,
): Act[] {
  const moment = momentIn(study.time_zone, random);
  const today = now.toPlainDate();
  const included = Temporal.PlainDate.from(planned.inclusionDate);
  const acts: Act[] = [{ kind: 'register', who, at: moment(included, 8) }];
  for (const dates of waveDates(study, roleOf(study, planned.role), planned.inclusionDate)) {
    if (waveState(dates, today.toString()) === 'not-yet-due') break;
    const { wave } = dates;
    // A wave that falls on a weekend is sent on Monday.
    const sent = workingDay(Temporal.PlainDate.from(dates.opens), 1);
    if (planned.channel === 'web') acts.push({ kind: 'invite', who, wave, at: moment(sent, 9) });
    const fate = planned.fates[wave - 1] ?? 'silent';
    if (fate !== 'silent')
      acts.push(response({ planned, who, wave, fate, sent }, today, moment, random));
  }
  if (planned.turn === 'withdraws')
    acts.push({ kind: 'withdraw', who, at: moment(included.add({ days: 45 }), 12) });
  if (planned.turn === 'link-revoked')
    acts.push({ kind: 'revoke', who, wave: 1, at: moment(included.add({ days: 1 }), 12) });
  return acts.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

type Moment = (day: Temporal.PlainDate, hour: number) => Temporal.Instant;

function momentIn(timeZone: string, random: Random): Moment {
  return (day, hour) => {
    const plainTime = Temporal.PlainTime.from({ hour, minute: between(random, 0, 59) });
    return day.toZonedDateTime({ timeZone, plainTime }).toInstant();
  };
}

function response(
  {
    planned,
    who,
    wave,
    fate,
    sent,
  }: { planned: Planned; who: number; wave: number; fate: Fate; sent: Temporal.PlainDate },
  today: Temporal.PlainDate,
  moment: Moment,
  random: Random,
): Act {
  // Most within a week or two, a few only when they are late.
  const delay = 1 + Math.floor((slowest - 10) * random() ** 2.5);
  const day = earlier(sent.add({ days: delay }), today.subtract({ days: 1 }));
  if (planned.channel === 'web')
    return { kind: 'answer', who, wave, fate, at: moment(day, between(random, 10, 21)) };
  const received = workingDay(day.add({ days: between(random, 1, 3) }), 1);
  const keyed = workingDay(received.add({ days: 1 }), 1);
  return {
    kind: 'key',
    who,
    wave,
    writtenOn: day.toString(),
    receivedOn: received.toString(),
    at: moment(keyed, 13),
  };
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

/** Whoever has withdrawn is left in peace. */
function beforeWithdrawal({ at }: Act, _index: number, acts: readonly Act[]): boolean {
  const withdrawal = acts.find(({ kind }) => kind === 'withdraw');
  return !withdrawal || Temporal.Instant.compare(at, withdrawal.at) <= 0;
}

/** The waves of a participant that take an answer now. */
export function openWaves(study: Study, planned: Planned, today: string): number[] {
  return waveDates(study, roleOf(study, planned.role), planned.inclusionDate)
    .filter((dates) => isOpen(waveState(dates, today)))
    .map(({ wave }) => wave);
}
