/** The days of a study around today, for those of its people that somebody may see. */

import type { Study, StudyRole } from '../../surveys/study.ts';
import { type StudyDay, studyDays, type Unanswered } from '../../surveys/study-days.ts';
import { waveReach } from '../../surveys/wave-reach.ts';
import { today } from '../clock.ts';
import { unansweredByInclusion } from '../db/inclusions.ts';
import type { Services } from '../services.ts';

/** A calendar is looked back in a little; ahead it holds the whole course of who joins today. */
const back = { months: 1 };
const ahead = { months: 18 };

interface Span {
  readonly from: string;
  readonly until: string;
}

/** `sites` as the reader's scope has them. */
export async function daysAround(
  services: Services,
  study: Study,
  sites: readonly string[] | null,
): Promise<StudyDay[]> {
  const now = Temporal.PlainDate.from(today(services.clock, study.time_zone));
  const span = { from: now.subtract(back).toString(), until: now.add(ahead).toString() };
  const days: StudyDay[] = [];
  for (const role of study.roles)
    days.push(
      ...studyDays(study, role, await unansweredIn(services, study, role, sites, span), span),
    );
  return days;
}

/** Left out: whom a wave has closed to before the span, or opens to after it. */
async function unansweredIn(
  { db }: Services,
  study: Study,
  role: StudyRole,
  sites: readonly string[] | null,
  { from, until }: Span,
): Promise<Unanswered[]> {
  const people = { study: study.study, role: role.name, sites, arm: null };
  const last = waveReach(study, role, until);
  const unanswered: Unanswered[] = [];
  for (const [index, { wave, closed }] of waveReach(study, role, from).entries()) {
    const included = { wave, after: closed, through: last[index]?.opened ?? '' };
    const rows = await unansweredByInclusion(db.studyReader, people, included);
    unanswered.push(...rows.map((row) => ({ wave, ...row })));
  }
  return unanswered;
}
