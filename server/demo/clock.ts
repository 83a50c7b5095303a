/** The demo's calendar: set to each act's own moment while the study is made, then it runs. */

import { type Clock, clockFrom } from '../clock.ts';

export interface DemoClock extends Clock {
  /** Never goes back: an act that begins before the last one ended comes right after it. */
  advanceTo(instant: Temporal.Instant): void;
  /** From here on time passes by itself. */
  run(): void;
}

export function demoClock(start: Temporal.Instant): DemoClock {
  let at = start;
  let running: Clock | null = null;
  return {
    now: () => running?.now() ?? at,
    advanceTo(instant) {
      if (Temporal.Instant.compare(instant, at) > 0) at = instant;
    },
    run() {
      running = clockFrom(at);
    },
  };
}
