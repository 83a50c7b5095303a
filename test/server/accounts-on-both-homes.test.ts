/** Second factors, access and API tokens behave the same on both homes, also when two come at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeAccess } from '../../server/accounts/access.ts';
import { endApiToken, issueApiToken } from '../../server/accounts/api-tokens.ts';
import { newRecoveryCodes } from '../../server/accounts/recovery-codes.ts';
import { resetSecondFactor } from '../../server/accounts/second-factor.ts';
import { accessOf, accessOfAll, accountById } from '../../server/db/accounts.ts';
import { usableApiTokens } from '../../server/db/api-tokens.ts';
import { firstBrokenEvent } from '../../server/db/events.ts';
import { unusedRecoveryCodes } from '../../server/db/second-factors.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { codeOf, newAccount, setUpApp, withPassword } from '../support/authenticator.ts';
import { homeKinds, testHomes } from '../support/homes.ts';
import { open, send } from '../support/staff.ts';

const homes = testHomes();

const email = 'ingrid@jobbstudien.example';
const statuses = (replies: readonly { statusCode: number }[]) =>
  replies.map(({ statusCode }) => statusCode).sort();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind), secondFactor: ['coordinator'] });
    await newAccount(t, 'coordinator', email);
  });
  afterEach(async () => {
    expect(await firstBrokenEvent(t.services.db.registry)).toBeNull();
    expect(t.log.filter((line) => line.includes('"level":50'))).toEqual([]);
    await t.close();
  });

  test('a code and a recovery code are good once, however many bring them', async () => {
    const { secret, codes, staff } = await setUpApp(t, await withPassword(t, email));
    t.setTime('2018-03-01T10:00:00Z');
    const halves = [];
    for (let i = 0; i < 4; i += 1) halves.push(await withPassword(t, email));
    const code = codeOf(t, secret);
    const [first, second, third, fourth] = halves;
    const withCode = [first, second].map((half) =>
      send(t, half ?? null, '/second-factor', { code }),
    );
    const withRecovery = [third, fourth].map((half) =>
      send(t, half ?? null, '/second-factor', { recovery_code: codes[0] ?? '' }),
    );
    expect(statuses(await Promise.all(withCode))).toEqual([303, 422]);
    expect(statuses(await Promise.all(withRecovery))).toEqual([303, 422]);
    expect(await unusedRecoveryCodes(t.services.db.registry, staff.accountId)).toBe(9);
  });

  test('of three who set up an app at once, one has, and the account has ten recovery codes', async () => {
    const halves = [];
    for (let i = 0; i < 3; i += 1) halves.push(await withPassword(t, email));
    const set = await Promise.allSettled(halves.map((half) => setUpApp(t, half)));
    expect(set.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { accountId = '' } = halves[0] ?? {};
    expect(await unusedRecoveryCodes(t.services.db.registry, accountId)).toBe(10);
  });

  test('recovery codes made by three at once are ten', async () => {
    const { staff } = await setUpApp(t, await withPassword(t, email));
    await Promise.all([1, 2, 3].map(() => newRecoveryCodes(t.services, staff.accountId)));
    expect(await unusedRecoveryCodes(t.services.db.registry, staff.accountId)).toBe(10);
  });

  test('a reset ends everything at once, and a code on its way comes too late', async () => {
    const { secret, staff } = await setUpApp(t, await withPassword(t, email));
    t.setTime('2018-03-01T10:00:00Z');
    const half = await withPassword(t, email);
    const account = await accountById(t.services.db.registry, staff.accountId);
    if (!account) throw new Error('no account');
    await resetSecondFactor(t.services, { account, actor: 'system' });
    const late = await send(t, half, '/second-factor', { code: codeOf(t, secret) });
    expect(late.statusCode).toBe(401);
    expect((await open(t, staff, '/staff')).headers.location).toBe('/sign-in');
  });

  test('access changed by three at once is what one of them said', async () => {
    const { accountId } = await withPassword(t, email);
    const said = ['tromso', 'harstad', ''].map((site) => [{ study: 'jobbspesialist', site }]);
    await Promise.all(
      said.map((access) => changeAccess(t.services, { id: accountId, access, actor: 'system' })),
    );
    const access = await accessOf(t.services.db.registry, accountId);
    expect(said).toContainEqual(access);
    expect((await accessOfAll(t.services.db.registry)).get(accountId)).toMatchObject(access);
  });

  test('an API token is found by account and study, and revoked once', async () => {
    const { accountId } = await t.signedIn('researcher');
    const given = { accountId, name: 'skript', scope: 'answers', days: 7 } as const;
    await issueApiToken(t.services, { ...given, study: 'jobbspesialist' });
    await issueApiToken(t.services, { ...given, study: 'another' });
    const { registry } = t.services.db;
    const now = '2018-03-01T09:00:00.000Z';
    expect(await usableApiTokens(registry, { accountId }, now)).toHaveLength(2);
    const [token] = await usableApiTokens(registry, { accountId, study: 'another' }, now);
    const hash = token?.token_hash ?? '';
    const elsewhere = { accountId, study: 'jobbspesialist' };
    expect(await endApiToken(t.services, elsewhere, { hash, actor: accountId })).toBe(false);
    const ends = [1, 2].map(() =>
      endApiToken(t.services, { accountId }, { hash, actor: accountId }),
    );
    expect((await Promise.all(ends)).sort()).toEqual([false, true]);
  });
});
