/** The page that says why a paper form cannot be keyed, and what to do with the paper. */

import type { FastifyReply } from 'fastify';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { requestLanguage } from '../language.ts';
import type { NotToKey } from '../paper/keying.ts';
import type { Receipt } from '../paper/received.ts';
import { texts } from '../texts.ts';

/** Nothing was changed for any of these: the paper is where it is. */
export type Refusal =
  | NotToKey
  | Exclude<Receipt['outcome'], 'logged' | 'logged-before' | 'withdrawn'>;

export function refusalPage(visitor: Visitor, reason: Refusal): FastifyReply {
  const say = texts(requestLanguage(visitor.request));
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/paper-refusal',
      title: say(`staff.refusal.${reason}.title`),
      model: {
        title: `staff.refusal.${reason}.title`,
        text: `staff.refusal.${reason}.text`,
      },
    },
    409,
  );
}
