/** How long it holds that somebody has proven again who they are. */

import type { Clock } from '../clock.ts';
import type { SignedIn } from './sessions.ts';

const holds = Temporal.Duration.from({ minutes: 5 });

export function isConfirmed(clock: Clock, { confirmedAt }: SignedIn): boolean {
  if (confirmedAt === null) return false;
  const until = Temporal.Instant.from(confirmedAt).add(holds);
  return Temporal.Instant.compare(clock.now(), until) < 0;
}
