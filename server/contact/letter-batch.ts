/** A batch of letters on its way: which of them still go, and marking them printed and posted. */

import { mayBeContacted } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { participationOf, webAccess } from '../collection/participation.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import { type LetterBatch, lettersIn, lockBatch, updateBatch } from '../db/letter-batches.ts';
import { insertLink, linkByHash, revokeLinksWith, updateLink } from '../db/links.ts';
import { messagesOfKind, type OutboxMessage, updateOutboxMessage } from '../db/outbox.ts';
import { formsReceived } from '../db/paper-forms.ts';
import { personByCode } from '../db/people.ts';
import { standingPause } from '../db/sending-pauses.ts';
import type { Services } from '../services.ts';
import { letterHash, letterLink } from './letters.ts';

/** Why a letter that lies in a batch is not to be posted. */
export type TakenOut =
  /** Withdrawn, paused, dead and so on. */
  | 'left'
  | 'answered'
  /** Their form has come, and is no answer yet. */
  | 'received'
  | 'over'
  /** They answer by e-mail now. */
  | 'by-mail'
  /** Of another site's people now. */
  | 'moved'
  /** Its code was shut, and would open nothing. */
  | 'revoked'
  | 'no-address';

export interface BatchLetter {
  readonly letter: OutboxMessage;
  readonly takenOut: TakenOut | null;
}

/** The letters of a batch that have not been posted or taken out, as things stand now. */
export async function waitingLetters(
  services: Services,
  batch: LetterBatch,
): Promise<BatchLetter[]> {
  const letters = await lettersIn(services.db.registry, batch.id);
  const waiting = letters.filter(({ status }) => status === 'waiting');
  const found: BatchLetter[] = [];
  for (const letter of waiting)
    found.push({ letter, takenOut: await reasonAgainst(services, batch, letter) });
  return found;
}

/** The letter as it is now; null when it is not to be printed any more. */
export async function letterNow(
  services: Services,
  batch: LetterBatch,
  { id, code, wave }: OutboxMessage,
): Promise<OutboxMessage | null> {
  const letters = await messagesOfKind(services.db.registry, code, wave, 'letter');
  const letter = letters.find((one) => one.id === id);
  const waits = letter?.status === 'waiting' && letter.batch_id === batch.id;
  return waits && (await reasonAgainst(services, batch, letter)) === null ? letter : null;
}

async function reasonAgainst(
  services: Services,
  { site }: LetterBatch,
  letter: OutboxMessage,
): Promise<TakenOut | null> {
  const { code, wave } = letter;
  const participation = await participationOf(services, code, wave);
  if (!participation || !mayBeContacted(participation.participant.state)) return 'left';
  const { participant } = participation;
  const access = await webAccess(services, participation);
  if (!access.open) return access.reason === 'submitted' ? 'answered' : 'over';
  if ((await formsReceived(services.db.study, [code])).some((form) => form.wave === wave))
    return 'received';
  if (participant.channel === 'web') return 'by-mail';
  if (site !== '' && site !== (participant.current_site ?? '-')) return 'moved';
  const link = await linkByHash(services.db.study, await letterHash(services, letter));
  if (link?.revoked_at) return 'revoked';
  const person = await personByCode(services.db.registry, code);
  return person?.address_sealed ? null : 'no-address';
}

/**
 * From now on no letter is added; what is not to be printed is taken out, and its code shut first: an
 * attempt that is cut off is made again. Repeatable.
 */
export async function markPrinted(
  services: Services,
  batch: LetterBatch,
  actor: string,
): Promise<void> {
  const { db, clock } = services;
  if (batch.printed_at !== null) return;
  const letters = await waitingLetters(services, batch);
  await shutCodes(services, letters);
  await db.registry.transaction().execute(async (trx) => {
    const standing = await lockBatch(trx, batch.id);
    if (!standing || standing.printed_at !== null) return;
    for (const { letter, takenOut } of letters)
      if (takenOut !== null) await takeOut(services, trx, letter, actor);
    await updateBatch(trx, batch.id, { printed_at: timestamp(clock), printed_by: actor });
    const count = letters.filter(({ takenOut }) => takenOut === null).length;
    const detail = { study: batch.study, count };
    await appendEvent(trx, clock, { actor, action: 'letters printed', detail });
  });
}

export type Posting = 'posted' | 'not-printed' | 'sending-paused';

/**
 * The links are told first, as of e-mails: an attempt that was cut off is made again, and what the
 * outbox holds as sent is never missing there. Repeatable.
 */
export async function markPosted(
  services: Services,
  study: Study,
  batch: LetterBatch,
  actor: string,
): Promise<Posting> {
  const { db, clock } = services;
  if (batch.printed_at === null) return 'not-printed';
  if (batch.posted_at !== null) return 'posted';
  if (await standingPause(db.study, study.study)) return 'sending-paused';
  const letters = await waitingLetters(services, batch);
  const posted = letters.filter(({ takenOut }) => takenOut === null);
  const at = timestamp(clock);
  const links: Awaited<ReturnType<typeof letterLink>>[] = [];
  for (const { letter } of posted) links.push(await letterLink(services, letter));
  await db.study.transaction().execute(async (trx) => {
    for (const link of links) {
      // One that was cut off between the stores has none yet.
      await insertLink(trx, link);
      await updateLink(trx, link.token_hash, { sent_at: at, failure: null });
    }
  });
  await shutCodes(services, letters);
  await db.registry.transaction().execute(async (trx) => {
    const standing = await lockBatch(trx, batch.id);
    if (!standing || standing.posted_at !== null) return;
    for (const { letter, takenOut } of letters) {
      if (takenOut !== null) {
        await takeOut(services, trx, letter, actor);
        continue;
      }
      const { id, code, wave } = letter;
      await updateOutboxMessage(trx, id, { status: 'sent', sent_at: at, token_sealed: null });
      await appendEvent(trx, clock, { actor, action: 'letter posted', code, detail: { wave } });
    }
    await updateBatch(trx, batch.id, { posted_at: at, posted_by: actor });
  });
  return 'posted';
}

/** Of what is taken out: it is thrown away, and whoever finds it is not to answer with it. */
async function shutCodes(services: Services, letters: readonly BatchLetter[]): Promise<void> {
  const hashes: string[] = [];
  for (const { letter, takenOut } of letters)
    if (takenOut !== null) hashes.push(await letterHash(services, letter));
  if (hashes.length === 0) return;
  const at = timestamp(services.clock);
  await services.db.study.transaction().execute((trx) => revokeLinksWith(trx, hashes, at));
}

async function takeOut(
  { clock }: Services,
  trx: RegistryTransaction,
  { id, code, wave }: OutboxMessage,
  actor: string,
): Promise<void> {
  await updateOutboxMessage(trx, id, { status: 'cancelled', token_sealed: null });
  await appendEvent(trx, clock, { actor, action: 'letter cancelled', code, detail: { wave } });
}
