/** Signing in and out. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { containsIdentityNumber } from '../../surveys/identity-number.ts';
import {
  checkFormToken,
  clearSessionCookie,
  sessionIn,
  setSessionCookie,
  startPages,
} from '../accounts/guard.ts';
import { guessLimit } from '../accounts/proof.ts';
import { sessionOf, signIn, signOut } from '../accounts/sessions.ts';
import { CatalogueError } from '../errors.ts';
import { readForm } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

export async function signInRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<{ Querystring: { notice?: string } }>(
    '/sign-in',
    { config: openToAll },
    async (request, reply) => {
      const signedIn = await sessionIn(services, request);
      if (signedIn) return reply.redirect(startPages[signedIn.account.role], 303);
      const notice = request.query.notice === 'password-chosen' ? 'password-chosen' : '';
      return signInPage(request, reply, { email: '', notice, wrong: false });
    },
  );

  app.post('/sessions', { config: { ...openToAll, ...guessLimit } }, async (request, reply) => {
    // There is no session yet whose form token could be asked for.
    if (!isFromHere(request)) throw new CatalogueError('form-expired');
    const { fields } = readForm(request);
    const typed = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
    const email = typed('email');
    const attempt = await signIn(services, { email, password: typed('password') });
    if (attempt.outcome !== 'signed-in') {
      if (attempt.outcome === 'too-many-attempts') throw new CatalogueError('too-many-attempts');
      return signInPage(request, reply, { email, notice: '', wrong: true });
    }
    const earlier = await sessionIn(services, request);
    if (earlier) await signOut(services, earlier);
    const signedIn = await sessionOf(services, attempt.cookie);
    if (!signedIn) throw new CatalogueError('not-signed-in');
    setSessionCookie(reply, services, attempt.cookie);
    return reply.redirect(startPages[signedIn.account.role], 303);
  });

  app.post('/sessions/end', { config: openToAll }, async (request, reply) => {
    const signedIn = await sessionIn(services, request);
    if (signedIn) {
      checkFormToken(request, signedIn);
      await signOut(services, signedIn);
    }
    clearSessionCookie(reply, services);
    return reply.redirect('/sign-in', 303);
  });
}

/** Browsers tell which page a form was on; older ones and scripts tell nothing. */
function isFromHere({ headers }: FastifyRequest): boolean {
  return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string);
}

interface SignInModel {
  readonly email: string;
  readonly notice: '' | 'password-chosen';
  readonly wrong: boolean;
}

function signInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { email, notice, wrong }: SignInModel,
): FastifyReply {
  const language = requestLanguage(request);
  return sendPage(
    reply,
    {
      template: 'staff/sign-in',
      frame: { title: texts(language)('signIn.title'), language, layout: 'participant' },
      model: { email: containsIdentityNumber(email) ? '' : email, notice, wrong, language },
    },
    wrong ? 401 : 200,
  );
}
