/** The page on the quality of answers: what stands out, how many there are of it, and which responses they are. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { qualityOf } from '../analysis/quality/index.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { dataQualityModel } from './data-quality-model.ts';
import { openResearchView } from './gate.ts';
import { signedInResearcher } from './researcher.ts';
import { type RoleRequest, roleAsked, roleChoices } from './role-choice.ts';
import { onSameCut } from './same-cut.ts';
import { speaker } from './speaker.ts';
import { studyFrame, studyPagePath } from './study-pages.ts';

interface QualityRequest extends RoleRequest {
  Querystring: RoleRequest['Querystring'] & { check?: unknown; page?: unknown };
}

export async function dataQualityRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<QualityRequest>(
    '/research/:study/data-quality',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const role = roleAsked(researcher.study, request.query);
      const { check: only } = request.query;
      const view = await openResearchView(services, researcher, {
        action: 'research overview read',
      });
      const quality = await qualityOf(view, role);
      if (only !== undefined && !quality.checks.some(({ check }) => check === only))
        throw new CatalogueError('not-found');
      const { study } = view;
      const language = requestLanguage(request);
      const speak = speaker(study, language);
      const path = studyPagePath(study.study, 'quality');
      const about = { role: role.name };
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/data-quality',
          title: speak.say('dataQuality.title'),
          model: {
            study: inLanguage(study.title, language),
            ...studyFrame(view, researcher, 'quality', language),
            choices: roleChoices(view, researcher, path, role, language),
            isOne: only !== undefined,
            everything: onSameCut(path, researcher, about),
            ...dataQualityModel(quality, speak, {
              only,
              page: pageAsked(request.query.page),
              response: ({ code, wave }) =>
                onSameCut(`/research/${study.study}/responses/${code}/${wave}`, researcher),
              list: (check, page) =>
                onSameCut(path, researcher, { ...about, check, page: String(page) }),
            }),
          },
        },
      );
    },
  );
}

/** The first unless the address says a number. */
function pageAsked(typed: unknown): number {
  return typeof typed === 'string' && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1;
}
