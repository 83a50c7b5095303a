/** The end of the form: what is still open, the button that sends it, and the thanks. */

import type { FastifyInstance } from 'fastify';
import type { Item } from '../../surveys/answer-types/index.ts';
import { leftOut, unanswered } from '../../surveys/answers.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import { inLanguage } from '../../surveys/text.ts';
import { instrumentOf } from '../collection/participation.ts';
import { type Answering, pagesToAnswer } from '../collection/visit.ts';
import { submitAnswers } from '../collection/web-submission.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { answeringOf, languageOf, shownIn } from './answers.ts';
import { clearVisitCookie } from './cookie.ts';
import { carriedLanguage, pagePath } from './paths.ts';

export async function submissionRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<{ Querystring: { lang?: string } }>(
    '/answers/summary',
    { config: openToAll },
    async (request, reply) => {
      const answering = await answeringOf(services, request, reply);
      if (!answering) return reply;
      const { instrument, saved, participation, visit } = answering;
      const language = languageOf(answering, request.query.lang);
      const open = unanswered(instrument, saved, participation.occasion);
      const left = leftOut(instrument, saved, participation.occasion);
      return sendPage(reply, {
        template: 'participant/summary',
        frame: {
          title: texts(language)('summary.title'),
          language,
          layout: 'participant',
          otherLanguage: languageLink('/answers/summary', language),
        },
        model: {
          open: openPages(answering, open, language),
          openCount: open.length,
          leftOut: left.length > 0,
          leftOutCount: left.length,
          back: pagePath(pagesToAnswer(answering).at(-1) ?? null, {
            language: carriedLanguage(answering, language),
          }),
          visit: visit.id,
          language,
        },
      });
    },
  );

  app.post('/submissions', { config: openToAll }, async (request, reply) => {
    const current = await answeringOf(services, request, reply);
    if (!current) return reply;
    const form = readButton(request);
    const answering = await shownIn(services, current, form);
    if ((await submitAnswers(services, answering)) === 'closed-meanwhile')
      throw new CatalogueError('visit-over');
    clearVisitCookie(reply);
    const { study, role } = answering.participation;
    const language = languageOf(answering, form.own('_lang'));
    return reply.redirect(`/thanks/${study.study}/${role.name}?lang=${language}`, 303);
  });

  app.get<{ Params: { study: string; role: string } }>(
    '/thanks/:study/:role',
    { config: openToAll },
    async (request, reply) => {
      const study = services.definitions.study(request.params.study);
      const role = study?.roles.find(({ name }) => name === request.params.role);
      if (!role) throw new CatalogueError('not-found');
      const language = requestLanguage(request);
      const { closing } = instrumentOf(services, role);
      return sendPage(reply, {
        template: 'participant/thanks',
        frame: { title: texts(language)('thanks.title'), language, layout: 'participant' },
        model: { closing: closing ? inLanguage(closing, language) : '' },
      });
    },
  );
}

/** One line per page with something open: its first open question, and how many more there are. */
function openPages(answering: Answering, open: readonly Item[], language: string) {
  const carried = { fromSummary: true, language: carriedLanguage(answering, language) };
  return pagesToAnswer(answering).flatMap((group) => {
    const [first, ...more] = group.items.filter((item) => open.includes(item));
    return first
      ? [
          {
            text: questionInWords(first, group, language),
            more: more.length,
            href: `${pagePath(group, carried)}#q-${first.name}`,
          },
        ]
      : [];
  });
}
