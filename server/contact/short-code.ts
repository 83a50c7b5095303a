/** The short code on a letter: it opens the same form as a link does, typed on any device. */

import { createHmac, randomBytes } from 'node:crypto';
import { ensureSecret, secretNamed } from '../db/secrets.ts';
import type { Services } from '../services.ts';
import {
  checkCharacter,
  isSpelledInCode,
  randomCharacters,
  withoutSpelling,
} from '../typed-code.ts';

const randomLength = 8;

/** Eight random characters (39 bits) and two to check them by; looked up under a limit on tries. */
export function newShortCode(): string {
  const body = randomCharacters(randomLength);
  return body + checks(body);
}

/** As it is stored; null for what cannot be one, such as a code with a slip of the finger. */
export function parseShortCode(typed: string): string | null {
  const code = withoutSpelling(typed);
  if (code.length !== randomLength + 2 || !isSpelledInCode(code)) return null;
  return checks(code.slice(0, randomLength)) === code.slice(randomLength) ? code : null;
}

/** In two halves, as it is printed: `K7M4Q-XR29H`. */
export function spelled(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** 39 bits can be tried out: the hash is of no use without a secret that is kept in the other store. */
export async function shortCodeHash(services: Services, code: string): Promise<string> {
  return createHmac('sha256', await shortCodeSecret(services))
    .update(code)
    .digest('hex');
}

function checks(body: string): string {
  return checkCharacter(body) + checkCharacter(body, 2);
}

const place = { table: 'secret', column: 'value', row: 'short-code' } as const;

async function shortCodeSecret({ db, sealer }: Services): Promise<string> {
  const known = await secretNamed(db.registry, place.row);
  if (known !== null) return sealer.open(known, place);
  const fresh = sealer.seal(randomBytes(32).toString('base64'), place);
  return sealer.open(await ensureSecret(db.registry, place.row, fresh), place);
}
