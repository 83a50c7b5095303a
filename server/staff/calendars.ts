/** What a calendar program reads: the days of a study, at an address that is its own key. */

import type { FastifyInstance } from 'fastify';
import { feedReader } from '../calendar/address.ts';
import { calendarFor } from '../calendar/feed.ts';
import { CatalogueError } from '../errors.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { defaultLanguage, languages } from '../texts.ts';

interface CalendarRequest {
  Params: { token: string };
  Querystring: { lang?: unknown };
}

/** Per address on the net: a calendar service reads for many people from a few of them. */
const rateLimit = { max: 60, timeWindow: '1 minute' };

export async function calendarRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = { ...openToAll, rateLimit };

  app.get<CalendarRequest>('/calendars/:token.ics', { config }, async (request, reply) => {
    const reader = await feedReader(services, request.params.token);
    // Unknown, revoked or somebody's who may no longer: one answer, that says nothing of which.
    if (!reader) throw new CatalogueError('not-found');
    // What a program says of its own language is not what its owner reads.
    const { lang } = request.query;
    const language = languages.find((known) => known === lang) ?? defaultLanguage;
    // Whoever opens it in a browser is not left with a file that is named by the key.
    reply.header('content-disposition', `attachment; filename="${reader.study.study}.ics"`);
    reply.type('text/calendar; charset=utf-8');
    return reply.send(await calendarFor(services, reader, language));
  });
}
