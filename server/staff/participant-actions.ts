/** A participant's links: the first one to a wave, the same once more, and shutting them. */

import type { FastifyInstance } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf } from '../accounts/scope.ts';
import { participationOf } from '../collection/participation.ts';
import { sendInvitation, sendNewLink } from '../contact/invitation.ts';
import { revokeWaveLinks } from '../contact/revocation.ts';
import { CatalogueError } from '../errors.ts';
import { readButton, readForm } from '../form.ts';
import { formFields } from '../form-fields.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
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

  app.post<ParticipantRequest>(
    `${path}/new-links`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      const { code } = participant;
      const wave = waveNumber(formFields(readForm(request), ['wave']).typed.wave);
      const participation = await participationOf(services, code, wave);
      if (!participation) throw new CatalogueError('bad-form');
      const outcome =
        participant.channel === 'paper'
          ? 'on-paper'
          : await sendNewLink(services, participation, signedIn.account.id);
      const own = { sent: 'new-link-sent', 'already-sent': 'new-link-already-sent' } as const;
      const notice = outcome === 'sent' || outcome === 'already-sent' ? own[outcome] : outcome;
      const query = noticeQuery(notice, code, wave);
      return reply.redirect(`${participantPath(study, code)}?${query}`, 303);
    },
  );
}

function waveNumber(typed: string): number {
  if (!/^[1-9]\d?$/.test(typed)) throw new CatalogueError('bad-form');
  return Number(typed);
}
