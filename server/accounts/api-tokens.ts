/** API tokens: with one of them a script downloads files of one study as the researcher who made it. */

import { timestamp } from '../clock.ts';
import { accessOf, accountById } from '../db/accounts.ts';
import {
  insertApiToken,
  revokeApiToken,
  type Scope,
  type TokenOwner,
  usableApiToken,
} from '../db/api-tokens.ts';
import { appendEvent } from '../db/events.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import type { SignedIn } from './sessions.ts';

export const scopes = ['answers', 'documentation'] as const satisfies readonly Scope[];
/** How many days a token can last. */
export const lifetimes = [7, 30, 90] as const;

export interface NewToken extends Required<TokenOwner> {
  /** What its owner calls it. */
  readonly name: string;
  readonly scope: Scope;
  readonly days: (typeof lifetimes)[number];
}

/** The token itself, which is shown once and kept nowhere. */
export async function issueApiToken(
  { db, clock }: Services,
  { accountId, study, name, scope, days }: NewToken,
): Promise<string> {
  const token = newToken();
  await db.registry.transaction().execute(async (trx) => {
    await insertApiToken(trx, {
      token_hash: tokenHash(token),
      account_id: accountId,
      study,
      created_at: timestamp(clock),
      // In hours: an instant knows no days.
      expires_at: timestamp({ now: () => clock.now().add({ hours: days * 24 }) }),
      revoked_at: null,
      name,
      scope,
    });
    await appendEvent(trx, clock, {
      actor: accountId,
      action: 'api token made',
      detail: { study, scope, days },
    });
  });
  return token;
}

export interface Bearer extends Pick<SignedIn, 'account' | 'access'> {
  readonly study: string;
  readonly scope: Scope;
}

/** Whose token it is and what it opens; null if it is unknown, expired or revoked. */
export async function bearerOf({ db, clock }: Services, token: string): Promise<Bearer | null> {
  if (!isTokenShaped(token)) return null;
  const row = await usableApiToken(db.registry, tokenHash(token), timestamp(clock));
  const account = row && (await accountById(db.registry, row.account_id));
  if (!account) return null;
  const access = await accessOf(db.registry, account.id);
  return { account, access, study: row.study, scope: row.scope };
}

/** Whether a token of one scope opens a file of another. */
export function covers(scope: Scope, file: Scope): boolean {
  return scope === 'answers' || scope === file;
}

/** By its owner, or by an administrator. False if the owner has no such token. */
export async function endApiToken(
  { db, clock }: Services,
  owner: TokenOwner,
  { hash, actor }: { hash: string; actor: string },
): Promise<boolean> {
  return db.registry.transaction().execute(async (trx) => {
    const study = await revokeApiToken(trx, owner, hash, timestamp(clock));
    if (study === null) return false;
    await appendEvent(trx, clock, {
      actor,
      action: 'api token revoked',
      detail: { study, account: owner.accountId },
    });
    return true;
  });
}
