/** How well everybody can use these pages, what does not work yet, and whom to tell. */

import type { FastifyInstance } from 'fastify';
import { studyContacts } from '../contact-model.ts';
import { dayInWords } from '../day.ts';
import { requestLanguage } from '../language.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

/** When the statement was last held against the pages; it goes with the text in the locale files. */
const statedOn = '2026-11-27';

export async function accessibilityRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/accessibility', { config: openToAll }, async (request, reply) => {
    const language = requestLanguage(request);
    return sendPage(reply, {
      template: 'participant/accessibility',
      frame: {
        title: texts(language)('rights.accessibility.title'),
        language,
        layout: 'participant',
        otherLanguage: languageLink('/accessibility', language),
      },
      model: {
        contacts: studyContacts(services.definitions.studies, language),
        statedOn: dayInWords(statedOn, language),
      },
    });
  });
}
