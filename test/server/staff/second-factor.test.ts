/** After the password comes a code from the person's phone, where the installation asks for it or the person has chosen it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../../server/db/accounts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import {
  type App,
  codeOf,
  newAccount,
  password,
  secretOn,
  setUpApp,
  staffIn,
  withPassword,
} from '../../support/authenticator.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

const email = 'ingrid@jobbstudien.example';
const page = '/second-factor';
const setup = '/second-factor/setup';

let t: TestApp;
beforeEach(async () => {
  t = await testApp({ secondFactor: ['admin', 'coordinator'] });
});
afterEach(() => t.close());

/** Ingrid, who has set up her app at nine o'clock and signed out; it is now ten. */
async function ingrid(role: Role = 'coordinator'): Promise<App> {
  await newAccount(t, role, email);
  const app = await setUpApp(t, await withPassword(t, email));
  await send(t, app.staff, '/sessions/end');
  t.setTime('2018-03-01T10:00:00Z');
  return app;
}

const give = (staff: Staff, code: string) => send(t, staff, page, { code });
const giveRecovery = (staff: Staff, code: string) => send(t, staff, page, { recovery_code: code });
const registry = () => t.services.db.registry;

describe('the first time', () => {
  test('a coordinator is led from the password to the app, and with its code to the codes to keep', async () => {
    await newAccount(t, 'coordinator', email);
    const half = await withPassword(t, email);
    expect((await open(t, half, '/staff')).headers.location).toBe(page);
    expect((await open(t, half, page)).headers.location).toBe(setup);
    const { staff, codes } = await setUpApp(t, half);
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect((await open(t, staff, '/staff')).statusCode).toBe(200);
    expect((await open(t, staff, setup)).headers.location).toBe('/staff');
  });

  test('the page holds a picture for the app, and nothing that runs or is styled in it', async () => {
    await newAccount(t, 'admin', email);
    const { body } = await open(t, await withPassword(t, email), setup);
    const picture = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(body)?.[1] ?? '';
    const svg = Buffer.from(picture.replaceAll('&#x3D;', '='), 'base64').toString();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(body + svg).not.toMatch(/ style=|<style|<script(?! src)| on[a-z]+=/);
    expect(body).toMatch(/href="otpauth:\/\/totp\//);
    expect(body).toMatch(/<code>(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}<\/code>/);
  });

  test('the page can be opened again, and another session is shown another secret', async () => {
    await newAccount(t, 'admin', email);
    const half = await withPassword(t, email);
    const secret = secretOn(await open(t, half, setup));
    expect(secretOn(await open(t, half, setup))).toBe(secret);
    expect(secretOn(await open(t, await withPassword(t, email), setup))).not.toBe(secret);
    const [account] = await registry().selectFrom('account').selectAll().execute();
    expect([account?.totp_sealed, account?.totp_since]).toEqual([null, null]);
  });

  test('a wrong code is told at the field, as often as it takes', async () => {
    await newAccount(t, 'admin', email);
    const half = await withPassword(t, email);
    const secret = secretOn(await open(t, half, setup));
    for (let i = 0; i < 8; i += 1) {
      const reply = await send(t, half, setup, { code: i === 7 ? '' : '12345' });
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('id="problem-code"');
      expect(secretOn(reply)).toBe(secret);
    }
    expect((await setUpApp(t, half)).codes).toHaveLength(10);
  });

  test('of two sessions that set up an app, the first has it', async () => {
    await newAccount(t, 'admin', email);
    const [one, other] = [await withPassword(t, email), await withPassword(t, email)];
    const late = secretOn(await open(t, other, setup));
    const { staff } = await setUpApp(t, one);
    const reply = await send(t, other, setup, { code: codeOf(t, late) });
    expect(reply.statusCode).toBe(401);
    expect((await open(t, staff, '/admin/accounts')).statusCode).toBe(200);
  });
});

describe('the code', () => {
  test('opens what the password alone does not, under another cookie', async () => {
    const { secret } = await ingrid();
    const half = await withPassword(t, email);
    const reply = await give(half, codeOf(t, secret));
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/staff']);
    const whole = await staffIn(t, reply);
    expect(whole.cookie).not.toBe(half.cookie);
    expect(whole.csrf).not.toBe(half.csrf);
    expect((await open(t, whole, '/staff')).statusCode).toBe(200);
    expect((await open(t, half, '/staff')).headers.location).toBe('/sign-in');
  });

  test.each([
    [-2, 422],
    [-1, 303],
    [0, 303],
    [1, 303],
    [2, 422],
  ])('of a phone %i steps off gives %i', async (steps, status) => {
    const { secret } = await ingrid();
    const half = await withPassword(t, email);
    expect((await give(half, codeOf(t, secret, steps))).statusCode).toBe(status);
  });

  test('may be written in two groups', async () => {
    const { secret } = await ingrid();
    const half = await withPassword(t, email);
    const code = codeOf(t, secret).replace(/(...)(...)/, ' $1 $2 ');
    expect((await give(half, code)).statusCode).toBe(303);
  });

  test('is good once, and so is every earlier one', async () => {
    const { secret } = await ingrid();
    const code = codeOf(t, secret);
    const earlier = codeOf(t, secret, -1);
    expect((await give(await withPassword(t, email), code)).statusCode).toBe(303);
    const half = await withPassword(t, email);
    const replayed = await give(half, code);
    expect(replayed.statusCode).toBe(422);
    expect((await give(half, earlier)).statusCode).toBe(422);
    const wrong = await give(half, '000000');
    expect(wrong.body).toBe(replayed.body);
    t.setTime('2018-03-01T10:00:30Z');
    expect((await give(half, codeOf(t, secret))).statusCode).toBe(303);
  });

  test('sent five times at once opens one session', async () => {
    const { secret } = await ingrid();
    const halves = [];
    for (let i = 0; i < 4; i += 1) halves.push(await withPassword(t, email));
    const code = codeOf(t, secret);
    const replies = await Promise.all(halves.map((half) => give(half, code)));
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422, 422, 422]);
  });

  test('that proved the app is used up by that', async () => {
    await newAccount(t, 'admin', email);
    const { secret } = await setUpApp(t, await withPassword(t, email));
    const half = await withPassword(t, email);
    expect((await give(half, codeOf(t, secret))).statusCode).toBe(422);
  });

  test('has to wait after five that were wrong, and the password with it', async () => {
    const { secret } = await ingrid();
    const half = await withPassword(t, email);
    for (let i = 0; i < 5; i += 1) expect((await give(half, `00000${i}`)).statusCode).toBe(422);
    const right = await give(half, codeOf(t, secret));
    expect(right.statusCode).toBe(429);
    expect(right.body).toContain('For mange forsøk');
    expect((await send(t, null, '/sessions', { email, password })).statusCode).toBe(429);
    t.setTime('2018-03-01T10:15:01Z');
    expect((await give(half, codeOf(t, secret))).statusCode).toBe(303);
  });

  test('guessed twenty times at once is looked at five times', async () => {
    await ingrid();
    const half = await withPassword(t, email);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) => give(half, String(100_000 + i))),
    );
    const codes = replies.map(({ statusCode }) => statusCode);
    expect(codes.filter((code) => code === 422)).toHaveLength(5);
    expect(codes.filter((code) => code === 429)).toHaveLength(15);
  });

  test('left blank, and an identity number in its place, are told at the field', async () => {
    await ingrid();
    const half = await withPassword(t, email);
    for (const typed of ['', '   ', '01019912345']) {
      const reply = await give(half, typed);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('id="problem-code"');
      expect(reply.body).not.toContain('01019912345');
    }
  });
});

