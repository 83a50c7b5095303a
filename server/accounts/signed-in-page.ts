/** A page for somebody who is signed in: the frame with their menu, and what every form on it carries. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayInWords, dayOf } from '../day.ts';
import { requestLanguage } from '../language.ts';
import { sendPage } from '../render.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { menuFor } from './guard.ts';
import type { SignedIn } from './sessions.ts';

/** One request of one signed-in person. */
export interface Visitor {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly signedIn: SignedIn;
}

/** The template also gets `csrf` and `language`, for the hidden fields of its forms. */
export function sendSignedInPage<Model extends object>(
  { services, request, reply, signedIn }: Visitor,
  page: { readonly template: string; readonly title: string; readonly model: Model },
  status = 200,
): FastifyReply {
  const language = requestLanguage(request);
  return sendPage(
    reply,
    {
      template: page.template,
      frame: {
        title: page.title,
        language,
        layout: 'staff',
        menu: menuFor(services, signedIn, texts(language), request.url),
      },
      model: { ...page.model, csrf: signedIn.csrf, language },
    },
    status,
  );
}

/** The day of a stored instant in words, where the installation's first study is. */
export function dayFor({ services, request }: Visitor, instant: string): string {
  const timeZone = services.definitions.studies[0]?.time_zone ?? 'UTC';
  return dayInWords(dayOf(instant, timeZone), requestLanguage(request));
}
