/** The whole made-up study before any of it happens: the people, and every act in order of time. */

import type { Study } from '../../surveys/study.ts';
import type { Identity } from '../enrolment/person.ts';
import { makePeople } from './people.ts';
import type { Planned } from './planned.ts';
import { mulberry32 } from './random.ts';
import { recruit } from './recruitment.ts';
import { makeRespondent, type Respondent } from './respondent.ts';
import { type Act, timetable } from './timetable.ts';

export interface Member {
  readonly planned: Planned;
  readonly identity: Identity;
  readonly respondent: Respondent;
  /** Chance for this person's answers, whatever others do. */
  readonly seed: number;
}

export interface Plan {
  readonly members: readonly Member[];
  readonly acts: readonly Act[];
}

export function makePlan(study: Study, now: Temporal.ZonedDateTime, seed: number): Plan {
  const random = mulberry32(seed);
  const recruited = recruit(study, now.toPlainDate(), random);
  const respondents = recruited.map((planned) => makeRespondent(planned, random));
  const people = makePeople(
    recruited.map(({ site }, i) => ({ site, gender: respondents[i]?.gender ?? 'woman' })),
    random,
  );
  const members = recruited.map((planned, i) => ({
    planned,
    identity: people[i] as Identity,
    respondent: respondents[i] as Respondent,
    seed: seed + 1 + i,
  }));
  return { members, acts: timetable(study, recruited, now, random) };
}
