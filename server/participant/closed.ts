/** The page for a link or visit that opens nothing: what to do next, and nothing about anybody. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access, ClosedReason } from '../collection/participation.ts';
import { contactModel } from '../contact-model.ts';
import { requestLanguage } from '../language.ts';
import { sendPage } from '../render.ts';
import { texts } from '../texts.ts';

const status: Readonly<Record<ClosedReason, number>> = {
  unknown: 404,
  revoked: 410,
  withdrawn: 410,
  submitted: 410,
  'not-yet-due': 403,
  closed: 410,
};

/** Why a link opens nothing, where another link may. */
const lost: readonly ClosedReason[] = ['unknown', 'revoked'];

export function closedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { reason, study }: Extract<Access, { open: false }>,
): FastifyReply {
  const language = requestLanguage(request);
  return sendPage(
    reply,
    {
      template: 'participant/closed',
      frame: {
        title: texts(language)(`closed.${reason}.title`),
        language,
        layout: 'participant',
      },
      model: {
        title: `closed.${reason}.title`,
        text: `closed.${reason}.text`,
        contact: study ? contactModel(study) : null,
        lostLink: lost.includes(reason) ? `/lost-link?lang=${language}` : '',
      },
    },
    status[reason],
  );
}
