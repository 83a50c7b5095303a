/** What the pages about accounts share: how an account stands, and the link that was just made for it. */

import type { Account } from '../db/accounts.ts';
import type { Services } from '../services.ts';

export function accountState(account: Account) {
  const isUsable = account.disabled_at === null;
  return {
    isUsable,
    isWaiting: isUsable && account.password_hash === null,
    hasFactor: account.totp_since !== null,
  };
}

export function linkShown({ config }: Services, made: { email: string; token: string }) {
  return { email: made.email, link: `${config.publicUrl}/account-links/${made.token}` };
}
