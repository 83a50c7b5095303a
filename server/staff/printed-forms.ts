/** Forms to print: one that bears a participant's code and wave, and blank ones; each with its map of boxes. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayAnswer } from '../../surveys/participant-state.ts';
import { signedInOf } from '../accounts/guard.ts';
import { studyNamed } from '../accounts/scope.ts';
import { participationIn } from '../collection/participation.ts';
import { isShut } from '../db/participants.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { blankForm, blankForms, formFor } from '../paper/printed-form.ts';
import { formMap } from '../printing/form-json.ts';
import { formLayout, type PrintedForm } from '../printing/form-layout.ts';
import { formPdf } from '../printing/form-pdf.ts';
import { measure } from '../printing/typeface.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { keyers } from './paper-entry.ts';
import { namedParticipant, type ParticipantRequest } from './participants.ts';

interface ParticipantForm extends ParticipantRequest {
  Params: ParticipantRequest['Params'] & { wave: string };
}

interface BlankFormRequest {
  Params: { study: string; role: string; form: string };
}

const ofParticipant = '/staff/:study/participants/:code/forms/:wave';
const blank = '/staff/:study/forms/:role/:form';

export async function printedFormRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { clock } = services;

  app.get<ParticipantForm>(
    `${ofParticipant}/form.pdf`,
    { config: onlyFor('coordinator') },
    async (request, reply) => sendPdf(reply, await participantForm(services, request), clock),
  );
  app.get<ParticipantForm>(
    `${ofParticipant}/form.json`,
    { config: onlyFor('coordinator') },
    async (request) => mapOf(await participantForm(services, request)),
  );
  app.get<BlankFormRequest>(
    `${blank}/form.pdf`,
    { config: onlyFor(...keyers) },
    async (request, reply) => sendPdf(reply, wantedForm(services, request), clock),
  );
  app.get<BlankFormRequest>(`${blank}/form.json`, { config: onlyFor(...keyers) }, async (request) =>
    mapOf(wantedForm(services, request)),
  );
}

/** Who no answer is taken from any more is sent no form. */
async function participantForm(
  services: Services,
  request: FastifyRequest<ParticipantForm>,
): Promise<PrintedForm> {
  const { participant } = await namedParticipant(services, request);
  const { wave } = request.params;
  const number = /^[1-9]\d?$/.test(wave) ? Number(wave) : 0;
  const participation = participationIn(services, participant, number);
  const isOver =
    !mayAnswer(participant.state) || (await isShut(services.db.study, participant.code));
  if (!participation || isOver) throw new CatalogueError('not-found');
  return formFor(services, participation);
}

function wantedForm(services: Services, request: FastifyRequest<BlankFormRequest>): PrintedForm {
  const { study: name, role: roleName, form: formName } = request.params;
  const study = studyNamed(services, signedInOf(request), name);
  const role = study.roles.find((one) => one.name === roleName);
  const form = blankForms.find((one) => one === formName);
  if (!role || !form) throw new CatalogueError('not-found');
  return blankForm(services, { study, role, form, language: requestLanguage(request) });
}

function mapOf(form: PrintedForm) {
  return formMap(form, formLayout(form, measure));
}

function sendPdf(reply: FastifyReply, form: PrintedForm, clock: Services['clock']): FastifyReply {
  const { instrument, of } = form;
  const name = of ? `${of.code}-${of.wave}` : instrument.instrument;
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${name}.pdf"`)
    .send(formPdf(formLayout(form, measure), new Date(clock.now().epochMilliseconds)));
}
