/** The list of studies, and the page of one: response, scores, downloads. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { studiesOf } from '../accounts/scope.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { type Overview, overviewOf } from '../analysis/overview.ts';
import { dayInWords } from '../day.ts';
import { digestOf } from '../digest.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { downloadsModel } from './download-list.ts';
import { openResearchView } from './gate.ts';
import { roleModel } from './overview-model.ts';
import { type StudyRequest, signedInResearcher } from './researcher.ts';
import { studyFrame } from './study-pages.ts';

export async function studyRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/research', { config: onlyFor('researcher') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const language = requestLanguage(request);
    const studies = studiesOf(services, signedIn);
    const [only, another] = studies;
    if (only && !another) return reply.redirect(`/research/${only.study}`, 303);
    return sendSignedInPage(
      { services, request, reply, signedIn },
      {
        template: 'research/studies',
        title: texts(language)('research.title'),
        model: {
          studies: studies.map(({ study, title }) => ({
            href: `/research/${study}`,
            title: inLanguage(title, language),
          })),
        },
      },
    );
  });

  app.get<StudyRequest>(
    '/research/:study',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const view = await openResearchView(services, researcher, {
        action: 'research overview read',
      });
      const { study } = view;
      const overviews: Overview[] = [];
      for (const role of study.roles) overviews.push(await overviewOf(view, role));

      const language = requestLanguage(request);
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/study',
          title: inLanguage(study.title, language),
          model: {
            study: study.study,
            ...studyFrame(view, researcher, 'overview', language),
            heading: inLanguage(study.title, language),
            day: dayInWords(view.today, language),
            plan: { version: study.analysis_plan.version, digest: digestOf(study.analysis_plan) },
            downloads: downloadsModel(study, language),
            roles: overviews.map((overview) => roleModel(study, overview, language)),
          },
        },
      );
    },
  );
}
