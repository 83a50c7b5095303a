/** The link to a copy of all that is held: a page to read, and a button that sends the archive. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { studyContacts } from '../contact-model.ts';
import { dayInWords, dayOf } from '../day.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { languageLink, sendPage } from '../render.ts';
import { dataArchive, readMeName } from '../rights/archive.ts';
import { dataCopyOf, type OpenDataCopy, recordOpening } from '../rights/data-copy.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { languages, texts } from '../texts.ts';

interface CopyRequest {
  Params: { '*': string };
  Querystring: { lang?: string };
}

/** Per address on the net: a token cannot be guessed, and nobody needs to try. */
const rateLimit = { max: 30, timeWindow: '1 minute' };

export async function dataCopyRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = { ...openToAll, rateLimit };

  // With a wildcard even a link with a slash in it gets a page that says what to do.
  app.get<CopyRequest>('/d/*', { config }, async (request, reply) => {
    const token = request.params['*'];
    const copy = await dataCopyOf(services, token);
    if (!copy) return overPage(services, request, reply);
    return copyPage(reply, copy, token, spoken(copy, request.query.lang));
  });

  app.post<CopyRequest>('/d/*', { config }, async (request, reply) => {
    const language = readButton(request).own('_lang');
    const copy = await dataCopyOf(services, request.params['*']);
    if (!copy) return overPage(services, request, reply);
    const { study, participant } = copy;
    await recordOpening(services, participant.code);
    const reader = { study, language: spoken(copy, language) };
    const archive = await dataArchive(services, reader, participant);
    const name = texts(reader.language)('rights.copy.file');
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return reply.type('application/zip').send(Buffer.from(archive));
  });
}

function copyPage(
  reply: FastifyReply,
  { study, expiresAt }: OpenDataCopy,
  token: string,
  language: string,
): FastifyReply {
  return sendPage(reply, {
    template: 'participant/data-copy',
    frame: {
      title: texts(language)('rights.copy.title'),
      language,
      layout: 'participant',
      otherLanguage: languageLink(`/d/${token}`, language),
    },
    model: {
      action: `/d/${token}`,
      readMe: readMeName(language),
      until: dayInWords(dayOf(expiresAt, study.time_zone), language),
      contacts: studyContacts([study], language),
      language,
    },
  });
}

/** Unknown, too old or shut: one page, that says nothing of which. */
function overPage(
  { definitions }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = requestLanguage(request);
  return sendPage(
    reply,
    {
      template: 'participant/data-copy-over',
      frame: {
        title: texts(language)('rights.copy.over.title'),
        language,
        layout: 'participant',
      },
      model: { contacts: studyContacts(definitions.studies, language) },
    },
    404,
  );
}

/** The asked-for language if we speak it, else the participant's own. */
function spoken({ participant }: OpenDataCopy, wanted: string | undefined): string {
  return languages.find((language) => language === wanted) ?? participant.language;
}
