/** Where the secret of an authenticator app is sealed, and how it is opened. */

import type { Account } from '../db/accounts.ts';
import type { Services } from '../services.ts';

export function sealTotp({ sealer }: Services, { id }: Account, secret: string): string {
  return sealer.seal(secret, place(id));
}

/** Throws for an account without a second factor. */
export function openTotp({ sealer }: Services, { id, totp_sealed }: Account): string {
  if (totp_sealed === null) throw new Error('the account has no second factor');
  return sealer.open(totp_sealed, place(id));
}

const place = (id: string) => ({ table: 'account', column: 'totp', row: id });
