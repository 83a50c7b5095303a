/** Has somebody lost their link? They type their address; what they are told is the same for everybody. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { afterwards } from '../afterwards.ts';
import { sendLostLinks } from '../contact/lost-link.ts';
import { studyContacts } from '../contact-model.ts';
import { CatalogueError } from '../errors.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

/** Per address on the net: room for an office behind one router, none for a machine that tries addresses. */
const rateLimit = { max: 30, timeWindow: '1 minute' };

export async function lostLinkRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const later = afterwards(app);

  app.get('/lost-link', { config: openToAll }, async (request, reply) =>
    formPage(request, reply, null),
  );

  app.post('/lost-link', { config: { ...openToAll, rateLimit } }, async (request, reply) => {
    const fields = formFields(readForm(request), ['email']);
    const email = fields.needed('email', fields.email('email'));
    if (email === null) return formPage(request, reply, fields);
    if (!later.add(() => sendLostLinks(services, email)))
      throw new CatalogueError('too-many-attempts');
    return reply.redirect(`/lost-link/receipt?lang=${requestLanguage(request)}`, 303);
  });

  app.get('/lost-link/receipt', { config: openToAll }, async (request, reply) => {
    const language = requestLanguage(request);
    return sendPage(reply, {
      template: 'participant/lost-link-receipt',
      frame: {
        title: texts(language)('rights.lostLink.receipt.title'),
        language,
        layout: 'participant',
        otherLanguage: languageLink('/lost-link/receipt', language),
      },
      model: { contacts: studyContacts(services.definitions.studies, language), language },
    });
  });
}

function formPage(
  request: FastifyRequest,
  reply: FastifyReply,
  fields: FormFields<'email'> | null,
): FastifyReply {
  const language = requestLanguage(request);
  const say = texts(language);
  const field = inputField('email', say('rights.lostLink.email'), {
    type: 'email',
    autocomplete: 'email',
    hint: say('rights.lostLink.hint'),
    value: fields?.typed.email ?? '',
    problem: problemTexts(fields, say).email,
  });
  return sendPage(
    reply,
    {
      template: 'participant/lost-link',
      frame: {
        title: say('rights.lostLink.title'),
        language,
        layout: 'participant',
        otherLanguage: languageLink('/lost-link', language),
      },
      model: { field, problems: problemLinks([field]), language },
    },
    fields ? 422 : 200,
  );
}
