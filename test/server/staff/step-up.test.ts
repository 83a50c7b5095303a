/** Before what takes identities out of the house, people prove again who they are; then they go on to a page of ours. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pageOfOurs, stepUpAddress } from '../../../server/next-page.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import {
  codeOf,
  newAccount,
  password,
  setUpApp,
  withPassword,
} from '../../support/authenticator.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

const email = 'ingrid@jobbstudien.example';
const guarded = '/account/second-factor';

let t: TestApp;
let keyer: Staff;
beforeEach(async () => {
  t = await testApp();
  await newAccount(t, 'keyer', email);
  keyer = await withPassword(t, email);
});
afterEach(() => t.close());

const confirm = (fields: Record<string, string>, next = guarded) =>
  send(t, keyer, `/step-up?next=${encodeURIComponent(next)}`, fields);

describe('a page that asks for it', () => {
  test('leads a visit to the question and back, with the password where there is no app', async () => {
    const visit = await open(t, keyer, guarded);
    expect([visit.statusCode, visit.headers.location]).toEqual([
      303,
      '/step-up?next=%2Faccount%2Fsecond-factor',
    ]);
    const question = await open(t, keyer, String(visit.headers.location));
    expect(question.body).toContain('type="password"');
    expect(question.body).toMatch(/action="\/step-up\?next(=|&#x3D;)%2Faccount%2Fsecond-factor"/);
    const reply = await confirm({ password });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, guarded]);
    expect((await open(t, keyer, guarded)).statusCode).toBe(200);
    expect((await eventsIn(t, 'registry')).at(-1)).toMatchObject({
      actor: keyer.accountId,
      action: 'identity confirmed',
      detail: '{"by":"password"}',
    });
  });

  test('is closed again after five minutes, to the second', async () => {
    await confirm({ password });
    t.setTime('2018-03-01T09:04:59Z');
    expect((await open(t, keyer, guarded)).statusCode).toBe(200);
    t.setTime('2018-03-01T09:05:00Z');
    expect((await open(t, keyer, guarded)).statusCode).toBe(303);
  });

  test('is not opened by signing in, nor in another browser of the same person', async () => {
    await confirm({ password });
    const other = await withPassword(t, email);
    expect((await open(t, other, guarded)).statusCode).toBe(303);
  });

  test('tells a post where to go, and to come back to the page of its form', async () => {
    const reply = await send(t, keyer, guarded, { code: '123456' });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('Er det deg?');
    expect(reply.body).toMatch(/href="\/step-up\?next(=|&#x3D;)%2Faccount%2Fsecond-factor"/);
  });

  test('is not for another role, whatever they prove', async () => {
    const reset = `/admin/accounts/${keyer.accountId}/second-factor-reset`;
    expect((await open(t, keyer, reset)).statusCode).toBe(403);
    await confirm({ password });
    expect((await open(t, keyer, reset)).statusCode).toBe(403);
  });
});

describe('the question', () => {
  test.each(['', 'feil', `${password} `])('is not answered by %j', async (typed) => {
    const reply = await confirm({ password: typed });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('id="problem-password"');
    expect((await open(t, keyer, guarded)).statusCode).toBe(303);
  });

  test('is closed after five wrong answers, together with signing in', async () => {
    for (let i = 0; i < 5; i += 1) await confirm({ password: 'feil' });
    expect((await confirm({ password })).statusCode).toBe(429);
    expect((await send(t, null, '/sessions', { email, password })).statusCode).toBe(429);
    expect((await open(t, keyer, '/staff/paper-entries')).statusCode).toBe(200);
  });

  test('is for the code where there is an app, and takes each code once', async () => {
    await confirm({ password });
    const { secret, staff, codes } = await setUpApp(t, keyer, guarded);
    keyer = staff;
    expect((await confirm({ password })).statusCode).toBe(400);
    expect((await confirm({ code: codeOf(t, secret) })).statusCode).toBe(422);
    t.setTime('2018-03-01T09:01:00Z');
    const code = codeOf(t, secret);
    expect((await confirm({ code })).statusCode).toBe(303);
    t.setTime('2018-03-01T09:01:20Z');
    expect((await confirm({ code })).statusCode).toBe(422);
    expect((await confirm({ code: '', recovery_code: codes[3] ?? '' })).statusCode).toBe(303);
  });

  test('needs the form token', async () => {
    const reply = await send(t, { ...keyer, csrf: 'x' }, '/step-up', { password });
    expect(reply.statusCode).toBe(403);
    expect((await open(t, keyer, guarded)).statusCode).toBe(303);
  });
});

const ours = [
  '/staff',
  '/staff?study=jobbspesialist&state=late',
  '/staff/jobbspesialist/participants/K7M4QXR',
  '/research/jobbspesialist/exports/wide.csv?role=candidate',
  '/admin/accounts',
  '/account',
  '/staff/export?from=a:b',
];
const theirs = [
  'https://example.com/staff',
  '//example.com/staff',
  '/\\example.com/staff',
  '/staff//example.com',
  '/staff\\..\\example.com',
  '\\\\example.com',
  'javascript:alert(1)',
  ' /staff',
  '/staff\n',
  '/staff\r\nset-cookie: session=x',
  '/staff/\u0000',
  '/staff/\t/example.com',
  '/staffing',
  '/staff.example.com',
  '/staff@example.com',
  '/s/abcdefghjkmnpqrstvwxyz0123',
  '/sign-in',
  '/sessions/end',
  '/step-up?next=/step-up',
  'staff',
  '',
  '/',
  '/stаff',
  `/staff/${'a'.repeat(300)}`,
];

describe('where it leads on to', () => {
  test.each(ours)('%s is a page of ours', (next) => {
    expect(pageOfOurs(next)).toBe(next);
  });

  test.each(theirs)('%j is none', (next) => {
    expect(pageOfOurs(next)).toBeNull();
    expect(stepUpAddress(next)).toBe('/step-up');
  });

  test.each([undefined, ['/staff', '/staff'], { a: 1 }, 7])('%j is none', (next) => {
    expect(pageOfOurs(next)).toBeNull();
  });

  test.each(['https://example.com', '//example.com', '/\\example.com', '/staff\r\nx: y'])(
    'is their own first page instead of %j',
    async (next) => {
      const question = await open(t, keyer, `/step-up?next=${encodeURIComponent(next)}`);
      expect(question.body).not.toContain('example.com');
      const reply = await confirm({ password }, next);
      expect([reply.statusCode, reply.headers.location]).toEqual([303, '/staff/paper-entries']);
    },
  );

  test('is their own first page when the address says two', async () => {
    const reply = await send(t, keyer, '/step-up?next=/staff&next=/admin', { password });
    expect(reply.headers.location).toBe('/staff/paper-entries');
  });
});
