/** Letters as they lie in their batches, with the codes that stand in them. */

import { markPosted, markPrinted, type Posting } from '../../server/contact/letter-batch.ts';
import { openToken } from '../../server/contact/outbox.ts';
import { spelled } from '../../server/contact/short-code.ts';
import { batchNamed, type LetterBatch, unpostedBatches } from '../../server/db/letter-batches.ts';
import { messagesOfKind, type OutboxMessage } from '../../server/db/outbox.ts';
import type { Services } from '../../server/services.ts';
import type { TestApp } from './app.ts';

/** The first letter about a wave. */
export async function letterTo(
  { services }: Pick<TestApp, 'services'>,
  code: string,
  wave = 1,
): Promise<OutboxMessage> {
  const [letter] = await messagesOfKind(services.db.registry, code, wave, 'letter');
  if (!letter) throw new Error('there is no letter');
  return letter;
}

/** As it is printed; only until the letter is posted. */
export async function codeIn(t: Pick<TestApp, 'services'>, code: string): Promise<string> {
  const token = openToken(t.services, await letterTo(t, code));
  if (token === null) throw new Error('there is no code in the letter any more');
  return spelled(token);
}

/** The batches that are not in the post yet, newest first. */
export function batchesIn({ services }: Pick<TestApp, 'services'>): Promise<LetterBatch[]> {
  return unpostedBatches(services.db.registry, 'jobbspesialist', null);
}

/** The batch that a letter lies in, as it stands now. */
export async function batchOf(
  t: Pick<TestApp, 'services'>,
  code: string,
  wave = 1,
): Promise<LetterBatch> {
  const { batch_id } = await letterTo(t, code, wave);
  const batch = await batchNamed(t.services.db.registry, batch_id ?? '');
  if (!batch) throw new Error('the letter lies in no batch');
  return batch;
}

/** Marks the batch that somebody's letter lies in as printed. */
export async function print(t: Pick<TestApp, 'services'>, code: string): Promise<void> {
  await markPrinted(t.services, await batchOf(t, code), 'staff');
}

/** Marks it as posted; `services` where something is different from what the test has. */
export async function post(
  t: Pick<TestApp, 'services'>,
  code: string,
  services: Services = t.services,
): Promise<Posting> {
  const study = services.definitions.study('jobbspesialist');
  if (!study) throw new Error('the study is missing');
  return markPosted(services, study, await batchOf(t, code), 'staff');
}
