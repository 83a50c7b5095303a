/** Tells staff when messages should leave and do not: mail that silently never goes is found out too late. */

import type { Study } from '../../surveys/study.ts';
import { latestRun } from '../db/dispatch-runs.ts';
import { standingPause } from '../db/sending-pauses.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

/** Longer than a night, when nothing is sent. */
const longestSilence = { hours: 24 };

/** Empty while all is well, and before the first round: an installation may send everything by hand. */
export async function sendingWarning(
  { db, clock }: Services,
  study: Study,
  language: string,
): Promise<string> {
  if (await standingPause(db.study, study.study)) return texts(language)('sending.isPaused');
  const run = await latestRun(db.registry, study.study);
  if (!run) return '';
  const last = Temporal.Instant.from(run.ended_at ?? run.began_at);
  const isSilent = Temporal.Instant.compare(last.add(longestSilence), clock.now()) < 0;
  return isSilent ? texts(language)('sending.silent') : '';
}
