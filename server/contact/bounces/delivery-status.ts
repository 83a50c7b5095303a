/** How a delivery went, in the form for machines: message/delivery-status (RFC 3464). */

import { type Fields, groupsOf } from './mail-fields.ts';
import { type Verdict, verdictOf, verdictOnAll } from './verdict.ts';

/** A delay is no failure yet: the server goes on trying, and tells how that ended. */
export type Fate =
  | ({ readonly kind: 'bounce' } & Verdict)
  | { readonly kind: 'delay'; readonly status: string }
  | { readonly kind: 'other' };

export function fateIn(deliveryStatus: string): Fate {
  // The group about the message as a whole has no action, whether or not it is there.
  const recipients = groupsOf(deliveryStatus).filter((group) => group.has('action'));
  const [first, ...others] = recipients.filter((group) => actionOf(group) === 'failed');
  if (first) {
    const verdict = verdictOnAll([verdictOn(first), ...others.map(verdictOn)]);
    const reachedSomebody = others.length + 1 < recipients.length;
    return { kind: 'bounce', ...verdict, ...(reachedSomebody ? { bounces: 'soft' } : {}) };
  }
  const delayed = recipients.find((group) => actionOf(group) === 'delayed');
  return delayed ? { kind: 'delay', status: verdictOn(delayed).status } : { kind: 'other' };
}

/** Without the remark that may stand behind it in parentheses. */
function actionOf(recipient: Fields): string | undefined {
  return /^[a-z]+/i.exec(recipient.get('action') ?? '')?.[0].toLowerCase();
}

function verdictOn(recipient: Fields): Verdict {
  return verdictOf(recipient.get('status'), recipient.get('diagnostic-code') ?? '');
}
