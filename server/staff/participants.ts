/** One participant: who they are, what they agreed to, where each wave stands, and what can be done. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { roleOf, type Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant, studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { dayInWords } from '../day.ts';
import { isShut, type Participant } from '../db/participants.ts';
import { consentEntries } from '../enrolment/consent.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { consentPanel } from './consent-model.ts';
import { noticeQuery, noticeText } from './notice.ts';
import { identityFacts, participantFacts } from './participant-model.ts';
import { progressOf } from './progress.ts';
import { waveCell } from './wave-cell.ts';

export interface ParticipantRequest {
  Params: { study: string; code: string };
  Querystring: { notice?: string; code?: string; wave?: string };
}

export async function participantRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    '/staff/:study/participants/:code',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      const language = requestLanguage(request);
      const say = texts(language);
      const { code, merged_into } = participant;
      if (merged_into !== null) {
        const notice = noticeQuery('already-merged', merged_into);
        return reply.redirect(`${participantPath(study, merged_into)}?${notice}`, 303);
      }
      const identity = await readIdentity(services, code, signedIn.account.id);
      const entries = await consentEntries(services.db, code);
      const progress = await progressOf(services, study, [code]);
      const waves = progress(participant).map((status) => ({
        ...waveCell(study, code, status, language),
        hasActions: status.canInvite || status.canKey || status.canRevoke,
        opens: dayInWords(status.dates.opens, language),
        target: dayInWords(status.dates.target, language),
        closes: dayInWords(status.dates.closes, language),
        revocation: `${participantPath(study, code)}/links/${status.wave}/revocation`,
      }));
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/participant',
          title: code,
          model: {
            code,
            name: identity?.name ?? '–',
            role: inLanguage(roleOf(study, participant.role).label, language),
            notice: noticeText(request.query, say),
            facts: participantFacts(study, participant, language),
            identity: identityFacts(identity, language),
            consent: consentPanel(services, study, participant, entries, language),
            waves,
            invitations: `${participantPath(study, code)}/invitations`,
            withdrawal: `${participantPath(study, code)}/withdrawal`,
            events: `${participantPath(study, code)}/events`,
            merge: `${participantPath(study, code)}/merge`,
            withdrawn: await isShut(services.db.study, code),
            board: `/staff/participants?study=${study.study}`,
          },
        },
      );
    },
  );
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
