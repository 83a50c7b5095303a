/** The page that says why a paper form cannot be keyed, and what to do with the paper. */

import type { FastifyReply } from 'fastify';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import type { KeyOutcome } from '../collection/paper-entry.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';

export type Refusal =
  | 'bad-code'
  | 'unknown-code'
  | 'no-such-wave'
  | Extract<KeyOutcome['outcome'], 'not-yet-due' | 'withdrawn' | 'already-submitted'>;

const status: Readonly<Record<Refusal, number>> = {
  'bad-code': 404,
  'unknown-code': 404,
  'no-such-wave': 404,
  'not-yet-due': 409,
  withdrawn: 409,
  'already-submitted': 409,
};

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
    status[reason],
  );
}
