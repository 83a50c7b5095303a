/** How somebody proves who they are: a password, a code from their app, or a recovery code; and how often they may try. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { Account } from '../db/accounts.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import { takeRecoveryCode, takeStep } from '../db/second-factors.ts';
import { forgetSignInFailures, recordSignInFailure, signInFailures } from '../db/sessions.ts';
import { verifyPassword } from '../security/password.ts';
import { stepOf } from '../security/totp.ts';
import type { Services } from '../services.ts';
import { recoveryCodeHash } from './recovery-codes.ts';
import { openTotp } from './totp-place.ts';

/** Per address: room for an office behind one router, none for a machine that guesses. */
export const guessLimit = { rateLimit: { max: 30, timeWindow: '1 minute' } } as const;

const mostFailures = 5;
const failureWindow = { minutes: 15 };

export interface Proof {
  readonly by: 'password' | 'code' | 'recovery-code';
  readonly given: string;
}

export type Proven<T> =
  | { readonly outcome: 'proven'; readonly value: T }
  | { readonly outcome: 'wrong' | 'too-many-attempts' };

/** What the proof opens is done in the transaction that uses it up. Wrong and used before look the same. */
export async function prove<T>(
  services: Services,
  account: Account,
  proof: Proof,
  open: (trx: RegistryTransaction) => Promise<T>,
): Promise<Proven<T>> {
  const attempt = await countAttempt(services, account.email_index, {
    actor: account.id,
    action: 'proof tried',
    detail: { by: proof.by },
  });
  if (!attempt) return { outcome: 'too-many-attempts' };
  const take = await looked(services, account, proof);
  return services.db.registry.transaction().execute(async (trx) => {
    if (!(await take(trx))) return { outcome: 'wrong' };
    await forgetSignInFailures(trx, { id: attempt });
    return { outcome: 'proven', value: await open(trx) };
  });
}

/**
 * Counted as failed until it succeeds, before anything is looked at: a hundred guesses at once are a
 * hundred guesses. The event comes first, as appending to the log is one at a time. Null when there
 * were too many.
 */
export async function countAttempt(
  { db, clock }: Services,
  emailIndex: string,
  event: Parameters<typeof appendEvent>[2],
): Promise<string | null> {
  const since = timestamp({ now: () => clock.now().subtract(failureWindow) });
  const id = randomUUID();
  return db.registry.transaction().execute(async (trx) => {
    await appendEvent(trx, clock, event);
    await forgetSignInFailures(trx, { before: since });
    if ((await signInFailures(trx, emailIndex)) >= mostFailures) return null;
    await recordSignInFailure(trx, { id, email_index: emailIndex, failed_at: timestamp(clock) });
    return id;
  });
}

type Take = (trx: RegistryTransaction) => Promise<boolean>;

/** Uses the proof up; false if it is none. A code that is wrong asks the database as one that is right. */
async function looked(services: Services, account: Account, proof: Proof): Promise<Take> {
  const { clock } = services;
  switch (proof.by) {
    case 'password': {
      const isRight = await verifyPassword(proof.given, account.password_hash);
      return async () => isRight;
    }
    case 'code': {
      const step = stepOf(openTotp(services, account), proof.given, clock.now());
      return (trx) => takeStep(trx, account.id, step ?? -1);
    }
    case 'recovery-code': {
      const hash = recoveryCodeHash(proof.given);
      return (trx) => takeRecoveryCode(trx, account.id, hash, timestamp(clock));
    }
  }
}
