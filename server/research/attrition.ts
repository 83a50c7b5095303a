/** The page on attrition: who answered and who did not, by group, and by what they said at inclusion. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { attritionOf } from '../analysis/attrition/attrition.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { attritionModel } from './attrition-model.ts';
import { openResearchView } from './gate.ts';
import { signedInResearcher } from './researcher.ts';
import { type RoleRequest, roleAsked, roleChoices } from './role-choice.ts';
import { speaker } from './speaker.ts';
import { studyFrame, studyPagePath } from './study-pages.ts';

export async function attritionRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<RoleRequest>(
    '/research/:study/attrition',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const role = roleAsked(researcher.study, request.query);
      const view = await openResearchView(services, researcher, {
        action: 'research overview read',
      });
      const { study } = view;
      const language = requestLanguage(request);
      const speak = speaker(study, language);
      const path = studyPagePath(study.study, 'attrition');
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/attrition',
          title: speak.say('attrition.title'),
          model: {
            study: inLanguage(study.title, language),
            ...studyFrame(view, researcher, 'attrition', language),
            choices: roleChoices(view, researcher, path, role, language),
            ...attritionModel(study, await attritionOf(view, role), speak),
          },
        },
      );
    },
  );
}