describe('a recovery code', () => {
  test('opens once, however it is typed, and is kept as a hash', async () => {
    const { codes } = await ingrid();
    const [first = '', second = '', third = ''] = codes;
    const rows = JSON.stringify(await registry().selectFrom('recovery_code').selectAll().execute());
    for (const code of codes) expect(rows).not.toContain(code.replaceAll('-', ''));
    for (const typed of [first, second.toUpperCase(), ` ${third.replaceAll('-', ' ')} `])
      expect((await giveRecovery(await withPassword(t, email), typed)).statusCode).toBe(303);
    const half = await withPassword(t, email);
    for (const used of [first, second]) {
      const reply = await giveRecovery(half, used);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('id="problem-recovery_code"');
      expect(reply.body).not.toContain(used);
    }
  });

  test('used by two at once opens one session', async () => {
    const [code = ''] = (await ingrid()).codes;
    const halves = [await withPassword(t, email), await withPassword(t, email)];
    const replies = await Promise.all(halves.map((half) => giveRecovery(half, code)));
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422]);
  });

  test("does not open somebody else's account, and counts as a failure there", async () => {
    const [code = ''] = (await ingrid()).codes;
    await newAccount(t, 'admin', 'odd@jobbstudien.example');
    await setUpApp(t, await withPassword(t, 'odd@jobbstudien.example'));
    const odd = await withPassword(t, 'odd@jobbstudien.example');
    for (let i = 0; i < 5; i += 1) expect((await giveRecovery(odd, code)).statusCode).toBe(422);
    expect((await giveRecovery(odd, code)).statusCode).toBe(429);
    expect((await giveRecovery(await withPassword(t, email), code)).statusCode).toBe(303);
  });
});

