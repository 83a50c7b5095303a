/** The code on a letter: typed here, it opens the same form as the link in an e-mail. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accessByHash } from '../collection/participation.ts';
import { parseShortCode, shortCodeHash } from '../contact/short-code.ts';
import { studyContacts } from '../contact-model.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { openForm } from './opening.ts';

/** Per address on the net: room for slips of the finger, none for trying codes out. */
const rateLimit = { max: 10, timeWindow: '1 minute' };

export async function shortCodeRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/k', { config: openToAll }, async (request, reply) =>
    codePage(services, request, reply, null),
  );

  app.post('/k', { config: { ...openToAll, rateLimit } }, async (request, reply) => {
    const form = readForm(request);
    const fields = formFields(form, ['code']);
    const typed = fields.needed('code', fields.text('code', 40));
    if (typed === null) return codePage(services, request, reply, fields);
    const code = parseShortCode(typed);
    const hash = code && (await shortCodeHash(services, code));
    const access = hash ? await accessByHash(services, hash) : null;
    if (!hash || !access || (!access.open && access.reason === 'unknown')) {
      fields.refuse('code', 'bad-short-code');
      return codePage(services, request, reply, fields);
    }
    const wanted = form.own('_lang');
    return openForm(services, { request, reply }, () => accessByHash(services, hash), wanted);
  });
}

function codePage(
  { definitions }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  fields: FormFields<'code'> | null,
): FastifyReply {
  const language = requestLanguage(request);
  const say = texts(language);
  const field = inputField('code', say('shortCode.code'), {
    autocomplete: 'off',
    hint: say('shortCode.hint'),
    value: fields?.typed.code ?? '',
    problem: problemTexts(fields, say).code,
    short: true,
  });
  return sendPage(
    reply,
    {
      template: 'participant/short-code',
      frame: {
        title: say('shortCode.title'),
        language,
        layout: 'participant',
        otherLanguage: languageLink('/k', language),
      },
      model: {
        field,
        problems: problemLinks([field]),
        language,
        contacts: studyContacts(definitions.studies, language),
      },
    },
    fields ? 422 : 200,
  );
}
