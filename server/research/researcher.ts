/** Who asks for research data: a researcher who is signed in, or a script with a researcher's API token. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { bearerOf } from '../accounts/api-tokens.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf, studyNamed } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { bearerToken } from '../bearer.ts';
import type { Account } from '../db/accounts.ts';
import type { Scope } from '../db/api-tokens.ts';
import { CatalogueError } from '../errors.ts';
import type { Services } from '../services.ts';

/** A researcher before one study. */
export interface Researcher {
  readonly account: Account;
  readonly study: Study;
  /** The sites whose participants they see; null for all. */
  readonly sites: readonly string[] | null;
  readonly by: 'session' | 'api token';
  /** Which files they may fetch. */
  readonly scope: Scope;
  /** What the address says of the data cut: its number, `now` for none, or nothing. */
  readonly cut: unknown;
}

export interface StudyRequest {
  Params: { study: string };
}

/** The signed-in researcher, and the study that the address names. */
export function signedInResearcher(
  services: Services,
  request: FastifyRequest<StudyRequest>,
): { signedIn: SignedIn; researcher: Researcher } {
  const signedIn = signedInOf(request);
  const study = studyNamed(services, signedIn, request.params.study);
  const { account } = signedIn;
  const sites = sitesOf(signedIn, study);
  const cut = cutAsked(request);
  return { signedIn, researcher: { account, study, sites, by: 'session', scope: 'answers', cut } };
}

/** The same for a download: a token in the header decides alone, whatever cookies come with it. */
export async function downloadingResearcher(
  services: Services,
  request: FastifyRequest<StudyRequest>,
  reply: FastifyReply,
): Promise<Researcher> {
  const token = bearerToken(request);
  if (token === null) return signedInResearcher(services, request).researcher;
  const bearer = await bearerOf(services, token);
  if (!bearer) {
    reply.header('www-authenticate', 'Bearer error="invalid_token"');
    throw new CatalogueError('bad-token');
  }
  if (bearer.account.role !== 'researcher') throw new CatalogueError('not-allowed');
  if (bearer.study !== request.params.study) throw new CatalogueError('other-study');
  const study = studyNamed(services, bearer, bearer.study);
  const { account, scope } = bearer;
  const sites = sitesOf(bearer, study);
  return { account, study, sites, by: 'api token', scope, cut: cutAsked(request) };
}

function cutAsked({ query }: FastifyRequest<StudyRequest>): unknown {
  return (query as { readonly cut?: unknown }).cut;
}
