/** The participant that an address names, if the visitor may see them. */

import type { FastifyRequest } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant, studyNamed } from '../accounts/scope.ts';
import type { Participant } from '../db/participants.ts';
import { CatalogueError } from '../errors.ts';
import type { Services } from '../services.ts';

export interface ParticipantRequest {
  Params: { study: string; code: string };
  Querystring: { notice?: string; code?: string; wave?: string; timeline?: string };
}

/** The participant that a page is about. */
export interface Found {
  readonly study: Study;
  readonly participant: Participant;
}

export function participantPath(study: Study, code: string): string {
  return `/staff/${study.study}/participants/${code}`;
}

/** Throws when there is none in that study that the visitor may see. */
export async function namedParticipant(
  services: Services,
  request: FastifyRequest<ParticipantRequest>,
): Promise<Found> {
  const signedIn = signedInOf(request);
  const study = studyNamed(services, signedIn, request.params.study);
  const found = await findParticipant(services, signedIn, request.params.code);
  if (found?.study !== study) throw new CatalogueError('no-such-participant');
  return found;
}

/** After a death nothing asks for anything any more, and nothing says how somebody was reached. */
export function isQuiet({ state }: Participant): boolean {
  return state === 'dead';
}
