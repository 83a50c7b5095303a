/** The API token that a request carries in its Authorization header. */

import type { FastifyRequest } from 'fastify';

/** Null without the header, or with one of another scheme, which a proxy may have asked for. */
export function bearerToken({ headers }: FastifyRequest): string | null {
  const [scheme = '', ...rest] = (headers.authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' ? rest.join(' ').trim() : null;
}
