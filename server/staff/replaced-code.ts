/** A paper form with a code that was merged into another: where it is keyed now. */

import type { FastifyReply } from 'fastify';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';

export function replacedCodePage(visitor: Visitor, code: string, wave: number): FastifyReply {
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/replaced-code',
      title: texts(requestLanguage(visitor.request))('merging.refusal.title'),
      model: { code, href: `/staff/paper-entries?code=${code}&wave=${wave}` },
    },
    409,
  );
}
