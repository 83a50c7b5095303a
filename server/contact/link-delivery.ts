/** What became of a message, written down at its link: the boards go by that, and a refusal becomes a task. */

import { timestamp, today } from '../clock.ts';
import type { Participation } from '../collection/participation.ts';
import { type Link, unmarkedLinks, updateLink } from '../db/links.ts';
import { deliveredMessages } from '../db/outbox.ts';
import { tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { addTaskIn, endTaskIn } from '../tasks/task-change.ts';
import type { Delivery } from './mail.ts';

/**
 * Comes before the outbox is told: an attempt that is cut off in between is made again, and comes
 * here again. So a message that the outbox holds as sent is never missing here.
 */
export async function markDelivery(
  { db, clock }: Services,
  { study, participant: { code }, wave }: Participation,
  token: string,
  delivery: Delivery,
  actor: string,
): Promise<void> {
  const bounced = { code, kind: 'bounced', wave } as const;
  await db.study.transaction().execute(async (trx) => {
    const hash = tokenHash(token);
    if (delivery.accepted) {
      await updateLink(trx, hash, { sent_at: timestamp(clock), failure: null });
      await endTaskIn(trx, clock, bounced, actor);
      return;
    }
    await updateLink(trx, hash, { sent_at: null, failure: delivery.failure });
    if (!delivery.refused) return;
    const dueOn = today(clock, study.time_zone);
    await addTaskIn(trx, clock, { ...bounced, study: study.study, dueOn }, actor);
  });
}

/** Links that were sent before there was a place to say so; repeatable, and nothing once all do. */
export async function markEarlierDeliveries({ db }: Services): Promise<void> {
  const links = await unmarkedLinks(db.study);
  const messages = await deliveredMessages(db.registry, [...new Set(links.map((l) => l.code))]);
  const byMoment = new Map(messages.map((message) => [momentOf(message), message]));
  const known = links.flatMap((link) => {
    const message = byMoment.get(momentOf(link));
    return message ? [{ hash: link.token_hash, message }] : [];
  });
  if (known.length === 0) return;
  await db.study.transaction().execute(async (trx) => {
    for (const { hash, message } of known)
      await updateLink(trx, hash, { sent_at: message.sent_at, failure: message.failure });
  });
}

/** A link is made with its message: the two have their moment in common. */
function momentOf({ code, wave, created_at }: Pick<Link, 'code' | 'wave' | 'created_at'>): string {
  return `${code} ${wave} ${created_at}`;
}