describe('a half session', () => {
  test('lasts half an hour, and can sign out', async () => {
    await ingrid();
    const half = await withPassword(t, email);
    t.setTime('2018-03-01T10:29:59Z');
    expect((await open(t, half, page)).statusCode).toBe(200);
    const body = (await open(t, half, page)).body;
    expect(body).toContain('Logg ut');
    expect(body).not.toMatch(/href="\/(staff|account)/);
    t.setTime('2018-03-01T10:30:00Z');
    expect((await open(t, half, page)).headers.location).toBe('/sign-in');
    const second = await withPassword(t, email);
    await send(t, second, '/sessions/end');
    expect((await open(t, second, page)).headers.location).toBe('/sign-in');
  });

  test('that was ended meanwhile is not made whole by a right code, which stays good', async () => {
    const { secret } = await ingrid();
    const half = await withPassword(t, email);
    await send(t, half, '/sessions/end');
    expect((await give(half, codeOf(t, secret))).statusCode).toBe(401);
    expect((await give(await withPassword(t, email), codeOf(t, secret))).statusCode).toBe(303);
  });
});

describe('a role that needs none', () => {
  test('signs in with the password alone', async () => {
    await newAccount(t, 'keyer', email);
    const keyer = await withPassword(t, email);
    expect((await open(t, keyer, '/staff/paper-entries')).statusCode).toBe(200);
    for (const way of [page, setup])
      expect((await open(t, keyer, way)).headers.location).toBe('/staff/paper-entries');
  });

  test('can choose to have one, and is asked from then on, in every browser', async () => {
    await newAccount(t, 'keyer', email);
    const [here, there] = [await withPassword(t, email), await withPassword(t, email)];
    await send(t, here, '/step-up', { password });
    const { secret, staff } = await setUpApp(t, here, '/account/second-factor');
    expect((await open(t, staff, '/account')).body).toContain('Du har 10 reservekoder igjen.');
    expect((await open(t, there, '/staff/paper-entries')).headers.location).toBe('/sign-in');
    t.setTime('2018-03-01T09:01:00Z');
    const half = await withPassword(t, email);
    expect((await open(t, half, '/staff/paper-entries')).headers.location).toBe(page);
    expect((await give(half, codeOf(t, secret))).headers.location).toBe('/staff/paper-entries');
  });
});

describe('on the page of their own account', () => {
  test('somebody makes new recovery codes, and the old ones stop working', async () => {
    const { secret, codes } = await ingrid();
    const whole = await staffIn(t, await give(await withPassword(t, email), codeOf(t, secret)));
    const renewal = '/account/recovery-codes';
    expect((await open(t, whole, renewal)).headers.location).toContain('/step-up?next=');
    t.setTime('2018-03-01T10:01:00Z');
    await send(t, whole, '/step-up', { code: codeOf(t, secret) });
    expect((await open(t, whole, renewal)).statusCode).toBe(200);
    const [again = ''] = /(?:[a-z0-9]{4}-){5}[a-z0-9]{4}/.exec(
      (await send(t, whole, renewal)).body,
    ) ?? [''];
    const [old = ''] = codes;
    expect((await giveRecovery(await withPassword(t, email), old)).statusCode).toBe(422);
    expect((await giveRecovery(await withPassword(t, email), again)).statusCode).toBe(303);
    expect((await open(t, whole, '/account')).body).toContain('Du har 9 reservekoder igjen.');
  });

  test('somebody changes to another phone, and the old one shows nothing of use', async () => {
    const { secret } = await ingrid();
    const whole = await staffIn(t, await give(await withPassword(t, email), codeOf(t, secret)));
    t.setTime('2018-03-01T10:01:00Z');
    await send(t, whole, '/step-up', { code: codeOf(t, secret) });
    const fresh = await setUpApp(t, whole, '/account/second-factor');
    expect(fresh.secret).not.toBe(secret);
    t.setTime('2018-03-01T10:02:00Z');
    const half = await withPassword(t, email);
    expect((await give(half, codeOf(t, secret))).statusCode).toBe(422);
    expect((await give(half, codeOf(t, fresh.secret))).statusCode).toBe(303);
  });
});

test('what was done stands in the event log, and no secret in any log', async () => {
  const { secret, codes } = await ingrid();
  const code = codeOf(t, secret);
  await give(await withPassword(t, email), code);
  await giveRecovery(await withPassword(t, email), codes[0] ?? '');
  const events = await eventsIn(t, 'registry');
  const told = events.map(({ action, detail }) => [action, JSON.parse(detail)]);
  expect(told.slice(-8)).toEqual([
    ['sign-in tried', {}],
    ['password given', { by: 'password' }],
    ['proof tried', { by: 'code' }],
    ['signed in', { by: 'code' }],
    ['sign-in tried', {}],
    ['password given', { by: 'password' }],
    ['proof tried', { by: 'recovery-code' }],
    ['signed in', { by: 'recovery-code' }],
  ]);
  expect(events.map(({ action }) => action)).toContain('second factor set up');
  const logs = t.log.join('') + JSON.stringify(events);
  for (const word of [secret, code, password, email, ...codes, ...codes.map(plain)])
    expect(logs).not.toContain(word);
});

const plain = (code: string) => code.replaceAll('-', '');
