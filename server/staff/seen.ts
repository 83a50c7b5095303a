/** Of others that a person turns out to be like: whom the visitor may be told of, and how many are elsewhere. */

import type { Study } from '../../surveys/study.ts';
import { maySee } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { participantsByCode } from '../db/participants.ts';
import type { Services } from '../services.ts';

export interface Seen {
  readonly seen: readonly string[];
  readonly elsewhere: number;
}

/** Somebody whose registration was cut off stands at no site, and counts as elsewhere. */
export async function seenOf(
  { db }: Services,
  signedIn: SignedIn,
  study: Study,
  codes: readonly string[],
): Promise<Seen> {
  const participants = await participantsByCode(db.study, codes);
  const seen = participants
    .filter((participant) => maySee(signedIn, study, participant))
    .map(({ code }) => code);
  return { seen, elsewhere: codes.length - seen.length };
}
