/** Signing in and out. Sessions live on the server, so that ending one ends it everywhere. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import {
  type Account,
  type AccountAccess,
  accessOf,
  accountByEmail,
  accountById,
  endSessions,
  forgetSignInFailures,
  insertSession,
  openSession,
  recordSignInFailure,
  signInFailures,
} from '../db/accounts.ts';
import { appendEvent } from '../db/events.ts';
import { verifyPassword } from '../security/password.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';

const lifetime = { hours: 10 };
const mostFailures = 5;
const failureWindow = { minutes: 15 };

export interface SignedIn {
  readonly account: Account;
  /** The studies and sites it may enter. */
  readonly access: readonly AccountAccess[];
  /** Stands in every form of the session's pages. */
  readonly csrf: string;
  readonly sessionHash: string;
}

export type SignIn =
  | { readonly outcome: 'signed-in'; readonly cookie: string }
  | { readonly outcome: 'wrong' | 'too-many-attempts' };

/** Wrong address and wrong password look the same, and take the same time. */
export async function signIn(
  services: Services,
  given: { email: string; password: string },
): Promise<SignIn> {
  const { db, sealer } = services;
  const emailIndex = sealer.blindIndex(given.email, 'email');
  const account = await accountByEmail(db.registry, emailIndex);
  const attempt = await countAttempt(services, emailIndex, account);
  if (!attempt) return { outcome: 'too-many-attempts' };
  if (!(await verifyPassword(given.password, account?.password_hash ?? null)) || !account)
    return { outcome: 'wrong' };
  return { outcome: 'signed-in', cookie: await beginSession(services, account, attempt) };
}

/**
 * Counted as failed until it succeeds, before the password is looked at: a hundred guesses at once
 * are a hundred guesses. The event comes first, as appending to the log is one at a time.
 */
async function countAttempt(
  { db, clock }: Services,
  emailIndex: string,
  account: Account | null,
): Promise<string | null> {
  const since = timestamp({ now: () => clock.now().subtract(failureWindow) });
  const id = randomUUID();
  return db.registry.transaction().execute(async (trx) => {
    await appendEvent(trx, clock, { actor: account?.id ?? 'unknown', action: 'sign-in tried' });
    await forgetSignInFailures(trx, { before: since });
    if ((await signInFailures(trx, emailIndex)) >= mostFailures) return null;
    await recordSignInFailure(trx, { id, email_index: emailIndex, failed_at: timestamp(clock) });
    return id;
  });
}

/** The session that a cookie carries, with its account; null if it is over. */
export async function sessionOf(
  services: Services,
  cookie: string | undefined,
): Promise<SignedIn | null> {
  if (!cookie || !isTokenShaped(cookie)) return null;
  const { registry } = services.db;
  const session = await openSession(registry, tokenHash(cookie), timestamp(services.clock));
  const account = session && (await accountById(registry, session.account_id));
  if (!account) return null;
  const access = await accessOf(registry, account.id);
  return { account, access, csrf: session.csrf, sessionHash: session.token_hash };
}

export async function signOut(services: Services, signedIn: SignedIn): Promise<void> {
  await services.db.registry.transaction().execute(async (trx) => {
    const at = timestamp(services.clock);
    await endSessions(trx, { token_hash: signedIn.sessionHash }, at);
    await appendEvent(trx, services.clock, { actor: signedIn.account.id, action: 'signed out' });
  });
}

/** The attempt that led here did not fail after all. */
async function beginSession(
  services: Services,
  account: Account,
  attempt: string,
): Promise<string> {
  const cookie = newToken();
  await services.db.registry.transaction().execute(async (trx) => {
    await forgetSignInFailures(trx, { id: attempt });
    await insertSession(trx, {
      token_hash: tokenHash(cookie),
      account_id: account.id,
      csrf: newToken(),
      created_at: timestamp(services.clock),
      expires_at: timestamp({ now: () => services.clock.now().add(lifetime) }),
      ended_at: null,
      second_factor_at: null,
      confirmed_at: null,
    });
    await appendEvent(trx, services.clock, { actor: account.id, action: 'signed in' });
  });
  return cookie;
}
