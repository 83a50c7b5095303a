/** Proving again who one is, before what asks for that. */

import type { FastifyInstance } from 'fastify';
import { signedInOf, startPages } from '../accounts/guard.ts';
import { guessLimit } from '../accounts/proof.ts';
import { confirmIdentity } from '../accounts/sessions.ts';
import { CatalogueError } from '../errors.ts';
import { pageOfOurs, stepUpAddress } from '../next-page.ts';
import { forEveryAccount } from '../route-access.ts';
import type { Services } from '../services.ts';
import { proofPage, readProof, refuseProof } from './proof-page.ts';

interface StepUpRequest {
  Querystring: { next?: string | string[] };
}

export async function stepUpRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<StepUpRequest>('/step-up', { config: forEveryAccount }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    return proofPage(visitor, 'confirm', actionFor(request.query.next), null);
  });

  app.post<StepUpRequest>(
    '/step-up',
    { config: { ...forEveryAccount, ...guessLimit } },
    async (request, reply) => {
      const visitor = { services, request, reply, signedIn: signedInOf(request) };
      const { next } = request.query;
      const { fields, proof } = readProof(visitor);
      if (!proof) return proofPage(visitor, 'confirm', actionFor(next), fields);
      const { outcome } = await confirmIdentity(services, visitor.signedIn, proof);
      if (outcome === 'too-many-attempts') throw new CatalogueError('too-many-attempts');
      if (outcome === 'wrong') {
        refuseProof(fields, proof);
        return proofPage(visitor, 'confirm', actionFor(next), fields);
      }
      return reply.redirect(pageOfOurs(next) ?? startPages[visitor.signedIn.account.role], 303);
    },
  );
}

/** The next page goes along in the address, where a code in it is not taken for an identity number. */
function actionFor(next: unknown): string {
  return stepUpAddress(typeof next === 'string' ? next : '');
}
