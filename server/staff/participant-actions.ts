/** What a coordinator does to one participant: invites, revokes links, records a withdrawal. */

import type { FastifyInstance } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf } from '../accounts/scope.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { participationOf } from '../collection/participation.ts';
import { sendInvitation } from '../contact/invitation.ts';
import { revokeWaveLinks } from '../contact/revocation.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { withdrawParticipant } from '../enrolment/withdrawal.ts';
import { CatalogueError } from '../errors.ts';
import { readButton, readForm } from '../form.ts';
import { formFields } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { boardHref, boardQuery } from './board-query.ts';
import { noticeQuery } from './notice.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';

interface WaveRequest extends ParticipantRequest {
  Params: ParticipantRequest['Params'] & { wave: string };
}

const path = '/staff/:study/participants/:code';

export async function participantActionRoutes(
  app: FastifyInstance,
  services: Services,
): Promise<void> {
  app.post<ParticipantRequest>(
    `${path}/invitations`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      const form = readForm(request);
      const wave = waveNumber(formFields(form, ['wave']).typed.wave);
      const participation = await participationOf(services, participant.code, wave);
      if (!participation) throw new CatalogueError('bad-form');
      const outcome =
        participant.channel === 'paper'
          ? 'on-paper'
          : await sendInvitation(services, participation, signedIn.account.id);
      const notice = noticeQuery(outcome, participant.code, wave);
      const board = form.own('_board');
      if (board === '')
        return reply.redirect(`${participantPath(study, participant.code)}?${notice}`, 303);
      const shown = Object.fromEntries(new URLSearchParams(board));
      const query = boardQuery(study, sitesOf(signedIn, study), shown);
      return reply.redirect(`${boardHref(query)}&${notice}`, 303);
    },
  );

  app.post<WaveRequest>(
    `${path}/links/:wave/revocation`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      readButton(request);
      const { code } = participant;
      const wave = waveNumber(request.params.wave);
      if (!(await participationOf(services, code, wave))) throw new CatalogueError('not-found');
      await revokeWaveLinks(services, { code, wave }, signedIn.account.id);
      const notice = noticeQuery('revoked', code, wave);
      return reply.redirect(`${participantPath(study, code)}?${notice}`, 303);
    },
  );

  app.get<ParticipantRequest>(
    `${path}/withdrawal`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      const { code } = participant;
      const identity = await readIdentity(services, code, signedIn.account.id);
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/withdrawal',
          title: texts(requestLanguage(request))('staff.withdrawal.title'),
          model: {
            code,
            name: identity?.name ?? '–',
            meaning: `staff.withdrawal.${study.withdrawal}`,
            action: `${participantPath(study, code)}/withdrawal`,
            back: participantPath(study, code),
          },
        },
      );
    },
  );

  app.post<ParticipantRequest>(
    `${path}/withdrawal`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      readButton(request);
      const { code } = participant;
      await withdrawParticipant(services, code, signedIn.account.id);
      return reply.redirect(
        `${participantPath(study, code)}?${noticeQuery('withdrawn', code)}`,
        303,
      );
    },
  );
}

function waveNumber(typed: string): number {
  if (!/^[1-9]\d?$/.test(typed)) throw new CatalogueError('bad-form');
  return Number(typed);
}
