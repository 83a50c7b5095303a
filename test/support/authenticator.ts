/** People with an authenticator app: they sign in with password and code, as a browser does it. */

import type { LightMyRequestResponse } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { choosePassword, createAccount } from '../../server/accounts/accounts.ts';
import { sessionOf } from '../../server/accounts/sessions.ts';
import type { Role } from '../../server/db/accounts.ts';
import { type TestApp, wholeStudies } from './app.ts';
import { open, type Staff, send } from './staff.ts';

export const password = 'fjell og fjord 1814';

/** An account with a password, of which nobody is signed in. */
export async function newAccount({ services }: TestApp, role: Role, email: string): Promise<void> {
  const access = role === 'admin' ? [] : wholeStudies(services);
  const token = await createAccount(services, { email, role, access, actor: 'system' });
  await choosePassword(services, { token: token ?? '', password, email: null });
}

/** What the browser holds after the password. */
export async function withPassword(t: TestApp, email: string): Promise<Staff> {
  return staffIn(t, await send(t, null, '/sessions', { email, password }));
}

/** The session that a reply has set the cookie of. */
export async function staffIn(t: TestApp, reply: LightMyRequestResponse): Promise<Staff> {
  const cookie = reply.cookies.find(({ name }) => name === 'session')?.value ?? '';
  const session = await sessionOf(t.services, cookie);
  if (!session) throw new Error(`no session after ${reply.statusCode}`);
  return { cookie: `session=${cookie}`, csrf: session.csrf, accountId: session.account.id };
}

export interface App {
  readonly secret: string;
  readonly codes: readonly string[];
  /** The session that goes on. */
  readonly staff: Staff;
}

/** Scans the page with an app, and sends what it shows. */
export async function setUpApp(
  t: TestApp,
  staff: Staff,
  path = '/second-factor/setup',
): Promise<App> {
  const secret = secretOn(await open(t, staff, path));
  const reply = await send(t, staff, path, { code: codeOf(t, secret) });
  return { secret, codes: codesOn(reply), staff: await staffIn(t, reply) };
}

export function secretOn({ body }: LightMyRequestResponse): string {
  const shown = /<code>([A-Z2-7 ]+)<\/code>/.exec(body)?.[1];
  if (!shown) throw new Error('the page shows no secret');
  return shown.replaceAll(' ', '');
}

export function codesOn({ body }: LightMyRequestResponse): string[] {
  return [...body.matchAll(/<code>((?:[a-z0-9]{4}-){5}[a-z0-9]{4})<\/code>/g)].map(
    ([, code = '']) => code,
  );
}

/** What the app shows, now or some steps of half a minute from now. */
export function codeOf({ services }: TestApp, secret: string, steps = 0): string {
  const timestamp = services.clock.now().epochMilliseconds + steps * 30_000;
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}
