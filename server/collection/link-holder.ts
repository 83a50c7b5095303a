/** Whose link it is, whatever has become of it: who wants to be left alone may use an old one. */

import type { Study } from '../../surveys/study.ts';
import { linkByHash } from '../db/links.ts';
import { type Participant, participantByCode } from '../db/participants.ts';
import { isTokenShaped, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';

export interface LinkHolder {
  readonly study: Study;
  /** Of somebody with two registrations, the one that goes on. */
  readonly participant: Participant;
}

/** Null for a token that was never in a message of ours. Reads only. */
export async function linkHolder(services: Services, token: string): Promise<LinkHolder | null> {
  const { db, definitions } = services;
  const link = isTokenShaped(token) ? await linkByHash(db.study, tokenHash(token)) : null;
  const named = link && (await participantByCode(db.study, link.code));
  const participant = named?.merged_into
    ? await participantByCode(db.study, named.merged_into)
    : named;
  const study = participant && definitions.study(participant.study);
  return participant && study ? { study, participant } : null;
}
