/** Codes from an authenticator app: six digits that change every thirty seconds (RFC 6238). */

import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';

/** What every app on every phone knows. */
const parameters = { algorithm: 'SHA1', digits: 6 } as const;
const period = 30;

/** A phone's clock may be one step behind ours or ahead of it. */
const drifts = [-1, 0, 1] as const;

/** In base32, as apps take it and as it is kept. */
export function secretOf(bytes: ArrayBuffer): string {
  return new Secret({ buffer: bytes }).base32;
}

/** The time step that a code belongs to; null for none. All are looked at: the time tells nothing. */
export function stepOf(secret: string, code: string, now: Temporal.Instant): number | null {
  const key = Secret.fromBase32(secret);
  const current = Math.floor(now.epochMilliseconds / 1000 / period);
  const steps = drifts
    .map((drift) => current + drift)
    .filter((counter) => isSame(HOTP.generate({ secret: key, counter, ...parameters }), code));
  return steps.at(-1) ?? null;
}

/** What the square on the page says, and what opens the app on the phone itself. */
export function otpauthAddress(secret: string, email: string): string {
  const key = Secret.fromBase32(secret);
  return new TOTP({
    issuer: 'Målepunkt',
    label: email,
    secret: key,
    period,
    ...parameters,
  }).toString();
}

function isSame(expected: string, given: string): boolean {
  const typed = /^\d{6}$/.test(given) ? given : '------';
  return timingSafeEqual(Buffer.from(expected), Buffer.from(typed));
}
