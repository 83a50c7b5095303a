/** One-time links: somebody chooses their password, or becomes the first administrator. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccount, firstAdministratorLink } from '../../../server/accounts/accounts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { open, send } from '../../support/staff.ts';

let t: TestApp;
beforeEach(async () => {
  t = await testApp();
});
afterEach(() => t.close());

const email = 'eirik@jobbstudien.example';
const password = 'to tusen små øyer';
const chosen = { password, password_again: password };

async function linkOfKeyer(): Promise<string> {
  const token = await createAccount(t.services, {
    email,
    role: 'keyer',
    access: [],
    actor: 'system',
  });
  return `/account-links/${token}`;
}

const linkOfFirst = async () => `/account-links/${await firstAdministratorLink(t.services)}`;
const accounts = () => t.services.db.registry.selectFrom('account').selectAll().execute();
const signIn = (given: string) => send(t, null, '/sessions', { email, password: given });

describe('a one-time link', () => {
  test('is not used up by opening it, also a hundred times', async () => {
    const link = await linkOfKeyer();
    const before = await t.services.db.registry.selectFrom('account_link').selectAll().execute();
    for (let i = 0; i < 50; i += 1) {
      await t.app.inject({ url: link });
      await t.app.inject({ method: 'HEAD', url: link });
    }
    const after = await t.services.db.registry.selectFrom('account_link').selectAll().execute();
    expect(after).toEqual(before);
    expect((await open(t, null, link)).body).toContain(`Passordet er for ${email}.`);
  });

  test('sets the password with which one can then sign in', async () => {
    const reply = await send(t, null, await linkOfKeyer(), chosen);
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      '/sign-in?notice=password-chosen',
    ]);
    expect((await open(t, null, String(reply.headers.location))).body).toContain('er lagret');
    expect((await signIn(password)).headers.location).toBe('/staff/paper-entries');
    const [account] = await accounts();
    expect(account?.password_hash).toMatch(/^argon2id\$m=19456,t=2,p=1\$/);
  });

  test('works once: the second password is not taken', async () => {
    const link = await linkOfKeyer();
    await send(t, null, link, chosen);
    const second = { password: 'en annen og lang', password_again: 'en annen og lang' };
    const reply = await send(t, null, link, second);
    expect(reply.statusCode).toBe(410);
    expect(reply.body).toContain('Lenken virker ikke');
    expect((await signIn(second.password)).statusCode).toBe(401);
    expect((await signIn(password)).statusCode).toBe(303);
  });

  test('raced by two is won by one', async () => {
    const link = await linkOfKeyer();
    const words = ['den første av oss', 'den andre av oss'];
    const replies = await Promise.all(
      words.map((word) => send(t, null, link, { password: word, password_again: word })),
    );
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410]);
    const winner = words[replies.findIndex(({ statusCode }) => statusCode === 303)] ?? '';
    expect((await signIn(winner)).statusCode).toBe(303);
  });

  test('is over after three days', async () => {
    const link = await linkOfKeyer();
    t.setTime('2018-03-04T09:00:01Z');
    expect((await open(t, null, link)).statusCode).toBe(410);
    expect((await send(t, null, link, chosen)).statusCode).toBe(410);
  });

  test.each(['nothing', 'a'.repeat(26), 'A'.repeat(26), 'x'.repeat(10_000)])(
    'that is unknown says no more than one that is over: %.30s',
    async (token) => {
      const used = await linkOfKeyer();
      await send(t, null, used, chosen);
      const over = await open(t, null, used);
      const unknown = await open(t, null, `/account-links/${token}`);
      expect([unknown.statusCode, unknown.body]).toEqual([over.statusCode, over.body]);
    },
  );

  test.each([
    ['is too short', { password: 'elleve tegn', password_again: 'elleve tegn' }, 'password'],
    ['is missing', { password: '', password_again: '' }, 'password'],
    ['is repeated wrong', { password, password_again: `${password}!` }, 'password_again'],
    [
      'holds an identity number',
      { password: '01019912345 og mer', password_again: '01019912345 og mer' },
      'password',
    ],
  ])('stays good when the password %s', async (_what, fields, field) => {
    const link = await linkOfKeyer();
    const reply = await send(t, null, link, fields);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(`id="problem-${field}"`);
    for (const typed of Object.values(fields)) if (typed) expect(reply.body).not.toContain(typed);
    expect((await send(t, null, link, chosen)).statusCode).toBe(303);
  });

  test('takes no field of another form: no e-mail, no role', async () => {
    const link = await linkOfKeyer();
    for (const extra of [{ email: 'x@y.no' }, { role: 'admin' }])
      expect((await send(t, null, link, { ...chosen, ...extra })).statusCode).toBe(400);
    expect((await send(t, null, link, { ...chosen, password: ['a', 'b'] })).statusCode).toBe(400);
  });

  test('signs out whoever is signed in to the account', async () => {
    const link = await linkOfKeyer();
    await send(t, null, link, chosen);
    const cookie = `session=${(await signIn(password)).cookies[0]?.value}`;
    const [account] = await accounts();
    const admin = await t.signedIn('admin');
    const made = await send(t, admin, `/admin/accounts/${account?.id}/links`);
    const again = made.body.match(/\/account-links\/[a-z0-9]{26}/)?.[0] ?? '';
    await send(t, null, again, {
      password: 'et nytt og godt ord',
      password_again: 'et nytt og godt ord',
    });
    const visit = await t.app.inject({ url: '/staff/paper-entries', headers: { cookie } });
    expect(visit.headers.location).toBe('/sign-in');
  });

  test('leaves nothing of itself or the password in the log', async () => {
    const link = await linkOfKeyer();
    await send(t, null, link, chosen);
    const lines = t.log.join('');
    for (const secret of [link.split('/').at(-1) ?? '', password, email])
      expect(lines).not.toContain(secret);
  });
});

describe('the first administrator', () => {
  test('chooses an e-mail and a password, and runs the accounts', async () => {
    const link = await linkOfFirst();
    expect((await open(t, null, link)).body).toContain('name="email"');
    expect((await send(t, null, link, { ...chosen, email })).statusCode).toBe(303);
    expect((await signIn(password)).headers.location).toBe('/admin/accounts');
    expect(await firstAdministratorLink(t.services)).toBeNull();
  });

  test('must give an e-mail', async () => {
    const link = await linkOfFirst();
    for (const given of ['', 'eirik', '01019912345@post.example']) {
      const reply = await send(t, null, link, { ...chosen, email: given });
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('id="problem-email"');
    }
    expect(await accounts()).toEqual([]);
  });

  test('is one, also when the server was started twice and both links are used at once', async () => {
    const links = [await linkOfFirst(), await linkOfFirst()];
    const replies = await Promise.all(
      links.map((link, i) => send(t, null, link, { ...chosen, email: `a${i}@post.example` })),
    );
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410]);
    expect((await accounts()).map(({ role }) => role)).toEqual(['admin']);
    for (const link of links) expect((await open(t, null, link)).statusCode).toBe(410);
  });
});
