/** Everything a participant meets: the link, the questions, the summary and the thanks. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { answerRoutes } from './answers.ts';
import { linkRoutes } from './links.ts';
import { submissionRoutes } from './submissions.ts';

export async function participantArea(app: FastifyInstance, services: Services): Promise<void> {
  await linkRoutes(app, services);
  await answerRoutes(app, services);
  await submissionRoutes(app, services);
}
