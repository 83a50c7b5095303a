/** What staff send by hand: the link to a wave, and the same once more. */

import { timestamp } from '../clock.ts';
import type { Participation } from '../collection/participation.ts';
import { linksOf, revokedLinkCount } from '../db/links.ts';
import { messagesOfKind } from '../db/outbox.ts';
import type { Services } from '../services.ts';
import { type MessageOutcome, sendWaveMessage } from './wave-message.ts';

/** Once for each wave; a new one after its links were revoked. */
export async function sendInvitation(
  services: Services,
  participation: Participation,
  actor: string,
): Promise<MessageOutcome> {
  const { participant, wave } = participation;
  // A message whose link was revoked is never sent again: the next one is a new message.
  const ordinal = 1 + (await revokedLinkCount(services.db.study, participant.code, wave));
  return sendWaveMessage(services, participation, { kind: 'invitation', ordinal }, { actor });
}

/** Long enough that a second press, or an impatient participant, gets no second mail. */
const sameWithin = { minutes: 10 };

/** The same once more, for who has lost the link or changed address; earlier links go on working. */
export async function sendNewLink(
  services: Services,
  participation: Participation,
  actor: string,
): Promise<MessageOutcome> {
  const { registry } = services.db;
  const { participant, wave } = participation;
  const earlier = await messagesOfKind(registry, participant.code, wave, 'new-link');
  const lately = timestamp({ now: () => services.clock.now().subtract(sameWithin) });
  const links = await linksOf(services.db.study, participant.code, wave);
  // With every link revoked, what was sent a moment ago opens nothing any more.
  const anyOpens = links.some(({ revoked_at }) => revoked_at === null);
  if (anyOpens && earlier.some(({ sent_at }) => sent_at !== null && sent_at > lately))
    return 'already-sent';
  const unsent = earlier.find(({ sent_at }) => sent_at === null);
  const ordinal = unsent?.ordinal ?? earlier.length + 1;
  // Whoever wants no e-mail gets this one all the same when they ask for it.
  const how = { actor, reason: actor === 'participant' ? ('asked' as const) : null };
  return sendWaveMessage(services, participation, { kind: 'new-link', ordinal }, how);
}
