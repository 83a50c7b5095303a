/** Seeds a plan of the demo, or a part of it, into the application of a test. */

import type { Plan } from '../../../server/demo/plan.ts';
import { type Participant, seed } from '../../../server/demo/seed.ts';
import type { TestApp } from '../../support/app.ts';
import { study } from './helpers.ts';

export const beforeTheStudy = '2017-05-29T07:00:00Z';

export async function seedInto(
  t: TestApp,
  plan: Plan,
  stop = new AbortController().signal,
): Promise<Participant[]> {
  const clock = {
    now: () => t.services.clock.now(),
    advanceTo(instant: Temporal.Instant) {
      if (Temporal.Instant.compare(instant, clock.now()) > 0) t.setTime(String(instant));
    },
    run: () => undefined,
  };
  // What matters of a message is the link in it.
  const mails = {
    get caught() {
      return t.mails.map(({ text }) => ({ source: text }));
    },
  };
  // As the event log names them; nobody signs in, and passwords take long to hash.
  const staff = { coordinator: 'coordinator', keyer: 'keyer' };
  return seed({ services: t.services, clock, study, mails, staff, stop }, plan);
}
