/** One participant's page: who they are, how they stand, what can be done, and everything that was. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { accountEmails } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant, studyNamed } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import type { Participant } from '../db/participants.ts';
import { consentsOf } from '../db/people.ts';
import { submittedResponses } from '../db/responses.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { openNotes } from '../enrolment/notes.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { noticeText } from './notice.ts';
import { contactFacts, participantFacts, standingLine } from './participant-model.ts';
import { actionLinks, linkButton } from './person-actions.ts';
import { consentLines } from './person-consent-model.ts';
import { noteModels, waveRows } from './person-model.ts';
import { progressOf } from './progress.ts';
import { timelineOf } from './timeline.ts';

export interface ParticipantRequest {
  Params: { study: string; code: string };
  Querystring: { notice?: string; code?: string; wave?: string; timeline?: string };
}

export async function participantRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    '/staff/:study/participants/:code',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      const { study, participant } = found;
      const { code, merged_into } = participant;
      if (merged_into !== null) return reply.redirect(participantPath(study, merged_into), 303);

      const language = requestLanguage(request);
      const path = participantPath(study, code);
      const identity = await readIdentity(services, code, signedIn.account.id);
      const waves = (await progressOf(services, study, [code]))(participant);
      const consents = await consentsOf(services.db.registry, code);
      const submitted = await submittedResponses(services.db.study, code);
      const notes = await openNotes(services, code);
      const staff = await accountEmails(services);
      const isWhole = request.query.timeline === 'all';
      const page = { study, participant, language, path, staff };
      const rows = waveRows(page, waves, submitted);
      const send = linkButton(page, waves);
      const actions = actionLinks(page);
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/participant',
          title: code,
          model: {
            code,
            name: identity?.name ?? '–',
            notice: noticeText(request.query, texts(language)),
            standing: standingLine(page, identity?.phone ?? null),
            send,
            actions,
            hasActions: send !== null || actions.main.length > 0,
            contact: isQuiet(participant) ? null : contactFacts(identity, language),
            facts: participantFacts(page, consents, await followerOf(services, signedIn, found)),
            consents: consentLines(study, consents, language),
            invitations: `${path}/invitations`,
            waves: rows,
            wavesHaveActions: rows.some(({ hasActions }) => hasActions),
            notes: noteModels(page, notes),
            noteForm: canBeNoted(participant)
              ? { action: `${path}/notes`, nonce: newToken() }
              : null,
            showsNotes: notes.length > 0 || !isQuiet(participant),
            timeline: await timelineOf(services, page, isWhole),
            board: `/staff?study=${study.study}`,
          },
        },
      );
    },
  );
}

/** By name where the reader may see them, and then on record as well. */
async function followerOf(
  services: Services,
  signedIn: SignedIn,
  { study, participant: { followed_by } }: { study: Study; participant: Participant },
): Promise<{ text: string; href: string } | null> {
  if (followed_by === null) return null;
  if (!(await findParticipant(services, signedIn, followed_by)))
    return { text: followed_by, href: '' };
  const identity = await readIdentity(services, followed_by, signedIn.account.id);
  const text = `${identity?.name ?? '–'} (${followed_by})`;
  return { text, href: participantPath(study, followed_by) };
}

/** After a death nothing on the page asks for anything any more. */
export function isQuiet({ state }: Participant): boolean {
  return state === 'dead';
}

export function participantPath(study: Study, code: string): string {
  return `/staff/${study.study}/participants/${code}`;
}

/** The participant that an address names; throws when there is none in that study that the visitor may see. */
export async function namedParticipant(
  services: Services,
  request: FastifyRequest<ParticipantRequest>,
): Promise<{ study: Study; participant: Participant }> {
  const signedIn = signedInOf(request);
  const study = studyNamed(services, signedIn, request.params.study);
  const found = await findParticipant(services, signedIn, request.params.code);
  if (found?.study !== study) throw new CatalogueError('no-such-participant');
  return found;
}
