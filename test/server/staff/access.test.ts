/** Every staff and admin page asks who is there, and every post for its form token and nothing it does not know. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../server/db/accounts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { encoded, formType, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let code: string;
let form: string;
const people: Partial<Record<Role, Staff>> = {};

const roles: readonly Role[] = ['admin', 'coordinator', 'keyer', 'researcher'];
const person = '/staff/jobbspesialist/participants/CODE';

/** Every address of the two areas, with the roles it is for. */
const pages: readonly [string, readonly Role[]][] = [
  ['/staff', ['coordinator']],
  ['/staff/participants', ['coordinator']],
  ['/staff/searches', ['coordinator']],
  [`${person}/tasks/new`, ['coordinator']],
  ['/staff/jobbspesialist/participants/new', ['coordinator']],
  [person, ['coordinator']],
  [`${person}/withdrawal`, ['coordinator']],
  [`${person}/events`, ['coordinator']],
  [`${person}/merge`, ['coordinator']],
  [`${person}/registration`, ['coordinator']],
  [`${person}/consents`, ['coordinator']],
  ['/staff/jobbspesialist/participants/import', ['coordinator']],
  [`${person}/states/dead`, ['coordinator']],
  [`${person}/details`, ['coordinator']],
  [`${person}/moves`, ['coordinator']],
  [`${person}/follower`, ['coordinator']],
  [`${person}/answering`, ['coordinator']],
  [`${person}/inclusion-date`, ['coordinator']],
  ['/staff/paper-entries', ['coordinator', 'keyer']],
  ['/staff/paper-entries/FORM', ['coordinator', 'keyer']],
  ['/admin/accounts', ['admin']],
  ['/admin/events', ['admin']],
  ['/admin/accounts/ID', ['admin']],
  ['/account', roles],
  ['/step-up', roles],
];
const posts: readonly [string, readonly Role[]][] = [
  ['/staff/jobbspesialist/participants', ['coordinator']],
  [`${person}/invitations`, ['coordinator']],
  [`${person}/links/1/revocation`, ['coordinator']],
  [`${person}/new-links`, ['coordinator']],
  [`${person}/notes`, ['coordinator']],
  [`${person}/withdrawal`, ['coordinator']],
  [`${person}/merge`, ['coordinator']],
  [`${person}/consents`, ['coordinator']],
  ['/staff/jobbspesialist/participants/import/ID', ['coordinator']],
  [`${person}/tasks`, ['coordinator']],
  [`${person}/tasks/phone/0/outcomes`, ['coordinator']],
  ['/staff/searches', ['coordinator']],
  [`${person}/withdrawal/receipt`, ['coordinator']],
  [`${person}/states/dead`, ['coordinator']],
  [`${person}/details`, ['coordinator']],
  [`${person}/moves`, ['coordinator']],
  [`${person}/follower`, ['coordinator']],
  [`${person}/answering`, ['coordinator']],
  [`${person}/inclusion-date`, ['coordinator']],
  ['/staff/paper-entries', ['coordinator', 'keyer']],
  ['/staff/paper-entries/FORM', ['coordinator', 'keyer']],
  ['/staff/paper-entries/FORM/draft', ['coordinator', 'keyer']],
  ['/staff/paper-entries/FORM/correction', ['coordinator', 'keyer']],
  ['/staff/paper-entries/FORM/tasks', ['coordinator', 'keyer']],
  ['/admin/accounts', ['admin']],
  ['/admin/accounts/ID/disablement', ['admin']],
  ['/admin/accounts/ID/links', ['admin']],
  ['/admin/accounts/ID/access', ['admin']],
  ['/admin/accounts/ID/second-factor-reset', ['admin']],
];

beforeAll(async () => {
  t = await testApp();
  code = await register(t, { name: 'Kari Nordli' });
  form = (await logged(t, code, 1, '2018-03-01')).id;
  for (const role of roles) people[role] = await t.signedIn(role);
});
afterAll(() => t.close());

const address = (pattern: string) =>
  pattern
    .replace('CODE', code)
    .replace('FORM', form)
    .replace('ID', people.keyer?.accountId ?? '');

const as = (role: Role): Staff => people[role] as Staff;

async function everything(): Promise<string> {
  const { registry, study } = t.services.db;
  const rows = [
    await registry.selectFrom('account').selectAll().execute(),
    await registry.selectFrom('account_link').selectAll().execute(),
    await registry.selectFrom('person').selectAll().execute(),
    await registry.selectFrom('outbox').selectAll().execute(),
    await study.selectFrom('participant').selectAll().execute(),
    await study.selectFrom('participant_change').selectAll().execute(),
    await study.selectFrom('response').selectAll().execute(),
    await study.selectFrom('event').selectAll().execute(),
  ];
  return JSON.stringify(rows);
}

