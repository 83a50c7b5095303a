/** The page about a study's sample size: what was planned, and what is known of it so far without looking at effects. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { sampleSizeOf } from '../analysis/sample-size.ts';
import { readSampleSize } from '../analysis/sample-size-data.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { type StudyRequest, signedInResearcher } from './researcher.ts';
import { sampleSizeModel } from './sample-size-model.ts';
import { speaker } from './speaker.ts';
import { studyFrame } from './study-pages.ts';

export async function sampleSizeRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<StudyRequest>(
    '/research/:study/sample-size',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const view = await openResearchView(services, researcher, {
        action: 'research overview read',
      });
      const { study, today } = view;
      const reading = await readSampleSize(view);
      const speak = speaker(study, requestLanguage(request));
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/sample-size',
          title: speak.say('sampleSize.title'),
          model: {
            study: inLanguage(study.title, speak.language),
            ...studyFrame(view, researcher, 'sample-size', speak.language),
            ...sampleSizeModel(
              study.analysis_plan,
              reading,
              sampleSizeOf(study.analysis_plan, reading, today),
              speak,
            ),
          },
        },
      );
    },
  );
}
