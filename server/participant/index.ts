/** Everything a participant meets: the link, the questions, the thanks, and what they have a right to. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { accessibilityRoutes } from './accessibility.ts';
import { answerRoutes } from './answers.ts';
import { dataCopyRoutes } from './data-copies.ts';
import { leavingRoutes } from './leaving.ts';
import { linkRoutes } from './links.ts';
import { lostLinkRoutes } from './lost-link.ts';
import { privacyRoutes } from './privacy.ts';
import { shortCodeRoutes } from './short-codes.ts';
import { submissionRoutes } from './submissions.ts';

export async function participantArea(app: FastifyInstance, services: Services): Promise<void> {
  await linkRoutes(app, services);
  await answerRoutes(app, services);
  await submissionRoutes(app, services);
  await lostLinkRoutes(app, services);
  await shortCodeRoutes(app, services);
  await leavingRoutes(app, services);
  await dataCopyRoutes(app, services);
  await privacyRoutes(app, services);
  await accessibilityRoutes(app, services);
}
