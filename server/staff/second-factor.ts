/** Between the password and a whole session: the code from the person's app. */

import type { FastifyInstance } from 'fastify';
import { setSessionCookie, signedInOf, startPages } from '../accounts/guard.ts';
import { guessLimit } from '../accounts/proof.ts';
import { giveSecondFactor } from '../accounts/sessions.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { CatalogueError } from '../errors.ts';
import { whileSigningIn } from '../route-access.ts';
import type { Services } from '../services.ts';
import { proofPage, readProof, refuseProof } from './proof-page.ts';
import { setupPage, takeSetup } from './second-factor-setup.ts';

const page = '/second-factor';
const setup = '/second-factor/setup';

export async function secondFactorRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get(page, { config: whileSigningIn }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    return elsewhere(visitor, page) ?? proofPage(visitor, 'give', page, null);
  });

  app.post(page, { config: { ...whileSigningIn, ...guessLimit } }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const other = elsewhere(visitor, page);
    if (other) return other;
    const { fields, proof } = readProof(visitor);
    if (!proof) return proofPage(visitor, 'give', page, fields);
    const proven = await giveSecondFactor(services, visitor.signedIn, proof);
    if (proven.outcome !== 'proven') {
      if (proven.outcome === 'too-many-attempts') throw new CatalogueError('too-many-attempts');
      refuseProof(fields, proof);
      return proofPage(visitor, 'give', page, fields);
    }
    setSessionCookie(reply, services, proven.value);
    return reply.redirect(startPages[visitor.signedIn.account.role], 303);
  });

  app.get(setup, { config: whileSigningIn }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    return elsewhere(visitor, setup) ?? setupPage(visitor, setup, null);
  });

  app.post(setup, { config: { ...whileSigningIn, ...guessLimit } }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    return elsewhere(visitor, setup) ?? takeSetup(visitor, setup);
  });
}

/** A whole session has passed here; a half one is either to give its code, or to set up an app first. */
function elsewhere({ signedIn, reply }: Visitor, here: string) {
  const { account, isWhole } = signedIn;
  const right = isWhole ? startPages[account.role] : account.totp_since === null ? setup : page;
  return right === here ? null : reply.redirect(right, 303);
}
