/** A letter to somebody who answers on paper: put into the batch that is printed next, with a code that opens the form. */

import { randomUUID } from 'node:crypto';
import { mayBeContacted } from '../../surveys/participant-state.ts';
import { timestamp, today } from '../clock.ts';
import type { Participation } from '../collection/participation.ts';
import { appendEvent } from '../db/events.ts';
import { ensureOpenBatch } from '../db/letter-batches.ts';
import { insertLink } from '../db/links.ts';
import {
  ensureOutboxMessage,
  messagesOfKind,
  type OutboxMessage,
  updateOutboxMessage,
} from '../db/outbox.ts';
import { lockParticipant, stateOf } from '../db/participants.ts';
import { lockPerson } from '../db/people.ts';
import type { Services } from '../services.ts';
import { newMessage, openToken, sealToken } from './outbox.ts';
import { newShortCode, shortCodeHash } from './short-code.ts';

/** Repeatable: a letter lies in one batch; one that was taken out is put into the next. */
export async function addLetter(
  services: Services,
  { participant: { code, current_site }, study, wave }: Participation,
  ordinal: number,
): Promise<void> {
  const { db, clock } = services;
  const letter = await db.registry.transaction().execute(async (trx) => {
    await lockPerson(trx, code);
    const letters = await messagesOfKind(trx, code, wave, 'letter');
    const standing = letters.find((one) => one.ordinal === ordinal);
    if (standing && standing.status !== 'cancelled') return standing;
    const site = study.limited_to_sites?.includes('coordinator') ? (current_site ?? '-') : '';
    const batch = await ensureOpenBatch(trx, {
      ...{ id: randomUUID(), study: study.study, site },
      ...{ day: today(clock, study.time_zone), made_at: timestamp(clock) },
    });
    await appendEvent(trx, clock, {
      ...{ actor: 'system', action: 'letter written', code },
      detail: { wave },
    });
    if (standing) {
      const token_sealed = sealToken(services, standing.id, newShortCode());
      const again = { status: 'waiting', batch_id: batch.id, token_sealed } as const;
      await updateOutboxMessage(trx, standing.id, again);
      return { ...standing, ...again };
    }
    const which = { study: study.study, code, wave, kind: 'letter', ordinal } as const;
    const draft = newMessage(services, { ...which, batch_id: batch.id }, newShortCode());
    return ensureOutboxMessage(trx, draft);
  });
  if (letter.token_sealed === null) return;
  const link = await letterLink(services, letter);
  await db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const state = await stateOf(trx, code);
    if (state !== null && mayBeContacted(state)) await insertLink(trx, link);
  });
}

/** What the code of a letter opens, by its hash. */
export async function letterLink(services: Services, letter: OutboxMessage) {
  const { code, wave, created_at } = letter;
  return {
    ...{ token_hash: await letterHash(services, letter), code, wave },
    ...({ medium: 'post', created_at } as const),
  };
}

export async function letterHash(services: Services, letter: OutboxMessage): Promise<string> {
  return shortCodeHash(services, openToken(services, letter) ?? '');
}
