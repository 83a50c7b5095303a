/** Opening the form for whoever came with a link or a code: a visit begins, and its cookie carries it on. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Participation } from '../collection/participation.ts';
import { currentAnswering, nextOpenPage, startVisit } from '../collection/visit.ts';
import type { Services } from '../services.ts';
import { languages } from '../texts.ts';
import { closedPage } from './closed.ts';
import { setVisitCookie } from './cookie.ts';

/** `look` says what the link or code opens now: once before the visit begins, and once after. */
export async function openForm(
  services: Services,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  look: () => Promise<Access>,
  wanted: string | undefined,
): Promise<FastifyReply> {
  const access = await look();
  if (!access.open) return closedPage(request, reply, access);
  const cookie = await startVisit(
    services,
    access.participation,
    spoken(access.participation, wanted),
  );
  // Shut while the visit began: a visit whose cookie nobody was given is nobody's.
  const still = await look();
  if (!still.open) return closedPage(request, reply, still);
  setVisitCookie(reply, services, cookie);
  const answering = await currentAnswering(services, cookie);
  const page = answering && 'visit' in answering ? nextOpenPage(answering) : null;
  return reply.redirect(page ? `/answers/pages/${page.name}` : '/answers/summary', 303);
}

/** The asked-for language if the study speaks it, else the participant's own. */
export function spoken({ study, participant }: Participation, wanted: string | undefined): string {
  const known = study.languages.filter((language) => languages.includes(language));
  return [wanted, participant.language].find((l) => l !== undefined && known.includes(l)) ?? 'nb';
}
