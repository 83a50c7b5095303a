/** Codes from an app are those of RFC 6238, one step early or late at most. */

import { URI } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { otpauthAddress, secretOf, stepOf } from '../../../server/security/totp.ts';

/** The seed of RFC 6238, Appendix B. */
const seed = Uint8Array.from(Buffer.from('12345678901234567890'));
const secret = secretOf(seed.buffer);
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

describe('a code', () => {
  // RFC 6238, Appendix B, SHA1: the last six of the eight digits there.
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i seconds is that of the RFC: %s', (seconds, code) => {
    expect(stepOf(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test.each([
    [-60, false],
    [-30, true],
    [0, true],
    [30, true],
    [60, false],
  ])('from a clock that is %i seconds off is taken: %s', (drift, isTaken) => {
    expect(stepOf(secret, '005924', at(1234567890 - drift)) !== null).toBe(isTaken);
  });

  test.each([
    '',
    '5924',
    '0059240',
    '00592a',
    '００５９２４',
    '005 924',
    '------',
    'x'.repeat(10_000),
  ])('is six digits and nothing else: %.20j', (text) => {
    expect(stepOf(secret, text, at(1234567890))).toBeNull();
  });
});

test('the address for the app says whose it is, and opens to the same secret', () => {
  const address = otpauthAddress(secret, 'ingrid@jobbstudien.example');
  expect(address).toMatch(/^otpauth:\/\/totp\/M%C3%A5lepunkt:ingrid%40jobbstudien\.example\?/);
  const { searchParams } = new URL(address);
  expect(Object.fromEntries(searchParams)).toEqual({
    issuer: 'Målepunkt',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  expect(URI.parse(address).secret.base32).toBe(secret);
});
