/** API tokens: made and revoked on the page, used by scripts, good for one study and 90 days. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableAccount } from '../../../server/accounts/accounts.ts';
import { issueApiToken } from '../../../server/accounts/api-tokens.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { formType } from '../../support/visitor.ts';

const address = '/research/jobbspesialist/exports/wide.csv';
let study: TestApp;
let code: string;

beforeAll(async () => {
  study = await testApp();
  code = await register(study);
});
beforeEach(() => study.setTime('2018-03-01T09:00:00Z'));
afterAll(() => study.close());

const bearing = (token: string, more: Record<string, string> = {}, url = address) =>
  study.app.inject({ url, headers: { authorization: `Bearer ${token}`, ...more } });

const post = (url: string, { cookie, csrf }: { cookie: string; csrf: string }, language = 'nb') =>
  study.app.inject({
    method: 'POST',
    url,
    headers: { ...formType, cookie },
    payload: new URLSearchParams({ _csrf: csrf, _lang: language }).toString(),
  });

async function issued(owner: 'researcher' | 'coordinator' = 'researcher', name = 'jobbspesialist') {
  const { accountId } = await study.signedIn(owner);
  return { accountId, token: await issueApiToken(study.services, { accountId, study: name }) };
}

describe('a script with a token', () => {
  test('downloads the files', async () => {
    const { token, accountId } = await issued();
    const response = await bearing(token);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.body).toContain(`\n${code},jobbspesialist,tromso,2018-03-01,open,`);
    const lower = { authorization: `bearer   ${token}` };
    expect((await study.app.inject({ url: address, headers: lower })).statusCode).toBe(200);
    const events = await study.services.db.registry
      .selectFrom('event')
      .selectAll()
      .where('action', '=', 'export downloaded')
      .where('actor', '=', accountId)
      .execute();
    expect(events).toHaveLength(2);
    expect(JSON.parse(events[0]?.detail ?? '')).toMatchObject({ by: 'api token' });
  });

  test('reads nothing but files', async () => {
    const { token } = await issued();
    const page = await bearing(token, {}, '/research/jobbspesialist');
    expect(page.statusCode).not.toBe(200);
    expect(page.body).not.toContain('Kandidat');
  });

  test('has 90 days', async () => {
    const { token } = await issued();
    study.setTime('2018-05-30T08:59:00Z');
    expect((await bearing(token)).statusCode).toBe(200);
    study.setTime('2018-05-30T09:00:00Z');
    expect((await bearing(token)).statusCode).toBe(401);
  });

  test.each([
    ['unknown', 'abcdefghjkmnpqrstvwxyz0123'],
    ['of the wrong shape', "' or 1=1 --"],
    ['empty', ''],
    ['very long', 'a'.repeat(8000)],
  ])('that is %s gets 401 and a word why, whatever cookie comes along', async (_what, token) => {
    const { cookie } = await study.signedIn('researcher');
    for (const more of [{}, { cookie }]) {
      const response = await bearing(token, more);
      expect(response.statusCode).toBe(401);
      expect(response.headers['www-authenticate']).toContain('Bearer');
      expect(response.json()).toEqual({
        error: 'bad-token',
        message:
          "The API token is unknown, revoked or has expired. Make a new one on the study's page.",
      });
    }
  });

  test('for another study gets 403', async () => {
    const { token } = await issued('researcher', 'another');
    const response = await bearing(token);
    expect([response.statusCode, response.json().error]).toEqual([403, 'other-study']);
  });

  test('of an account that is not a researcher, or no longer open, gets nothing', async () => {
    const coordinator = await issued('coordinator');
    expect((await bearing(coordinator.token)).statusCode).toBe(403);
    const { token, accountId } = await issued();
    await disableAccount(study.services, { id: accountId, actor: 'system' });
    expect((await bearing(token)).statusCode).toBe(401);
  });

  test('asking for what is not there is told so as JSON', async () => {
    const { token } = await issued();
    const response = await bearing(token, {}, `${address}?role=nobody`);
    expect([response.statusCode, response.json().error]).toEqual([404, 'not-found']);
  });

  test('leaves the token in no log', async () => {
    const { token } = await issued();
    await bearing(token);
    await bearing(`${token}x`);
    expect(study.log.join('')).not.toContain(token);
  });
});

test('another scheme in the header leaves it to the session', async () => {
  const { cookie } = await study.signedIn('researcher');
  const headers = { cookie, authorization: 'Basic cHJveHk6cHJveHk=' };
  expect((await study.app.inject({ url: address, headers })).statusCode).toBe(200);
});

describe('on the page', () => {
  test('a token is shown once, listed with its last day, and kept as a hash only', async () => {
    const kari = await study.signedIn('researcher');
    const made = await post('/research/jobbspesialist/api-tokens', kari);
    expect(made.statusCode).toBe(201);
    const [, token = ''] = /<code>([a-z0-9]{26})<\/code>/.exec(made.body) ?? [];
    expect((await bearing(token)).statusCode).toBe(200);
    expect(made.body).toContain(`Bearer ${token}`);

    const { cookie } = kari;
    const page = await study.app.inject({ url: '/research/jobbspesialist', headers: { cookie } });
    expect(page.body).not.toContain(token);
    expect(page.body).toContain('30. mai 2018');
    const rows = await study.services.db.registry.selectFrom('api_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('its owner revokes it, and nobody else', async () => {
    const kari = await study.signedIn('researcher');
    const odd = await study.signedIn('researcher');
    const made = await post('/research/jobbspesialist/api-tokens', kari);
    const [, token = ''] = /<code>([a-z0-9]{26})<\/code>/.exec(made.body) ?? [];
    const page = await study.app.inject({
      url: '/research/jobbspesialist',
      headers: { cookie: kari.cookie },
    });
    const [revocation = ''] =
      /\/research\/jobbspesialist\/api-tokens\/\w+\/revocation/.exec(page.body) ?? [];

    expect((await post(revocation, odd)).statusCode).toBe(404);
    expect((await bearing(token)).statusCode).toBe(200);
    const revoked = await post(revocation, kari);
    expect([revoked.statusCode, revoked.headers.location]).toEqual([
      303,
      '/research/jobbspesialist#tokens',
    ]);
    expect((await bearing(token)).statusCode).toBe(401);
    expect((await post(revocation, kari)).statusCode).toBe(404);
  });

  test('a post without the form token changes nothing', async () => {
    const { cookie } = await study.signedIn('researcher');
    const tokens = () => study.services.db.registry.selectFrom('api_token').selectAll().execute();
    const before = await tokens();
    const response = await post('/research/jobbspesialist/api-tokens', { cookie, csrf: 'x' });
    expect(response.statusCode).toBe(403);
    expect(await tokens()).toEqual(before);
  });
});
