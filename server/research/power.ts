/** The calculator of how many participants a study needs: knows no study and no data, and keeps nothing. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { menuFor, sessionIn } from '../accounts/guard.ts';
import { requestLanguage } from '../language.ts';
import { sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { powerPage } from './power/page-model.ts';
import { readCalculation } from './power/reading.ts';

/** Each takes some milliseconds of everybody's time. */
const rateLimit = { max: 120, timeWindow: '1 minute' };

export async function powerRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // An address with a calculation in it is for co-authors and reviewers, who have no account here.
  app.get<{ Querystring: Readonly<Record<string, unknown>> }>(
    '/power',
    { config: { ...openToAll, rateLimit } },
    async (request, reply) => {
      const language = requestLanguage(request);
      const reading = readCalculation(request.query);
      return sendPage(
        reply,
        {
          template: 'research/power',
          frame: {
            title: texts(language)('power.title'),
            language,
            layout: 'staff',
            menu: await menuOf(services, request, language),
          },
          model: powerPage(reading, language),
        },
        reading.calculation ? 200 : 422,
      );
    },
  );
}

async function menuOf(services: Services, request: FastifyRequest, language: string) {
  const signedIn = await sessionIn(services, request);
  return signedIn && menuFor(services, signedIn, texts(language), request.url);
}
