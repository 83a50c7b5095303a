/** One participant: who they are, what they agreed to, where each wave stands, and what can be done. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { roleOf, type Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { requireRole } from '../accounts/guard.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { dayInWords } from '../day.ts';
import { isWithdrawn, type Participant, participantByCode } from '../db/participants.ts';
import { consentsOf } from '../db/people.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { noticeText } from './notice.ts';
import { consentLine, identityFacts, participantFacts } from './participant-model.ts';
import { progressOf } from './progress.ts';
import { waveCell } from './wave-cell.ts';

export interface ParticipantRequest {
  Params: { study: string; code: string };
  Querystring: { notice?: string; code?: string; wave?: string };
}

export async function participantRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    '/staff/:study/participants/:code',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const signedIn = await requireRole(services, request, ['coordinator']);
      const { study, participant } = await namedParticipant(services, request);
      const language = requestLanguage(request);
      const say = texts(language);
      const { code } = participant;
      const identity = await readIdentity(services, code, signedIn.account.id);
      const consents = await consentsOf(services.db.registry, code);
      const progress = await progressOf(services, study);
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
            consents: consents.map((consent) => consentLine(study, consent, language)),
            waves,
            invitations: `${participantPath(study, code)}/invitations`,
            withdrawal: `${participantPath(study, code)}/withdrawal`,
            withdrawn: await isWithdrawn(services.db.study, code),
            board: `/staff?study=${study.study}`,
          },
        },
      );
    },
  );
}

export function participantPath(study: Study, code: string): string {
  return `/staff/${study.study}/participants/${code}`;
}

/** The participant that an address names; throws when there is none in that study. */
export async function namedParticipant(
  { definitions, db }: Services,
  request: FastifyRequest<ParticipantRequest>,
): Promise<{ study: Study; participant: Participant }> {
  const study = definitions.study(request.params.study);
  if (!study) throw new CatalogueError('not-found');
  const participant = await participantByCode(db.study, request.params.code);
  if (participant?.study !== study.study) throw new CatalogueError('no-such-participant');
  return { study, participant };
}
