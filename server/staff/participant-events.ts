/** What happened with one participant, for the coordinator who may see them. */

import type { FastifyInstance } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { everyEvent } from '../db/event-log.ts';
import { codesOf } from '../db/participants.ts';
import { logPage, parsePlace, placeText, top } from '../event-log/pages.ts';
import { addressesOf, eventInWords } from '../event-log/words.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';

interface EventsRequest extends ParticipantRequest {
  Querystring: ParticipantRequest['Querystring'] & { after?: string };
}

export async function participantEventRoutes(
  app: FastifyInstance,
  services: Services,
): Promise<void> {
  app.get<EventsRequest>(
    '/staff/:study/participants/:code/events',
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { study, participant } = await namedParticipant(services, request);
      const { code } = participant;
      const place = parsePlace(String(request.query.after ?? '.')) ?? top;
      const filter = { ...everyEvent, codes: await codesOf(services.db.study, code) };
      const { entries, next } = await logPage(services.db, filter, place);
      const language = requestLanguage(request);
      const addresses = await addressesOf(services);
      const reader = { language, timeZone: study.time_zone, addresses };
      const path = participantPath(study, code);
      const isFirst = place.registry === null && place.study === null;
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/participant-events',
          title: texts(language)('log.title'),
          model: {
            code,
            events: entries.map((entry) => ({
              ...eventInWords(services, entry, reader),
              href: '',
            })),
            older: next ? `${path}/events?after=${placeText(next)}` : '',
            newest: isFirst ? '' : `${path}/events`,
            back: path,
          },
        },
      );
    },
  );
}
