/** One-time codes for who has lost the phone with their app. */

import { containsIdentityNumber } from '../../surveys/identity-number.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import { replaceRecoveryCodes } from '../db/second-factors.ts';
import { newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';

const codesAtATime = 10;

/** 120 random bits: from 112 on, NIST SP 800-63B asks for no slower hash. */
const codeLength = 24;

/** A new set, as it is to be shown this once; the set before stops working. */
export async function newRecoveryCodes(
  { db, clock }: Services,
  accountId: string,
): Promise<readonly string[]> {
  return db.registry.transaction().execute(async (trx) => {
    const codes = await issueRecoveryCodes(trx, accountId);
    await appendEvent(trx, clock, { actor: accountId, action: 'recovery codes made' });
    return codes;
  });
}

export async function issueRecoveryCodes(
  trx: RegistryTransaction,
  accountId: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: codesAtATime }, newCode);
  await replaceRecoveryCodes(trx, accountId, codes.map(tokenHash));
  return codes.map((code) => (code.match(/.{4}/g) ?? []).join('-'));
}

/** Also of a code that was typed in capitals, or without its hyphens. */
export function recoveryCodeHash(typed: string): string {
  return tokenHash(typed.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

function newCode(): string {
  const code = newToken().slice(0, codeLength);
  // What looks like an identity number would be refused when it is typed.
  return containsIdentityNumber(code) ? newCode() : code;
}
