/** The administrator makes accounts, hands over their one-time links, and closes accounts. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let admin: Staff;
let email: string;
let made = 0;
beforeAll(async () => {
  t = await testApp();
  admin = await t.signedIn('admin');
});
afterAll(() => t.close());
beforeEach(() => {
  made += 1;
  email = `hanne${made}@jobbstudien.example`;
});

const accounts = () => t.services.db.registry.selectFrom('account').selectAll().execute();
const all = { access_jobbspesialist: '*' };
const create = (fields: Record<string, string>) =>
  send(t, admin, '/admin/accounts', { ...all, ...fields });
const linkIn = (body: string) => body.match(/\/account-links\/[a-z0-9]{26}/)?.[0] ?? '';

describe('a new account', () => {
  test.each(['admin', 'coordinator', 'keyer', 'researcher'])(
    'of a %s comes with a link, shown once',
    async (role) => {
      const before = (await accounts()).length;
      const reply = await create({ email, role });
      expect(reply.statusCode).toBe(200);
      const link = linkIn(reply.body);
      expect((await t.app.inject({ url: link })).statusCode).toBe(200);
      const page = await open(t, admin, '/admin/accounts');
      expect(linkIn(page.body)).toBe('');
      expect(page.body).toContain(email);
      expect(page.body).toContain('Venter på passord');
      const rows = await accounts();
      expect(rows.length).toBe(before + 1);
      expect(rows.at(-1)).toMatchObject({ role, password_hash: null, disabled_at: null });
      expect(JSON.stringify(rows)).not.toContain(email);
      const event = (await eventsIn(t, 'registry')).at(-1);
      expect(event).toMatchObject({ actor: admin.accountId, action: 'account created' });
      expect(JSON.stringify(event)).not.toContain(email);
      expect(t.log.join('')).not.toContain(link.split('/').at(-1));
    },
  );

  test.each([
    ['', 'keyer', 'email', ''],
    ['hanne', 'keyer', 'email', 'hanne'],
    ['a@b.no,c@d.no', 'keyer', 'email', 'a@b.no,c@d.no'],
    ['01019912345@post.example', 'keyer', 'email', ''],
    ['hanne@post.example', '', 'role', 'hanne@post.example'],
    ['hanne@post.example', 'owner', 'role', 'hanne@post.example'],
  ])('with %j as %j is stopped at %s', async (typed, role, field, kept) => {
    const before = await accounts();
    const reply = await create({ email: typed, role });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(`id="problem-${field}"`);
    expect(reply.body).toContain(`value="${kept}"`);
    expect(reply.body).not.toContain('01019912345');
    expect(await accounts()).toEqual(before);
  });

  test('for an address that has one is refused, in whatever case it is written', async () => {
    await create({ email, role: 'keyer' });
    const reply = await create({ email: email.toUpperCase(), role: 'researcher' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Adressen har en konto fra før.');
    expect(linkIn(reply.body)).toBe('');
  });
});

describe('a new link', () => {
  test('makes the old one stop working', async () => {
    const first = linkIn((await create({ email, role: 'keyer' })).body);
    const id = (await accounts()).at(-1)?.id;
    const second = linkIn((await send(t, admin, `/admin/accounts/${id}/links`)).body);
    expect(second).not.toBe(first);
    expect((await t.app.inject({ url: first })).statusCode).toBe(410);
    expect((await t.app.inject({ url: second })).statusCode).toBe(200);
  });
});

describe('closing an account', () => {
  test('ends its sessions and its links at once', async () => {
    const keyer = await t.signedIn('keyer');
    const links = `/admin/accounts/${keyer.accountId}/links`;
    const link = linkIn((await send(t, admin, links)).body);
    const reply = await send(t, admin, `/admin/accounts/${keyer.accountId}/disablement`);
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/admin/accounts']);
    const visit = await open(t, keyer, '/staff/paper-entries');
    expect(visit.headers.location).toBe('/sign-in');
    expect((await t.app.inject({ url: link })).statusCode).toBe(410);
    expect((await send(t, admin, links)).statusCode).toBe(404);
    expect((await eventsIn(t, 'registry')).at(-1)).toMatchObject({
      actor: admin.accountId,
      action: 'account disabled',
      detail: JSON.stringify({ account: keyer.accountId }),
    });
  });

  test("is not for the administrator's own", async () => {
    const own = `/admin/accounts/${admin.accountId}/disablement`;
    const page = await open(t, admin, `/admin/accounts/${admin.accountId}`);
    expect(page.body).not.toContain(own);
    expect((await send(t, admin, own)).statusCode).toBe(403);
    expect((await open(t, admin, '/admin/accounts')).statusCode).toBe(200);
  });

  test('that does not exist is not found', async () => {
    expect((await send(t, admin, '/admin/accounts/nobody/disablement')).statusCode).toBe(404);
  });
});
