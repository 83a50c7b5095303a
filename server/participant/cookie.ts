/** The cookie that carries a visit: gone when the form is sent or the browser closed. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';

const name = 'visit';

export function setVisitCookie(reply: FastifyReply, { config }: Services, cookie: string): void {
  reply.setCookie(name, cookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
  });
}

export function visitCookie(request: FastifyRequest): string | undefined {
  return request.cookies[name];
}

export function clearVisitCookie(reply: FastifyReply): void {
  reply.clearCookie(name, { path: '/' });
}
