/** The personal link: a welcome page to read, and a button that opens the form. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { linkAccess, type Participation } from '../collection/participation.ts';
import { contactModel } from '../contact-model.ts';
import { dayAndMonth } from '../day.ts';
import { readButton } from '../form.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { closedPage } from './closed.ts';
import { openForm, spoken } from './opening.ts';

export async function linkRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // With a wildcard even a link with a slash in it gets a page that says what to do.
  app.get<{ Params: { '*': string }; Querystring: { lang?: string } }>(
    '/s/*',
    { config: openToAll },
    async (request, reply) => {
      const token = request.params['*'];
      const access = await linkAccess(services, token);
      if (!access.open) return closedPage(request, reply, access);
      return welcome(reply, access.participation, token, request.query.lang);
    },
  );

  app.post<{ Params: { '*': string } }>('/s/*', { config: openToAll }, async (request, reply) => {
    const wanted = readButton(request).own('_lang');
    const token = request.params['*'];
    return openForm(services, { request, reply }, () => linkAccess(services, token), wanted);
  });
}

function welcome(
  reply: FastifyReply,
  participation: Participation,
  token: string,
  wanted: string | undefined,
): FastifyReply {
  const { study, role, dates } = participation;
  const language = spoken(participation, wanted);
  return sendPage(reply, {
    template: 'participant/welcome',
    frame: {
      title: inLanguage(study.title, language),
      language,
      layout: 'participant',
      otherLanguage: languageLink(`/s/${token}`, language),
    },
    model: {
      study: inLanguage(study.title, language),
      who: inLanguage(role.texts.who, language),
      why: inLanguage(role.texts.why, language),
      minutes: role.texts.minutes,
      closes: dayAndMonth(dates.closes, language),
      action: `/s/${token}`,
      language,
      contact: contactModel(study),
    },
  });
}
