/** What a study does with what it knows of people, in plain words and out of the study's own file. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { languageLink, sendPage } from '../render.ts';
import { privacyModel } from '../rights/privacy-model.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

export async function privacyRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/privacy', { config: openToAll }, async (request, reply) => {
    const { studies } = services.definitions;
    const language = requestLanguage(request);
    const [only, ...others] = studies;
    if (only && others.length === 0)
      return reply.redirect(`/privacy/${only.study}?lang=${language}`, 303);
    return sendPage(reply, {
      template: 'participant/privacy-of-which',
      frame: {
        title: texts(language)('rights.privacy.title'),
        language,
        layout: 'participant',
        otherLanguage: languageLink('/privacy', language),
      },
      model: {
        studies: studies.map(({ study, title }) => ({
          href: `/privacy/${study}?lang=${language}`,
          title: inLanguage(title, language),
        })),
      },
    });
  });

  app.get<{ Params: { study: string } }>(
    '/privacy/:study',
    { config: openToAll },
    async (request, reply) => {
      const study = services.definitions.study(request.params.study);
      if (!study) throw new CatalogueError('not-found');
      const language = requestLanguage(request);
      return sendPage(reply, {
        template: 'participant/privacy',
        frame: {
          title: texts(language)('rights.privacy.title'),
          language,
          layout: 'participant',
          otherLanguage: languageLink(`/privacy/${study.study}`, language),
        },
        model: privacyModel(study, language),
      });
    },
  );
}
