/** Staff sign in with e-mail and password; sessions live on the server and can be ended. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccount, disableAccount } from '../../../server/accounts/accounts.ts';
import type { Role } from '../../../server/db/accounts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { newAccount, password } from '../../support/authenticator.ts';
import { eventsIn, open, send } from '../../support/staff.ts';

let t: TestApp;
beforeEach(async () => {
  t = await testApp();
});
afterEach(() => t.close());

async function account(role: Role, email = 'ingrid@jobbstudien.example'): Promise<string> {
  await newAccount(t, role, email);
  return email;
}

describe('signing in', () => {
  test.each<[Role, string]>([
    ['admin', '/admin/accounts'],
    ['coordinator', '/staff'],
    ['keyer', '/staff/paper-entries'],
    ['researcher', '/research'],
  ])('brings a %s to %s', async (role, start) => {
    const email = await account(role);
    const reply = await send(t, null, '/sessions', { email, password });
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe(start);
    const [cookie] = reply.cookies;
    expect(cookie).toMatchObject({
      name: 'session',
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
    });
    const page = await t.app.inject({
      url: '/sign-in',
      headers: { cookie: `session=${cookie?.value}` },
    });
    expect(page.headers.location).toBe(start);
  });

  test('takes the address in any case, with blanks around it', async () => {
    await account('keyer');
    const email = '  INGRID@jobbstudien.example ';
    expect((await send(t, null, '/sessions', { email, password })).statusCode).toBe(303);
  });

  test('says the same of an unknown address as of a wrong password', async () => {
    const email = await account('keyer');
    const wrong = await send(t, null, '/sessions', { email, password: 'feil' });
    const nobody = await send(t, null, '/sessions', { email: 'nobody@post.example', password });
    for (const reply of [wrong, nobody]) {
      expect(reply.statusCode).toBe(401);
      expect(reply.cookies).toEqual([]);
      expect(reply.body).toContain('E-posten eller passordet er feil.');
    }
    expect(wrong.body.replace(email, 'nobody@post.example')).toBe(nobody.body);
  });

  test('keeps the address on the page, but no identity number and never the password', async () => {
    const kept = await send(t, null, '/sessions', {
      email: 'ola@nav.example',
      password: 'hemmelig',
    });
    expect(kept.body).toContain('value="ola@nav.example"');
    expect(kept.body).not.toContain('hemmelig');
    const number = await send(t, null, '/sessions', { email: '01019912345', password: 'x' });
    expect(number.statusCode).toBe(401);
    expect(number.body).not.toContain('01019912345');
  });

  test('stops after five failures for one address, and starts again after a quarter of an hour', async () => {
    const email = await account('keyer');
    await account('keyer', 'other@jobbstudien.example');
    for (let i = 0; i < 5; i += 1)
      expect((await send(t, null, '/sessions', { email, password: 'feil' })).statusCode).toBe(401);
    const right = await send(t, null, '/sessions', { email, password });
    expect(right.statusCode).toBe(429);
    expect(right.body).toContain('For mange forsøk');
    const other = { email: 'other@jobbstudien.example', password };
    expect((await send(t, null, '/sessions', other)).statusCode).toBe(303);
    t.setTime('2018-03-01T09:15:01Z');
    expect((await send(t, null, '/sessions', { email, password })).statusCode).toBe(303);
  });

  test('stops a machine that tries many addresses from one place', async () => {
    const attempt = (i: number) =>
      send(t, null, '/sessions', { email: `a${i}@post.example`, password: '' });
    const codes: number[] = [];
    for (let i = 0; i < 31; i += 1) codes.push((await attempt(i)).statusCode);
    expect(codes.slice(0, 30).every((code) => code === 401)).toBe(true);
    expect(codes[30]).toBe(429);
  });

  test('is not for a disabled account, nor for one without a password', async () => {
    const token = await createAccount(t.services, {
      email: 'new@jobbstudien.example',
      role: 'keyer',
      access: [],
      actor: 'system',
    });
    expect(token).not.toBeNull();
    const early = { email: 'new@jobbstudien.example', password: '' };
    expect((await send(t, null, '/sessions', early)).statusCode).toBe(401);
    const keyer = await t.signedIn('keyer');
    await disableAccount(t.services, { id: keyer.accountId, actor: 'system' });
    const page = await open(t, keyer, '/staff/paper-entries');
    expect(page.statusCode).toBe(303);
    expect(page.headers.location).toBe('/sign-in');
  });

  test.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 303],
    ['none', 303],
  ])('with a form from %s gives %i: other sites send none of ours', async (from, status) => {
    const email = await account('keyer');
    const reply = await t.app.inject({
      method: 'POST',
      url: '/sessions',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': from },
      payload: new URLSearchParams({ email, password }).toString(),
    });
    expect(reply.statusCode).toBe(status);
    expect(reply.cookies).toHaveLength(status === 303 ? 1 : 0);
  });

  test('gives a new cookie each time, and ends the session that the browser had', async () => {
    const before = await t.signedIn('keyer');
    const email = await account('keyer');
    const reply = await send(t, before, '/sessions', { email, password });
    const cookie = `session=${reply.cookies[0]?.value}`;
    expect(cookie).not.toBe(before.cookie);
    expect((await open(t, before, '/staff/paper-entries')).headers.location).toBe('/sign-in');
    const planted = `session=${'a'.repeat(26)}`;
    const after = await send(t, { ...before, cookie: planted }, '/sessions', { email, password });
    expect(`session=${after.cookies[0]?.value}`).not.toBe(planted);
    expect((await open(t, { ...before, cookie: planted }, '/staff')).headers.location).toBe(
      '/sign-in',
    );
  });

  test('under https sets a cookie that no other host of the domain can set for us', async () => {
    const secure = await testApp({ publicUrl: 'https://studie.example' });
    const email = 'ingrid@jobbstudien.example';
    await newAccount(secure, 'keyer', email);
    const [cookie] = (await send(secure, null, '/sessions', { email, password })).cookies;
    expect(cookie).toMatchObject({
      ...{ name: '__Host-session', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' },
    });
    expect(cookie).not.toHaveProperty('domain');
    const visit = (name: string) =>
      secure.app.inject({
        url: '/staff/paper-entries',
        headers: { cookie: `${name}=${cookie?.value}` },
      });
    expect((await visit('__Host-session')).statusCode).toBe(200);
    expect((await visit('session')).headers.location).toBe('/sign-in');
    await secure.close();
  });

  test('leaves neither address nor password in the log, and is told in the event log', async () => {
    const email = await account('keyer');
    await send(t, null, '/sessions', { email, password: 'helt feil passord' });
    await send(t, null, '/sessions', { email, password });
    const lines = t.log.join('');
    for (const secret of [email, password, 'helt feil']) expect(lines).not.toContain(secret);
    const events = await eventsIn(t, 'registry');
    expect(events.slice(-3).map(({ action }) => action)).toEqual([
      'sign-in tried',
      'sign-in tried',
      'signed in',
    ]);
    expect(JSON.stringify(events)).not.toContain(email);
  });
});

describe('a session that is over', () => {
  test('sends a visit to the sign-in page, and tells a post where to go', async () => {
    const coordinator = await t.signedIn('coordinator');
    t.setTime('2018-03-01T19:00:01Z');
    const visit = await open(t, coordinator, '/staff');
    expect([visit.statusCode, visit.headers.location]).toEqual([303, '/sign-in']);
    const post = await send(t, coordinator, '/staff/paper-entries', { code: 'X', wave: '1' });
    expect(post.statusCode).toBe(401);
    expect(post.body).toContain('href="/sign-in"');
  });

  test('stays a plain 401 for a script', async () => {
    const reply = await t.app.inject({ url: '/staff', headers: { authorization: 'Bearer x' } });
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toMatchObject({ error: 'not-signed-in' });
  });
});

describe('signing out', () => {
  test('ends the session wherever its cookie is', async () => {
    const keyer = await t.signedIn('keyer');
    const reply = await send(t, keyer, '/sessions/end');
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/sign-in']);
    expect(reply.cookies[0]).toMatchObject({ name: 'session', value: '' });
    expect((await open(t, keyer, '/staff/paper-entries')).headers.location).toBe('/sign-in');
    expect((await send(t, keyer, '/sessions/end')).headers.location).toBe('/sign-in');
  });

  test('needs the form token', async () => {
    const keyer = await t.signedIn('keyer');
    expect((await send(t, { ...keyer, csrf: '' }, '/sessions/end')).statusCode).toBe(403);
    expect((await open(t, keyer, '/staff/paper-entries')).statusCode).toBe(200);
  });
});
