/** What follows from a withdrawal: messages and letters are cancelled, links closed, and answers kept or made anonymous. */

import { timestamp, today } from '../clock.ts';
import { type CodeCorrection, openCorrections } from '../db/code-corrections.ts';
import { appendEvent } from '../db/events.ts';
import { shutEverything } from '../db/merging.ts';
import { codesOf, type Participant } from '../db/participants.ts';
import {
  deleteIdentities,
  deleteTraces,
  emptyJournal,
  identitiesOf,
  total,
  tracesOf,
} from '../db/retention.ts';
import {
  cancelMessages,
  finishWithdrawal,
  hasOpenLinks,
  unfinishedWithdrawals,
  unsentMessages,
} from '../db/withdrawals.ts';
import type { Services } from '../services.ts';
import { removeFreeText } from './free-text.ts';

/** So long a receipt can be sent and printed, and a mistake be found out. */
const daysUntilAnonymous = 7;

/**
 * The row that says somebody has withdrawn shuts everything by itself; this tidies up behind it. Every
 * step can be repeated, and one that was cut off is done at the next start or the next round of sending.
 */
export async function followUpWithdrawals(services: Services): Promise<void> {
  const errors: unknown[] = [];
  for (const participant of await unfinishedWithdrawals(services.db.study))
    await followUp(services, participant).catch((error: unknown) => errors.push(error));
  // One that cannot be seen through holds up nobody else.
  if (errors.length > 0) throw errors[0];
}

/** Of one person; nothing for who has not withdrawn, or has been seen through. */
export async function followUpWithdrawal(services: Services, code: string): Promise<void> {
  for (const participant of await unfinishedWithdrawals(services.db.study, code))
    await followUp(services, participant);
}

async function followUp(services: Services, participant: Participant): Promise<void> {
  const { db, clock, definitions } = services;
  const study = definitions.study(participant.study);
  if (!study) return;
  const codes = await codesOf(db.study, participant.code);
  await cancelUnsent(services, codes);
  await closeLinks(services, codes);
  // To erase answers takes a decision of its own: until then they stand as they are.
  if (study.withdrawal === 'erase') return;
  if (study.withdrawal === 'anonymise') {
    if (today(clock, study.time_zone) < anonymousFrom(participant)) return;
    // A form that is said to be somebody else's would lose what that person wrote: it is decided first.
    if ((await openCorrections(db.study, codes)).some(isFrom(codes))) return;
    await cutTraces(services, codes);
    await deleteIdentity(services, codes);
  }
  const { code } = participant;
  const meaning = study.withdrawal;
  await db.study.transaction().execute(async (trx) => {
    if (await finishWithdrawal(trx, { code, meaning, finished_at: timestamp(clock) }))
      await appendEvent(trx, clock, {
        ...{ actor: 'system', action: 'withdrawal followed up', code },
        detail: { meaning },
      });
  });
}

const isFrom =
  (codes: readonly string[]) =>
  ({ from_code }: CodeCorrection): boolean =>
    codes.includes(from_code);

/** The first day on which nothing leads from the answers of somebody who withdrew to them. */
function anonymousFrom({ state_on, inclusion_date }: Participant): string {
  const since = Temporal.PlainDate.from(state_on ?? inclusion_date);
  return since.add({ days: daysUntilAnonymous }).toString();
}

async function cancelUnsent({ db }: Services, codes: readonly string[]): Promise<void> {
  const unsent = await unsentMessages(db.registry, codes);
  if (unsent.length === 0) return;
  await db.registry.transaction().execute((trx) => cancelMessages(trx, unsent));
}

async function closeLinks({ db, clock }: Services, codes: readonly string[]): Promise<void> {
  if (!(await hasOpenLinks(db.study, codes))) return;
  await db.study.transaction().execute(async (trx) => {
    for (const code of codes) await shutEverything(trx, code, timestamp(clock));
  });
}

/** First in the study: somebody whose traces are gone counts as erased, so that no person is missing. */
async function cutTraces(services: Services, codes: readonly string[]): Promise<void> {
  const { db } = services;
  if (total(await tracesOf(db.study, { codes })) === 0) return;
  await db.study.transaction().execute(async (trx) => {
    await removeFreeText(services, trx, codes);
    await deleteTraces(trx, { codes });
  });
  await emptyJournal(db.study);
}

export async function deleteIdentity(
  { db, clock }: Services,
  codes: readonly string[],
): Promise<void> {
  const values = total(await identitiesOf(db.registry, { codes }));
  if (values === 0) return;
  const [code = ''] = codes;
  await db.registry.transaction().execute(async (trx) => {
    await deleteIdentities(trx, { codes });
    const event = {
      actor: 'system',
      action: 'identity deleted',
      code,
      detail: { values },
    } as const;
    await appendEvent(trx, clock, event);
  });
  await emptyJournal(db.registry);
}
