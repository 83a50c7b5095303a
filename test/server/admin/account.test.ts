/** The page of one account: what it may enter, its way in, its API tokens. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableAccount } from '../../../server/accounts/accounts.ts';
import { issueApiToken } from '../../../server/accounts/api-tokens.ts';
import { shippedSurveys } from '../../../server/config.ts';
import { accessOf } from '../../../server/db/accounts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import {
  codeOf,
  newAccount,
  password,
  setUpApp,
  withPassword,
} from '../../support/authenticator.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Sent, type Staff, send } from '../../support/staff.ts';

/** The shipped study parts coordinators and keyers by site; the second parts nobody. */
let surveys: string;
let t: TestApp;
let admin: Staff;
let made = 0;
let email: string;
beforeAll(async () => {
  surveys = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
  for (const part of ['instruments', 'studies'])
    cpSync(join(shippedSurveys, part), join(surveys, part), { recursive: true });
  const text = readFileSync(join(surveys, 'studies/jobbspesialist.yaml'), 'utf8')
    .replace('study: jobbspesialist', 'study: oppfolging')
    .replace('nb: Jobbspesialister i utvidet oppfølging', 'nb: Oppfølging i nord')
    .replace(/^limited_to_sites:.*\n/m, '');
  writeFileSync(join(surveys, 'studies/oppfolging.yaml'), text);
  t = await testApp({ surveys });
  admin = await t.signedIn('admin', []);
});
afterAll(async () => {
  await t.close();
  rmSync(surveys, { recursive: true, force: true });
});
beforeEach(() => {
  t.setTime('2018-03-01T09:00:00Z');
  made += 1;
  email = `hanne${made}@jobbstudien.example`;
});

const pageOf = ({ accountId }: { accountId: string }) => `/admin/accounts/${accountId}`;
const rows = (accountId: string) => accessOf(t.services.db.registry, accountId);
const change = (who: Staff, fields: Sent) => send(t, admin, `${pageOf(who)}/access`, fields);

async function created(role: string, fields: Sent) {
  const reply = await send(t, admin, '/admin/accounts', { email, role, ...fields });
  const accounts = await t.services.db.registry.selectFrom('account').selectAll().execute();
  return { reply, access: await rows(accounts.at(-1)?.id ?? '') };
}

const atTromso = [{ study: 'jobbspesialist', site: 'tromso' }];
const wholeStudy = [{ study: 'jobbspesialist', site: '' }];

