/** The last look before a message leaves: that its participant still wants it, and that its link opens and goes to them. */

import { mayBeContacted } from '../../surveys/participant-state.ts';
import { timestamp } from '../clock.ts';
import type { Participation } from '../collection/participation.ts';
import { insertLink, linkByHash, revokeLinksWith } from '../db/links.ts';
import type { OutboxMessage } from '../db/outbox.ts';
import { lockParticipant, participantByCode } from '../db/participants.ts';
import { type Mailbox, personByCode } from '../db/people.ts';
import { standingPause } from '../db/sending-pauses.ts';
import { tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { renewToken } from './outbox.ts';

/** Why a message stays after all, or that it leaves. */
export type Leaving = 'leaves' | 'not-open' | 'mail-stopped' | 'sending-paused';

/**
 * With the token that the message leaves with: one whose link was shut before it ever left is replaced.
 * What is shut from here on stays so, though the message is on its way.
 */
export async function leave(
  services: Services,
  participation: Participation,
  token: string,
  message: OutboxMessage,
  reason: OutboxMessage['reason'],
): Promise<{ readonly leaving: Leaving; readonly token: string }> {
  const leaving = await mayLeave(services, participation, token, message, reason);
  if (leaving !== 'shut') return { leaving, token };
  return leave(services, participation, await renewToken(services, message), message, reason);
}

/** They may have left, been paused or asked for silence since it was begun: the row that says so is held. */
async function mayLeave(
  { db }: Services,
  { study, participant: { code }, wave }: Participation,
  token: string,
  { created_at }: OutboxMessage,
  reason: OutboxMessage['reason'],
): Promise<Leaving | 'shut'> {
  const token_hash = tokenHash(token);
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const now = await participantByCode(trx, code);
    if (!now || !mayBeContacted(now.state)) return 'not-open';
    if (now.mail === 'stopped' && reason !== 'asked') return 'mail-stopped';
    if (await standingPause(trx, study.study)) return 'sending-paused';
    if ((await linkByHash(trx, token_hash))?.revoked_at) return 'shut';
    await insertLink(trx, { token_hash, code, wave, medium: 'mail', created_at });
    return 'leaves';
  });
}

/** Their address was changed, and links to the old one shut, while this one was not there to be shut. */
export async function hasMoved(
  { db }: Services,
  { code, email_ordinal }: Mailbox,
): Promise<boolean> {
  return (await personByCode(db.registry, code))?.email_ordinal !== email_ordinal;
}

export async function shutLink({ db, clock }: Services, token: string): Promise<void> {
  const at = timestamp(clock);
  await db.study.transaction().execute((trx) => revokeLinksWith(trx, [tokenHash(token)], at));
}
