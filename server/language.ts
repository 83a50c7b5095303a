/** The reader's language, as far as a request tells it. */

import type { FastifyRequest } from 'fastify';
import { defaultLanguage, languages } from './texts.ts';

/** What the page was asked for in, else what the form was shown in, else what the browser prefers. */
export function requestLanguage(request: FastifyRequest): string {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  const { _lang } = (request.body ?? {}) as { _lang?: unknown };
  const preferred = String(request.headers['accept-language'] ?? '')
    .slice(0, 2)
    .toLowerCase();
  const known = [lang, _lang, preferred].find(
    (wanted) => typeof wanted === 'string' && languages.includes(wanted),
  );
  return (known as string | undefined) ?? defaultLanguage;
}
