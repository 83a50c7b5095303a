/** Fingerprints of texts, for telling whether a definition is still the one that was answered. */

import { createHash } from 'node:crypto';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A short word that changes with the texts; letters only, so that it never looks like somebody's number. */
export function mark(texts: readonly (string | null)[]): string {
  const digits = sha256(JSON.stringify(texts)).slice(0, 20);
  return digits.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
}

/** The same for the same data, in whatever order its keys were written. */
export function digestOf(data: unknown): string {
  return sha256(canonicalJson(data));
}

/** Without blanks, the keys of every object in order. */
export function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_key, value) => sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
