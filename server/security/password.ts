/** Passwords: argon2id, with its parameters beside each hash so that they can grow. */

import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** RFC 9106's second recommendation, at OWASP's memory size for a small server. */
const current = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

export const shortestPassword = 12;

/** `argon2id$m=19456,t=2,p=1$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await tag(password, salt, current);
  const { memory, passes, parallelism } = current;
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return ['argon2id', parameters, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** A null hash takes as long as a wrong password, so that the time tells nothing of who exists. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, parameters = '', salt = '', expected = ''] = (stored ?? (await nobody)).split('$');
  const [memory = 0, passes = 0, parallelism = 0] = parameters.match(/\d+/g)?.map(Number) ?? [];
  const given = await tag(password, Buffer.from(salt, 'base64url'), {
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(given, Buffer.from(expected, 'base64url')) && stored !== null;
}

const nobody = hashPassword(randomBytes(16).toString('hex'));

function tag(
  password: string,
  nonce: Buffer,
  cost: Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>,
): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFC'), nonce, tagLength, ...cost });
}