describe('a new account', () => {
  test.each<[string, Sent, { study: string; site: string }[]]>([
    ['coordinator', { access_jobbspesialist: 'tromso' }, atTromso],
    [
      'keyer',
      { access_jobbspesialist: ['tromso', 'harstad'] },
      [{ study: 'jobbspesialist', site: 'harstad' }, ...atTromso],
    ],
    ['coordinator', { access_jobbspesialist: '*' }, wholeStudy],
    [
      'researcher',
      { access_jobbspesialist: '*', access_oppfolging: '*' },
      [...wholeStudy, { study: 'oppfolging', site: '' }],
    ],
    ['admin', {}, []],
    ['admin', { access_jobbspesialist: '*' }, []],
  ])('of a %s with %j may enter just that', async (role, fields, expected) => {
    const { reply, access } = await created(role, fields);
    expect(reply.statusCode).toBe(200);
    expect(access).toEqual(expected);
  });

  test.each<[string, string, Sent, string, string]>([
    ['no study', 'coordinator', {}, 'jobbspesialist', 'Velg minst én studie.'],
    ['no study', 'researcher', {}, 'jobbspesialist', 'Velg minst én studie.'],
    [
      'a site that is not there',
      'coordinator',
      { access_jobbspesialist: 'oslo' },
      'jobbspesialist',
      'Det valget finnes ikke.',
    ],
    [
      'an identity number for a site',
      'coordinator',
      { access_jobbspesialist: ['tromso', '01019912345'] },
      'jobbspesialist',
      'Det valget finnes ikke.',
    ],
    [
      'the whole and a part',
      'keyer',
      { access_jobbspesialist: ['*', 'tromso'] },
      'jobbspesialist',
      'ikke begge deler',
    ],
    [
      'a site for who sees all of them',
      'researcher',
      { access_jobbspesialist: 'tromso' },
      'jobbspesialist',
      'Denne rollen ser alle steder.',
    ],
    [
      'a site of a study that parts nobody',
      'coordinator',
      { access_oppfolging: 'tromso' },
      'oppfolging',
      'Denne rollen ser alle steder.',
    ],
  ])('with %s, as %s, is told so at the field', async (_what, role, fields, study, words) => {
    const before = await t.services.db.registry.selectFrom('account').selectAll().execute();
    const { reply } = await created(role, fields);
    expect(reply.statusCode).toBe(422);
    const problem = new RegExp(`id="problem-access_${study}">([^<]*)<`).exec(reply.body)?.[1];
    expect(problem).toContain(words);
    expect(reply.body).toContain(`value="${email}"`);
    expect(reply.body).not.toContain('01019912345');
    for (const tick of [fields.access_jobbspesialist ?? []].flat())
      if (['tromso', 'harstad'].includes(tick))
        expect(reply.body).toMatch(new RegExp(`value="${tick}"[^>]* checked`));
    expect(await t.services.db.registry.selectFrom('account').selectAll().execute()).toEqual(
      before,
    );
  });

  test('of a study that does not exist is no form of ours', async () => {
    const { reply } = await created('keyer', { access_none: '*' });
    expect(reply.statusCode).toBe(400);
  });

  test('for the only study, which parts nobody, asks for nothing more than address and role', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'malepunkt-one-'));
    cpSync(join(surveys, 'instruments'), join(folder, 'instruments'), { recursive: true });
    cpSync(join(surveys, 'studies/oppfolging.yaml'), join(folder, 'studies/oppfolging.yaml'));
    const one = await testApp({ surveys: folder });
    const chief = await one.signedIn('admin', []);
    expect((await open(one, chief, '/admin/accounts')).body).not.toContain('name="access_');
    await send(one, chief, '/admin/accounts', { email, role: 'coordinator' });
    const [account] = await one.services.db.registry
      .selectFrom('account')
      .selectAll()
      .where('role', '=', 'coordinator')
      .execute();
    expect(await accessOf(one.services.db.registry, account?.id ?? '')).toEqual([
      { study: 'oppfolging', site: '' },
    ]);
    await one.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('the access of an account', () => {
  test('is changed, holds from the next request on, and is told without names', async () => {
    await register(t, { name: 'Kari Nordli', site: 'tromso' });
    await register(t, { name: 'Ola Vestad', site: 'harstad' });
    const coordinator = await t.signedIn('coordinator', atTromso);
    const board = async () => (await open(t, coordinator, '/staff/participants')).body;
    expect(await board()).toContain('Kari Nordli');
    expect(await board()).not.toContain('Ola Vestad');

    const reply = await change(coordinator, { access_jobbspesialist: 'harstad' });
    expect(reply.headers.location).toBe(`${pageOf(coordinator)}?notice=access-changed`);
    expect((await open(t, admin, String(reply.headers.location))).body).toContain(
      'Tilgangen er endret.',
    );
    expect(await board()).not.toContain('Kari Nordli');
    expect(await board()).toContain('Ola Vestad');
    const events = await eventsIn(t, 'registry');
    expect(events.findLast(({ action }) => action === 'account access changed')).toMatchObject({
      actor: admin.accountId,
      detail: JSON.stringify({
        account: coordinator.accountId,
        access: 'jobbspesialist/harstad',
      }),
    });
    expect(JSON.stringify(events)).not.toMatch(/Tromsø|Harstad|jobbstudien\.example/);
  });

  test('is shown ticked as it is', async () => {
    const keyer = await t.signedIn('keyer', atTromso);
    const { body } = await open(t, admin, pageOf(keyer));
    expect(body).toMatch(/value="tromso"[^>]* checked/);
    expect(body).not.toMatch(/value="(harstad|\*)"[^>]* checked/);
  });

  test('has no sites to choose for a role that sees all of them', async () => {
    const { body } = await open(t, admin, pageOf(await t.signedIn('researcher')));
    expect(body).toMatch(/value="\*"[^>]* checked/);
    expect(body).not.toContain('value="tromso"');
  });

  test('that cannot be so changes nothing', async () => {
    const keyer = await t.signedIn('keyer', atTromso);
    for (const fields of [{}, { access_jobbspesialist: 'oslo' }]) {
      const reply = await change(keyer, fields);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('id="problem-access_jobbspesialist"');
    }
    expect(await rows(keyer.accountId)).toEqual(atTromso);
  });

  test('of an administrator is nothing to choose', async () => {
    const other = await t.signedIn('admin', []);
    expect((await open(t, admin, pageOf(other))).body).not.toContain('name="access_');
    expect((await change(other, { access_jobbspesialist: '*' })).statusCode).toBe(303);
    expect(await rows(other.accountId)).toEqual([]);
  });
});

describe('a lost phone', () => {
  test('is made good by another administrator, who proves again who they are; all sessions end', async () => {
    await newAccount(t, 'admin', 'siri@jobbstudien.example');
    const siri = await withPassword(t, 'siri@jobbstudien.example');
    await newAccount(t, 'coordinator', email);
    const half = await withPassword(t, email);
    await send(t, half, '/step-up', { password });
    const { staff, codes } = await setUpApp(t, half, '/account/second-factor');
    const page = pageOf(staff);
    const reset = `${page}/second-factor-reset`;
    expect((await open(t, siri, page)).body).toContain(`href="${reset}"`);
    expect((await open(t, siri, reset)).headers.location).toContain('/step-up?next=');
    const refused = await send(t, siri, reset);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain(encodeURIComponent(reset));

    await send(t, siri, '/step-up', { password });
    expect((await open(t, siri, reset)).body).toContain(email);
    const reply = await send(t, siri, reset);
    expect(reply.headers.location).toBe(`${page}?notice=second-factor-reset`);
    expect((await open(t, staff, '/staff')).headers.location).toBe('/sign-in');
    const again = await withPassword(t, email);
    expect((await open(t, again, '/staff')).statusCode).toBe(200);
    const left = await t.services.db.registry
      .selectFrom('recovery_code')
      .selectAll()
      .where('account_id', '=', staff.accountId)
      .execute();
    expect([codes.length, left]).toEqual([10, []]);
    expect((await eventsIn(t, 'registry')).map(({ action }) => action)).toContain(
      'second factor reset',
    );
  });

  test("is not the administrator's own", async () => {
    const chief = await t.signedIn('admin', []);
    for (const visit of [open, send])
      expect((await visit(t, chief, `${pageOf(chief)}/second-factor-reset`)).statusCode).toBe(403);
  });

  test('does not help where the role must have a code: the next thing is a new app', async () => {
    const strict = await testApp({ secondFactor: ['coordinator'] });
    await newAccount(strict, 'coordinator', email);
    const { secret, staff } = await setUpApp(strict, await withPassword(strict, email));
    const chief = await strict.signedIn('admin', []);
    await send(strict, chief, `${pageOf(staff)}/second-factor-reset`);
    const half = await withPassword(strict, email);
    expect((await open(strict, half, '/second-factor')).headers.location).toBe(
      '/second-factor/setup',
    );
    const old = await send(strict, half, '/second-factor/setup', { code: codeOf(strict, secret) });
    expect(old.statusCode).toBe(422);
    await strict.close();
  });
});

describe('API tokens of an account', () => {
  const tokenFor = (accountId: string, study = 'jobbspesialist') =>
    issueApiToken(t.services, {
      ...{ accountId, study, name: 'Nattkjøring', scope: 'answers', days: 30 },
    });
  const bearing = (token: string) =>
    t.app.inject({
      url: '/research/jobbspesialist/exports/wide.csv',
      headers: { authorization: `Bearer ${token}` },
    });

  test('are listed by name, and revoked', async () => {
    const researcher = await t.signedIn('researcher');
    const token = await tokenFor(researcher.accountId);
    const page = await open(t, admin, pageOf(researcher));
    expect(page.body).toContain('Nattkjøring');
    expect(page.body).not.toContain(token);
    const [revocation = ''] = /\/admin\/accounts\/[\w-]+\/api-tokens\/\w+\/revocation/.exec(
      page.body,
    ) ?? [''];
    expect((await bearing(token)).statusCode).toBe(200);
    expect((await send(t, admin, revocation)).headers.location).toContain('?notice=token-revoked');
    expect((await bearing(token)).statusCode).toBe(401);
    expect((await send(t, admin, revocation)).statusCode).toBe(404);
  });

  test('are not revoked through the page of another account', async () => {
    const [one, other] = [await t.signedIn('researcher'), await t.signedIn('researcher')];
    const token = await tokenFor(one.accountId);
    const { body } = await open(t, admin, pageOf(one));
    const revocation = /\/api-tokens\/\w+\/revocation/.exec(body)?.[0];
    expect((await send(t, admin, `${pageOf(other)}${revocation}`)).statusCode).toBe(404);
    expect((await bearing(token)).statusCode).toBe(200);
  });

  test('open nothing of a study that the account has left', async () => {
    const researcher = await t.signedIn('researcher');
    const token = await tokenFor(researcher.accountId);
    await change(researcher, { access_oppfolging: '*' });
    expect((await bearing(token)).statusCode).toBe(404);
  });
});

test('a closed account has a page on which nothing can be done', async () => {
  const keyer = await t.signedIn('keyer');
  await disableAccount(t.services, { id: keyer.accountId, actor: 'system' });
  const { statusCode, body } = await open(t, admin, pageOf(keyer));
  expect(statusCode).toBe(200);
  expect(body).toContain('Stengt');
  expect(body).not.toContain(`action="${pageOf(keyer)}`);
  expect((await change(keyer, { access_jobbspesialist: '*' })).statusCode).toBe(404);
});

test('an account that does not exist is not found', async () => {
  for (const path of ['', '/second-factor-reset'])
    expect((await open(t, admin, `/admin/accounts/nobody${path}`)).statusCode).toBe(404);
});
