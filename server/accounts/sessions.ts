/** Signing in and out. Sessions live on the server, so that ending one ends it everywhere. */

import { timestamp } from '../clock.ts';
import type { Config } from '../config.ts';
import {
  type Account,
  type AccountAccess,
  accessOf,
  accountByEmail,
  accountById,
} from '../db/accounts.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import {
  confirmSession,
  endSessions,
  forgetSignInFailures,
  insertSession,
  openSession,
} from '../db/sessions.ts';
import { CatalogueError } from '../errors.ts';
import { verifyPassword } from '../security/password.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { countAttempt, type Proof, type Proven, prove } from './proof.ts';

const lifetime = { hours: 10 };
/** For finding the phone, or for setting up its app. */
const halfLifetime = { minutes: 30 };

export interface SignedIn {
  readonly account: Account;
  /** The studies and sites it may enter. */
  readonly access: readonly AccountAccess[];
  /** Stands in every form of the session's pages. */
  readonly csrf: string;
  readonly sessionHash: string;
  /** False between the password and the second factor: nothing else is open until then. */
  readonly isWhole: boolean;
  /** When the person last proved again who they are. */
  readonly confirmedAt: string | null;
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
  const attempt = await countAttempt(services, emailIndex, {
    actor: account?.id ?? 'unknown',
    action: 'sign-in tried',
  });
  if (!attempt) return { outcome: 'too-many-attempts' };
  if (!(await verifyPassword(given.password, account?.password_hash ?? null)) || !account)
    return { outcome: 'wrong' };
  const cookie = await db.registry.transaction().execute(async (trx) => {
    // The attempt that led here did not fail after all.
    await forgetSignInFailures(trx, { id: attempt });
    return beginSession(services, trx, account, 'password');
  });
  return { outcome: 'signed-in', cookie };
}

/** A half session that proves the second factor is replaced by a whole one, under another cookie. */
export async function giveSecondFactor(
  services: Services,
  { account, sessionHash }: SignedIn,
  proof: Proof,
): Promise<Proven<string>> {
  return prove(services, account, proof, async (trx) => {
    const ended = await endSessions(trx, { token_hash: sessionHash }, timestamp(services.clock));
    if (ended === 0) throw new CatalogueError('not-signed-in');
    return beginSession(services, trx, account, proof.by);
  });
}

/** For what asks for it: the person proves again who they are, and has a few minutes. */
export async function confirmIdentity(
  services: Services,
  { account, sessionHash }: SignedIn,
  proof: Proof,
): Promise<Proven<null>> {
  return prove(services, account, proof, async (trx) => {
    await confirmSession(trx, sessionHash, timestamp(services.clock));
    await appendEvent(trx, services.clock, {
      actor: account.id,
      action: 'identity confirmed',
      detail: { by: proof.by },
    });
    return null;
  });
}

/** The session that a cookie carries, with its account; null if it is over. */
export async function sessionOf(
  services: Services,
  cookie: string | undefined,
): Promise<SignedIn | null> {
  if (!cookie || !isTokenShaped(cookie)) return null;
  const { db, config, clock } = services;
  const session = await openSession(db.registry, tokenHash(cookie), timestamp(clock));
  const account = session && (await accountById(db.registry, session.account_id));
  if (!account) return null;
  return {
    account,
    access: await accessOf(db.registry, account.id),
    csrf: session.csrf,
    sessionHash: session.token_hash,
    isWhole: session.second_factor_at !== null || !asksSecondFactor(config, account),
    confirmedAt: session.confirmed_at,
  };
}

export async function signOut(services: Services, signedIn: SignedIn): Promise<void> {
  await services.db.registry.transaction().execute(async (trx) => {
    const at = timestamp(services.clock);
    await endSessions(trx, { token_hash: signedIn.sessionHash }, at);
    await appendEvent(trx, services.clock, { actor: signedIn.account.id, action: 'signed out' });
  });
}

/** Gives its cookie. After a password alone it is a half session, where a second factor is asked for. */
export async function beginSession(
  { config, clock }: Services,
  trx: RegistryTransaction,
  account: Account,
  by: Proof['by'],
): Promise<string> {
  const isWhole = by !== 'password' || !asksSecondFactor(config, account);
  const lasts = isWhole ? lifetime : halfLifetime;
  const cookie = newToken();
  await insertSession(trx, {
    token_hash: tokenHash(cookie),
    account_id: account.id,
    csrf: newToken(),
    created_at: timestamp(clock),
    expires_at: timestamp({ now: () => clock.now().add(lasts) }),
    ended_at: null,
    second_factor_at: by === 'password' ? null : timestamp(clock),
    confirmed_at: null,
  });
  await appendEvent(trx, clock, {
    actor: account.id,
    action: isWhole ? 'signed in' : 'password given',
    detail: { by },
  });
  return cookie;
}

/** Whether the installation asks the role for it, or the person has chosen to have one. */
function asksSecondFactor({ secondFactor }: Config, { role, totp_since }: Account): boolean {
  return secondFactor.includes(role) || totp_since !== null;
}
