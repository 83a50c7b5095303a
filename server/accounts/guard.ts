/** Who may open a page: the session and role it asks for, and the form token that every post carries. */

import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../db/accounts.ts';
import { CatalogueError } from '../errors.ts';
import { readForm } from '../form.ts';
import type { Menu } from '../render.ts';
import { tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import type { Say } from '../texts.ts';
import { accountEmail } from './accounts.ts';
import { type SignedIn, sessionOf } from './sessions.ts';

const cookieName = 'session';

/** The session of a request whose account has one of `roles`; a post must carry its form token. */
export async function requireRole(
  services: Services,
  request: FastifyRequest,
  roles: readonly Role[],
): Promise<SignedIn> {
  const signedIn = await signedInOf(services, request);
  if (!signedIn) throw new CatalogueError('not-signed-in');
  if (!roles.includes(signedIn.account.role)) throw new CatalogueError('not-allowed');
  if (request.method === 'POST' && !sameToken(readForm(request).own('_csrf'), signedIn.csrf))
    throw new CatalogueError('form-expired');
  return signedIn;
}

/** Whoever a request comes from; null if nobody is signed in. */
export async function signedInOf(
  services: Services,
  request: FastifyRequest,
): Promise<SignedIn | null> {
  return sessionOf(services, request.cookies[cookieName]);
}

export function setSessionCookie(reply: FastifyReply, { config }: Services, cookie: string): void {
  reply.setCookie(cookieName, cookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl.startsWith('https:'),
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path: '/' });
}

/** Where each role begins. */
export const startPages: Readonly<Record<Role, string>> = {
  admin: '/admin/accounts',
  coordinator: '/staff',
  keyer: '/staff/paper-entries',
  researcher: '/research',
};

/** The menu above a signed-in page. */
export function menuFor(services: Services, { account, csrf }: SignedIn, say: Say): Menu {
  const links: Readonly<Record<Role, readonly string[]>> = {
    admin: ['/admin/accounts'],
    coordinator: ['/staff', '/staff/paper-entries'],
    keyer: ['/staff/paper-entries'],
    researcher: ['/research'],
  };
  return {
    email: accountEmail(services, account),
    csrf,
    links: links[account.role].map((href) => ({
      href,
      text: say(`menu.${href.slice(1).replaceAll('/', '-')}`),
    })),
  };
}

/** Compares hashes, so that the time tells nothing of how much of a guess was right. */
function sameToken(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(expected)));
}
