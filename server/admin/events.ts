/** The event log for administrators: what happened in every study, filtered, in words and as a file. */

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { allAccounts } from '../db/accounts.ts';
import { CatalogueError } from '../errors.ts';
import { exportEvents } from '../event-log/export.ts';
import { type LogPage, logPage, parsePlace, placeText, top } from '../event-log/pages.ts';
import { addressesOf, eventInWords } from '../event-log/words.ts';
import { csvType } from '../export/csv.ts';
import { problemLinks } from '../field-models.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { type AskedEvents, filterQuery, type Query, readFilter } from './event-filter.ts';
import { filterInputs } from './event-filter-model.ts';

interface EventsRequest {
  Querystring: Query;
}

export async function eventRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<EventsRequest>('/admin/events', { config: onlyFor('admin') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const asked = await askedEvents(services, request.query);
    const place = parsePlace(String(request.query.after ?? '.')) ?? top;
    const page: LogPage = asked.filter
      ? await logPage(services.db, asked.filter, place)
      : { entries: [], next: null };
    return eventsPage({ services, request, reply, signedIn }, asked, {
      ...page,
      isFirst: place.registry === null && place.study === null,
    });
  });

  // No HEAD: it would log an export that nobody reads.
  app.get<EventsRequest>(
    '/admin/events.csv',
    { exposeHeadRoute: false, config: onlyFor('admin') },
    async (request, reply) => {
      const { account } = signedInOf(request);
      const { filter, code, kind } = await askedEvents(services, request.query);
      if (!filter) throw new CatalogueError('bad-form');
      const pieces = await exportEvents(services, filter, {
        actor: account.id,
        ...(code === null ? {} : { code }),
        detail: kind === null ? {} : { kind },
      });
      reply.type(csvType);
      reply.header('content-disposition', 'attachment; filename="events.csv"');
      return reply.send(Readable.from(pieces));
    },
  );
}

/** Where the installation's days begin: the time zone of its first study. */
function timeZoneOf({ definitions }: Services): string {
  return definitions.studies[0]?.time_zone ?? 'UTC';
}

async function askedEvents(services: Services, query: Query): Promise<AskedEvents> {
  const accounts = await allAccounts(services.db.registry);
  return readFilter(query, { accounts, timeZone: timeZoneOf(services) });
}

async function eventsPage(
  visitor: Visitor,
  { fields, filter }: AskedEvents,
  { entries, next, isFirst }: LogPage & { readonly isFirst: boolean },
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const language = requestLanguage(request);
  const addresses = await addressesOf(services);
  const reader = { language, timeZone: timeZoneOf(services), addresses };
  const inputs = filterInputs(fields, addresses, language);
  return sendSignedInPage(
    visitor,
    {
      template: 'admin/events',
      title: texts(language)('log.title'),
      model: {
        inputs,
        problems: problemLinks(inputs),
        isFiltered: filterQuery(fields) !== '',
        events: entries.map((entry) => {
          const words = eventInWords(services, entry, reader);
          const href = words.code && `/admin/events?person=${words.code}`;
          return { ...words, href };
        }),
        older: next ? `/admin/events${filterQuery(fields, { after: placeText(next) })}` : '',
        newest: isFirst ? '' : `/admin/events${filterQuery(fields)}`,
        file: `/admin/events.csv${filterQuery(fields)}`,
      },
    },
    filter ? 200 : 422,
  );
}
