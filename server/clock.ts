/** The time, passed in wherever it matters, so that tests and the demo can set it. */

export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that starts at a given instant and then runs as clocks do. */
export function clockFrom(start: Temporal.Instant): Clock {
  const started = Temporal.Now.instant();
  return { now: () => start.add(started.until(Temporal.Now.instant())) };
}

/** Today's calendar date where the study is. */
export function today(clock: Clock, timeZone: string): string {
  return clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** ISO, to the millisecond, as every instant is stored. */
export function timestamp(clock: Clock): string {
  return clock.now().toString({ smallestUnit: 'millisecond' });
}