describe('a page', () => {
  test.each(pages)('%s is for %j', async (pattern, allowed) => {
    const nobody = await open(t, null, address(pattern));
    expect([nobody.statusCode, nobody.headers.location]).toEqual([303, '/sign-in']);
    for (const role of roles) {
      const reply = await open(t, as(role), address(pattern));
      expect([role, reply.statusCode]).toEqual([role, allowed.includes(role) ? 200 : 403]);
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  test.each(pages)('%s can be read in English', async (pattern, [role = 'admin']) => {
    const reply = await open(t, as(role), `${address(pattern)}?lang=en`);
    expect(reply.body).toContain('<html lang="en">');
    expect(reply.body).toContain('Sign out');
  });

  test.each([
    '/staff?study=none',
    '/staff/participants?study=none',
    '/staff/none/participants/new',
    '/staff/none/participants/X',
  ])('%s of no study is not found', async (url) => {
    expect((await open(t, as('coordinator'), url)).statusCode).toBe(404);
  });

  test('of a code that is not in the study is not found, and opens nobody', async () => {
    const before = await everything();
    const url = '/staff/jobbspesialist/participants/QQQQQQQ';
    const reply = await open(t, as('coordinator'), url);
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain('Vi finner ikke deltakeren');
    expect(await everything()).toBe(before);
  });
});

describe('a post', () => {
  test.each(posts)('to %s is for %j, with the form token', async (pattern, allowed) => {
    const before = await everything();
    expect((await send(t, null, address(pattern))).statusCode).toBe(401);
    for (const role of roles) {
      if (allowed.includes(role)) continue;
      const reply = await send(t, as(role), address(pattern));
      expect([role, reply.statusCode]).toEqual([role, 403]);
    }
    const [role = 'admin'] = allowed;
    for (const csrf of ['', 'wrong', as('researcher').csrf]) {
      const reply = await send(t, as(role), address(pattern), { _csrf: csrf });
      expect(reply.statusCode).toBe(403);
      expect(reply.body).toContain('Siden er for gammel');
    }
    const doubled = { _csrf: [as(role).csrf, as(role).csrf] };
    expect((await send(t, as(role), address(pattern), doubled)).statusCode).toBe(403);
    expect(await everything()).toBe(before);
  });

  test.each(posts)('to %s of 5 MB is too much', async (pattern, [role = 'admin']) => {
    const before = await everything();
    const big = { name: 'x'.repeat(5 * 1024 * 1024) };
    expect((await send(t, as(role), address(pattern), big)).statusCode).toBe(413);
    expect(await everything()).toBe(before);
  });

  test.each(posts)(
    'to %s in another content type is refused',
    async (pattern, [role = 'admin']) => {
      const before = await everything();
      for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
        const reply = await t.app.inject({
          method: 'POST',
          url: address(pattern),
          headers: { cookie: as(role).cookie, 'content-type': type },
          payload: JSON.stringify({ _csrf: as(role).csrf }),
        });
        expect(reply.statusCode).toBe(415);
      }
      expect(await everything()).toBe(before);
    },
  );

  test.each(posts)(
    'to %s with a field of another form is refused',
    async (pattern, [role = 'admin']) => {
      const before = await everything();
      const hidden = { _code: code, _role: 'candidate', _nonce: 'a'.repeat(26) };
      const strange: Record<string, string>[] = [
        { is_admin: 'yes' },
        { __proto__x: 'x' },
        { constructor: 'x' },
        { note: '01019912345' },
      ];
      for (const fields of strange) {
        const reply = await send(t, as(role), address(pattern), { ...hidden, ...fields });
        expect([400, 422]).toContain(reply.statusCode);
        expect(reply.body).not.toContain('01019912345');
      }
      const raw = await t.app.inject({
        method: 'POST',
        url: address(pattern),
        headers: { cookie: as(role).cookie, 'content-type': formType },
        payload: `${encoded({ _csrf: as(role).csrf, ...hidden })}&__proto__=x&%00=1`,
      });
      expect(raw.statusCode).toBe(400);
      expect(await everything()).toBe(before);
    },
  );
});

test('nothing that identifies anybody is in the log', () => {
  const lines = t.log.join('');
  for (const secret of ['Nordli', 'kari.nordli', '01019912345', code, as('keyer').csrf])
    expect(lines).not.toContain(secret);
});
