/** API tokens: with one of them a script downloads the files of one study as the researcher who made it. */

import { timestamp } from '../clock.ts';
import { accessOf, accountById } from '../db/accounts.ts';
import { insertApiToken, revokeApiToken, usableApiToken } from '../db/api-tokens.ts';
import { appendEvent } from '../db/events.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import type { SignedIn } from './sessions.ts';

/** In hours: an instant knows no days. */
const lifetime = { hours: 90 * 24 };

export interface TokenOwner {
  readonly accountId: string;
  readonly study: string;
}

/** The token itself, which is shown once and kept nowhere. */
export async function issueApiToken(
  { db, clock }: Services,
  { accountId, study }: TokenOwner,
): Promise<string> {
  const token = newToken();
  await db.registry.transaction().execute(async (trx) => {
    await insertApiToken(trx, {
      token_hash: tokenHash(token),
      account_id: accountId,
      study,
      created_at: timestamp(clock),
      expires_at: timestamp({ now: () => clock.now().add(lifetime) }),
      revoked_at: null,
      name: '',
      scope: 'answers',
    });
    await appendEvent(trx, clock, {
      actor: accountId,
      action: 'api token made',
      detail: { study },
    });
  });
  return token;
}

export interface Bearer extends Pick<SignedIn, 'account' | 'access'> {
  readonly study: string;
}

/** Whose token it is and what it opens; null if it is unknown, expired or revoked. */
export async function bearerOf({ db, clock }: Services, token: string): Promise<Bearer | null> {
  if (!isTokenShaped(token)) return null;
  const row = await usableApiToken(db.registry, tokenHash(token), timestamp(clock));
  const account = row && (await accountById(db.registry, row.account_id));
  if (!account) return null;
  const access = await accessOf(db.registry, account.id);
  return { account, access, study: row.study };
}

/** False if the owner has no such token. */
export async function endApiToken(
  { db, clock }: Services,
  owner: TokenOwner,
  hash: string,
): Promise<boolean> {
  return db.registry.transaction().execute(async (trx) => {
    if (!(await revokeApiToken(trx, owner, hash, timestamp(clock)))) return false;
    await appendEvent(trx, clock, {
      actor: owner.accountId,
      action: 'api token revoked',
      detail: { study: owner.study },
    });
    return true;
  });
}
