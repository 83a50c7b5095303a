/** Setting up the second factor of an account, and taking it away from who has lost their phone. */

import { hkdfSync } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { Account } from '../db/accounts.ts';
import { appendEvent } from '../db/events.ts';
import { clearSecondFactor, setSecondFactor } from '../db/second-factors.ts';
import { endSessions } from '../db/sessions.ts';
import { otpauthAddress, secretOf, stepOf } from '../security/totp.ts';
import type { Services } from '../services.ts';
import { accountEmail } from './accounts.ts';
import { issueRecoveryCodes } from './recovery-codes.ts';
import { beginSession, type SignedIn } from './sessions.ts';
import { sealTotp } from './totp-place.ts';

const secretBytes = 20;

/** What the person's app is to be given. */
export interface AppSetup {
  readonly secret: string;
  /** The same as an address, for the square and for the app on the same phone. */
  readonly address: string;
}

/**
 * The secret of a set-up is made from the session, so that nothing is kept before it is proven, the
 * page can be opened again, and nobody else who knows the password is shown the same.
 */
export function appSetup(services: Services, { account, sessionHash }: SignedIn): AppSetup {
  const use = 'malepunkt second factor';
  const secret = secretOf(hkdfSync('sha256', services.config.key, sessionHash, use, secretBytes));
  return { secret, address: otpauthAddress(secret, accountEmail(services, account)) };
}

export type SetUp =
  | { readonly outcome: 'set-up'; readonly cookie: string; readonly codes: readonly string[] }
  | { readonly outcome: 'wrong' | 'set-up-elsewhere' };

/**
 * The code proves that the app has the secret. All sessions of the account end, and this one goes on
 * under a new cookie. A wrong code is no guess at anything: the page shows the secret.
 */
export async function setUpSecondFactor(
  services: Services,
  signedIn: SignedIn,
  code: string,
): Promise<SetUp> {
  const { db, clock } = services;
  const { account } = signedIn;
  const { secret } = appSetup(services, signedIn);
  const step = stepOf(secret, code, clock.now());
  if (step === null) return { outcome: 'wrong' };
  return db.registry.transaction().execute(async (trx) => {
    const at = timestamp(clock);
    const factor = { sealed: sealTotp(services, account, secret), since: at, step };
    if (!(await setSecondFactor(trx, account.id, account.totp_since, factor)))
      return { outcome: 'set-up-elsewhere' };
    const codes = await issueRecoveryCodes(trx, account.id);
    await appendEvent(trx, clock, { actor: account.id, action: 'second factor set up' });
    await endSessions(trx, { account_id: account.id }, at);
    const cookie = await beginSession(services, trx, account, 'code');
    return { outcome: 'set-up', cookie, codes };
  });
}

/** For who has lost both phone and recovery codes; whoever is signed in to the account is signed out. */
export async function resetSecondFactor(
  { db, clock }: Services,
  { account, actor }: { account: Account; actor: string },
): Promise<void> {
  await db.registry.transaction().execute(async (trx) => {
    await clearSecondFactor(trx, account.id);
    await endSessions(trx, { account_id: account.id }, timestamp(clock));
    await appendEvent(trx, clock, {
      actor,
      action: 'second factor reset',
      detail: { account: account.id },
    });
  });
}
