/** What researchers meet: how a study stands, its files, and the keys that scripts fetch them with. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { apiTokenRoutes } from './api-tokens.ts';
import { attritionRoutes } from './attrition.ts';
import { channelRoutes } from './channels.ts';
import { cutRoutes } from './cuts.ts';
import { dataQualityRoutes } from './data-quality.ts';
import { downloadRoutes } from './downloads.ts';
import { pasteFileRoutes } from './paste-files.ts';
import { pictureRoutes } from './pictures.ts';
import { powerRoutes } from './power.ts';
import { publishableRoutes } from './publishable.ts';
import { responseRoutes } from './responses.ts';
import { resultRoutes } from './results.ts';
import { sampleSizeRoutes } from './sample-size.ts';
import { studyRoutes } from './studies.ts';

export async function researchArea(app: FastifyInstance, services: Services): Promise<void> {
  await studyRoutes(app, services);
  await resultRoutes(app, services);
  await pasteFileRoutes(app, services);
  await pictureRoutes(app, services);
  await publishableRoutes(app, services);
  await channelRoutes(app, services);
  await attritionRoutes(app, services);
  await dataQualityRoutes(app, services);
  await responseRoutes(app, services);
  await cutRoutes(app, services);
  await downloadRoutes(app, services);
  await apiTokenRoutes(app, services);
  await powerRoutes(app, services);
  await sampleSizeRoutes(app, services);
}
