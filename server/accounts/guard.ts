/** The door: the session and role that a route asks for, and the form token that every post carries. */

import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from '../bearer.ts';
import type { Role } from '../db/accounts.ts';
import { CatalogueError } from '../errors.ts';
import { readForm } from '../form.ts';
import type { Menu } from '../render.ts';
import type { StaffAccess } from '../route-access.ts';
import { tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import type { Say } from '../texts.ts';
import { accountEmail } from './accounts.ts';
import { type SignedIn, sessionOf } from './sessions.ts';
import { isConfirmed } from './step-up.ts';

/** Under https no other host of the domain can set one of this name for us. */
const cookieName = (services: Services) => (isHttps(services) ? '__Host-session' : 'session');

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the handler of a route that is for staff. */
    signedIn: SignedIn | null;
  }
}

/** Looks at everybody at the door: before a body is read, and at the form token once it is. */
export function guardRoutes(app: FastifyInstance, services: Services): void {
  app.decorateRequest('signedIn', null);
  app.addHook('onRoute', ({ config, url }) => {
    if (!config?.access) throw new Error(`the route ${url} does not say who may open it`);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'anyone';
    if (access === 'anyone' || (access.apiToken && bearerToken(request) !== null)) return;
    request.signedIn = await admitted(services, request, access);
  });
  app.addHook('preHandler', async (request) => {
    if (request.signedIn && request.method === 'POST') checkFormToken(request, request.signedIn);
  });
}

/** A post must carry the form token of the session's own pages. */
export function checkFormToken(request: FastifyRequest, { csrf }: SignedIn): void {
  if (!sameToken(readForm(request).own('_csrf'), csrf)) throw new CatalogueError('form-expired');
}

/** Whoever the door let in; on a route that is for staff there is somebody. */
export function signedInOf({ signedIn }: FastifyRequest): SignedIn {
  if (!signedIn) throw new CatalogueError('not-signed-in');
  return signedIn;
}

async function admitted(
  services: Services,
  request: FastifyRequest,
  { roles, halfSession = false, stepUp = false }: StaffAccess,
): Promise<SignedIn> {
  const signedIn = await sessionIn(services, request);
  if (!signedIn) throw new CatalogueError('not-signed-in');
  if (!signedIn.isWhole && !halfSession) throw new CatalogueError('second-factor-missing');
  // Also whoever is turned away finds their own menu on the page that says so.
  request.signedIn = signedIn;
  if (!roles.includes(signedIn.account.role)) throw new CatalogueError('not-allowed');
  if (stepUp && !isConfirmed(services.clock, signedIn)) throw new CatalogueError('not-confirmed');
  return signedIn;
}

/** Whoever a request comes from; null if nobody is signed in. */
export async function sessionIn(
  services: Services,
  request: FastifyRequest,
): Promise<SignedIn | null> {
  return sessionOf(services, request.cookies[cookieName(services)]);
}

export function setSessionCookie(reply: FastifyReply, services: Services, cookie: string): void {
  reply.setCookie(cookieName(services), cookie, cookieOptions(services));
}

export function clearSessionCookie(reply: FastifyReply, services: Services): void {
  reply.clearCookie(cookieName(services), cookieOptions(services));
}

/** Where each role begins. */
export const startPages: Readonly<Record<Role, string>> = {
  admin: '/admin/accounts',
  coordinator: '/staff',
  keyer: '/staff/paper-entries',
  researcher: '/research',
};

/** The menu above the signed-in page at `path`; a half session has nowhere to go. */
export function menuFor(services: Services, signedIn: SignedIn, say: Say, path: string): Menu {
  const { account, csrf, isWhole } = signedIn;
  const links: Readonly<Record<Role, readonly string[]>> = {
    admin: ['/admin/accounts', '/admin/events'],
    coordinator: ['/staff', '/staff/participants', '/staff/paper-entries', '/staff/sending'],
    keyer: ['/staff/paper-entries'],
    researcher: ['/research', '/power'],
  };
  return {
    email: accountEmail(services, account),
    csrf,
    search: isWhole && account.role === 'coordinator' ? '/staff/searches' : null,
    account: isWhole ? '/account' : '',
    links: (isWhole ? links[account.role] : []).map((href) => ({
      href,
      text: say(`menu.${href.slice(1).replaceAll('/', '-')}`),
      current: currency(href, path),
    })),
  };
}

/** The pages of a study's people belong to the list of them; the day has no pages of its own. */
function currency(href: string, path: string): 'page' | 'true' | null {
  const [open = ''] = path.split('?');
  if (open === href) return 'page';
  const place = placeOf(open);
  return href !== startPages.coordinator && place.startsWith(`${href}/`) ? 'true' : null;
}

function placeOf(open: string): string {
  if (/^\/staff\/[^/]+\/(participants|identity-export)/.test(open)) return '/staff/participants/';
  return /^\/staff\/[^/]+\/(letters|messages)\//.test(open) ? '/staff/sending/' : open;
}

function cookieOptions(services: Services) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps(services) } as const;
}

function isHttps({ config }: Services): boolean {
  return config.publicUrl.startsWith('https:');
}

/** Compares hashes, so that the time tells nothing of how much of a guess was right. */
function sameToken(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(expected)));
}
