/** Secrets that open something: links, cookies, API tokens. Only their hashes are kept. */

import { createHash, randomBytes } from 'node:crypto';

// Lower case, without letters that look like digits, so that a mail client cannot break a link.
const alphabet = 'abcdefghjkmnpqrstvwxyz0123456789';

/** 26 characters of 5 bits: 130 random bits. */
export function newToken(): string {
  return Array.from(randomBytes(26), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** A fast hash is enough: 130 random bits cannot be guessed from it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function isTokenShaped(text: string): boolean {
  return /^[a-z0-9]{26}$/.test(text);
}
