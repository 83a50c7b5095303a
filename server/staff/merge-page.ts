/** The page with two registrations side by side, on which a person decides whether and how they are merged. */

import type { FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { responsesUnder } from '../db/merging.ts';
import { type Participant, participantByCode } from '../db/participants.ts';
import { consentsOf } from '../db/people.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { standingOf } from '../enrolment/merge-plan.ts';
import { requestLanguage } from '../language.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import type { SentMerge, TwoSides } from './merge-form.ts';
import {
  comparison,
  decisions,
  type Side,
  samePerson,
  silences,
  undisputedWaves,
} from './merge-model.ts';
import { participantPath } from './participants.ts';

export function mergePath(study: Study, code: string, other?: string): string {
  return `${participantPath(study, code)}/merge${other === undefined ? '' : `?other=${other}`}`;
}

/** Both as they are now. */
export async function twoSides(
  { db }: Services,
  study: Study,
  [one, other]: readonly [Participant, Participant],
): Promise<TwoSides> {
  const responses = await responsesUnder(db.study, [one.code, other.code]);
  const now = async (known: Participant) =>
    (await participantByCode(db.study, known.code)) ?? known;
  return { study, participants: [await now(one), await now(other)], responses };
}

/** `sent`: decisions that cannot be taken as they are; `changed` when it is the registrations that did. */
export async function mergePage(
  visitor: Visitor,
  both: TwoSides,
  sent: SentMerge | null,
  changed: 'changed' | null = null,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const { study, participants, responses } = both;
  const [one, other] = participants;
  const language = requestLanguage(request);
  const sides: Side[] = [];
  for (const participant of participants)
    sides.push({
      participant,
      identity: await readIdentity(services, participant.code, signedIn.account.id),
      consents: await consentsOf(services.db.registry, participant.code),
    });
  const asked = decisions(both, sent?.fields ?? null, language);
  const sure = samePerson(sent?.fields ?? null, language);
  const problems = [...asked, sure]
    .filter(({ problem }) => problem !== '')
    .map(({ name, legend, problem, isPlain }) => ({
      target: name,
      text: isPlain ? problem : `${legend} ${problem}`,
    }));
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/merge',
      title: texts(language)('merging.title'),
      model: {
        codes: [one.code, other.code],
        other: other.code,
        facts: comparison(study, sides, language),
        decisions: asked,
        samePerson: sure,
        undisputed: undisputedWaves(both, language),
        silences: silences(both),
        changed: changed !== null,
        problems: problems.length > 0 ? problems : null,
        nonce: newToken(),
        seen: standingOf(participants, responses),
        action: mergePath(study, one.code),
        back: participantPath(study, one.code),
      },
    },
    changed ? 409 : sent ? 422 : 200,
  );
}
