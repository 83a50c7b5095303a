/** Merging two registrations of one person: which the other one is, and what a person decides about both. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import type { Participant } from '../db/participants.ts';
import { mergeParticipants } from '../enrolment/merging.ts';
import { sameContactAs } from '../enrolment/second-registrations.ts';
import { CatalogueError } from '../errors.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { type Form, readForm } from '../form.ts';
import { formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import { isTokenShaped } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { readMergeForm } from './merge-form.ts';
import { mergePage, mergePath, twoSides } from './merge-page.ts';
import { noticeQuery } from './notice.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';

interface MergeRequest extends ParticipantRequest {
  Querystring: ParticipantRequest['Querystring'] & { other?: string | string[] };
}

const path = '/staff/:study/participants/:code/merge';

export async function mergingRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // A HEAD would log a read that nobody makes.
  app.get<MergeRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const visitor = { services, request, reply, signedIn: signedInOf(request) };
      const { study, participant } = await namedParticipant(services, request);
      if (participant.merged_into !== null) return toTheOther(visitor, study, participant);
      const typed = [request.query.other ?? []].flat().at(-1);
      if (typed === undefined) return codePage(visitor, study, participant, null);
      const other = await otherRegistration(visitor, study, participant, typed);
      if ('problem' in other) return codePage(visitor, study, participant, other);
      if (other.merged_into === participant.code) return toTheOther(visitor, study, other);
      if (other.merged_into !== null)
        return codePage(visitor, study, participant, refused(visitor, 'merged', typed));
      const sides = await twoSides(services, study, [participant, other]);
      return mergePage(visitor, sides, null);
    },
  );

  app.post<MergeRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const { study, participant } = await namedParticipant(services, request);
    const form = readForm(request);
    const [nonce, seen] = [form.own('_nonce'), form.own('_seen')];
    const typed = form.own('_other');
    if (!isTokenShaped(nonce) || !isTokenShaped(seen)) throw new CatalogueError('bad-form');
    const other = await otherRegistration(visitor, study, participant, typed);
    if ('problem' in other) return codePage(visitor, study, participant, other);
    const sides = await twoSides(services, study, [participant, other]);
    const sent = readMergeForm(form, sides);
    if (!sent.decided) return mergePage(visitor, sides, sent);

    const actor = signedIn.account.id;
    const merge = { ...sent.decided, study, seen, nonce, actor };
    const outcome = await mergeParticipants(services, merge);
    switch (outcome.outcome) {
      case 'changed-meanwhile': {
        const now = await twoSides(services, study, [participant, other]);
        return mergePage(visitor, now, readMergeForm(form, now), 'changed');
      }
      case 'merged-elsewhere':
        return codePage(visitor, study, participant, refused(visitor, 'merged', typed));
      default: {
        const notice = noticeQuery(outcome.outcome, outcome.into);
        return reply.redirect(`${participantPath(study, outcome.into)}?${notice}`, 303);
      }
    }
  });
}

/** What was typed instead of the other code, and what is wrong with it in words. */
interface Refused {
  readonly typed: string;
  readonly problem: string;
}

type Problem = 'same' | 'unknown' | 'role' | 'merged';

function refused({ request }: Visitor, problem: Problem, typed: string): Refused {
  return { typed, problem: texts(requestLanguage(request))(`merging.problem.${problem}`) };
}

/** A code of somebody the visitor may see, in the same part of the same study. */
async function otherRegistration(
  visitor: Visitor,
  study: Study,
  participant: Participant,
  sent: string,
): Promise<Participant | Refused> {
  const form: Form = { fields: { other: sent }, own: () => '' };
  const fields = formFields(form, ['other']);
  const text = fields.needed('other', fields.text('other', 30));
  const code = text === null ? null : (parseCode(text) ?? fields.refuse('other', 'bad-code'));
  const typed = fields.typed.other;
  if (code === null) {
    const problems = problemTexts(fields, texts(requestLanguage(visitor.request)));
    return { typed, problem: problems.other ?? '' };
  }
  if (code === participant.code) return refused(visitor, 'same', typed);
  const found = await findParticipant(visitor.services, visitor.signedIn, code);
  if (found?.study !== study) return refused(visitor, 'unknown', typed);
  if (found.participant.role !== participant.role) return refused(visitor, 'role', typed);
  return found.participant;
}

function toTheOther({ reply }: Visitor, study: Study, { merged_into }: Participant): FastifyReply {
  const into = merged_into ?? '';
  const notice = noticeQuery('already-merged', into);
  return reply.redirect(`${participantPath(study, into)}?${notice}`, 303);
}

/** Asks for the other code; whoever shares an e-mail or a phone is put forward. */
async function codePage(
  visitor: Visitor,
  study: Study,
  participant: Participant,
  sent: Refused | null,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const say = texts(requestLanguage(request));
  const { code, role } = participant;
  const inputs = [
    inputField('other', say('merging.other'), {
      value: sent?.typed ?? '',
      problem: sent?.problem,
      hint: say('staff.paper.code-hint'),
      short: true,
    }),
  ];
  const alike: string[] = [];
  for (const other of await sameContactAs(services, participant)) {
    const found = await findParticipant(services, signedIn, other);
    if (found?.participant.role === role) alike.push(other);
  }
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/merge-code',
      title: say('merging.title'),
      model: {
        code,
        inputs,
        problems: problemLinks(inputs),
        alike: alike.map((other) => ({ code: other, href: mergePath(study, code, other) })),
        action: mergePath(study, code),
        back: participantPath(study, code),
      },
    },
    sent ? 422 : 200,
  );
}
