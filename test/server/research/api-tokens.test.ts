/** API tokens: made and revoked on their page, used by scripts, good for some files of one study and for a time. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableAccount } from '../../../server/accounts/accounts.ts';
import { issueApiToken, type NewToken } from '../../../server/accounts/api-tokens.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, send } from '../../support/staff.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';

const address = '/research/jobbspesialist/exports/wide.csv';
let study: TestApp;
let code: string;

beforeAll(async () => {
  study = await testApp({ surveys: surveysWith(notBlinded) });
  code = await register(study);
});
beforeEach(() => study.setTime('2018-03-01T09:00:00Z'));
afterAll(() => study.close());

const bearing = (token: string, more: Record<string, string> = {}, url = address) =>
  study.app.inject({ url, headers: { authorization: `Bearer ${token}`, ...more } });

async function issued(
  owner: 'researcher' | 'coordinator' = 'researcher',
  name = 'jobbspesialist',
  changes: Partial<NewToken> = {},
) {
  const { accountId } = await study.signedIn(owner);
  const token = await issueApiToken(study.services, {
    ...{ accountId, study: name, name: 'skript', scope: 'answers', days: 90 },
    ...changes,
  });
  return { accountId, token };
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

describe('what a token is for', () => {
  const filesOf = async (token: string) => {
    const files = ['wide.csv', 'long.csv', 'codebook.csv'];
    const url = (file: string) => `/research/jobbspesialist/exports/${file}`;
    return Promise.all(files.map(async (file) => (await bearing(token, {}, url(file))).statusCode));
  };

  test('all files, when it is for the answers', async () => {
    expect(await filesOf((await issued()).token)).toEqual([200, 200, 200]);
  });

  test('the codebook and nothing else, when it is for the documentation', async () => {
    const { token, accountId } = await issued('researcher', 'jobbspesialist', {
      scope: 'documentation',
    });
    expect(await filesOf(token)).toEqual([403, 403, 200]);
    const refused = await bearing(token);
    expect(refused.json()).toEqual({
      error: 'narrow-token',
      message: 'The API token is for the documentation only. Make one that is for the answers.',
    });
    expect(refused.body).not.toContain(code);
    const downloads = await study.services.db.registry
      .selectFrom('event')
      .select('detail')
      .where('actor', '=', accountId)
      .where('action', '=', 'export downloaded')
      .execute();
    expect(downloads.map(({ detail }) => JSON.parse(detail).file)).toEqual(['codebook.csv']);
  });

  test('a file that is not there is not there for a narrow token either', async () => {
    const { token } = await issued('researcher', 'jobbspesialist', { scope: 'documentation' });
    const url = '/research/jobbspesialist/exports/names.csv';
    expect((await bearing(token, {}, url)).statusCode).toBe(404);
  });

  test.each([
    [7, '2018-03-08T08:59:59Z', '2018-03-08T09:00:00Z'],
    [30, '2018-03-31T08:59:59Z', '2018-03-31T09:00:00Z'],
    [90, '2018-05-30T08:59:59Z', '2018-05-30T09:00:00Z'],
  ] as const)('for %i days, to the second', async (days, last, over) => {
    const { token } = await issued('researcher', 'jobbspesialist', { days });
    study.setTime(last);
    expect((await bearing(token)).statusCode).toBe(200);
    study.setTime(over);
    expect((await bearing(token)).statusCode).toBe(401);
  });
});

describe('on the page', () => {
  const page = '/research/jobbspesialist/api-tokens';
  const named = { name: 'R på kontoret', scope: 'answers', days: '30' };
  const keyIn = (body: string) => /<code>([a-z0-9]{26})<\/code>/.exec(body)?.[1] ?? '';
  const tokens = () => study.services.db.registry.selectFrom('api_token').selectAll().execute();

  test('a token is shown once, listed with its name and last day, and kept as a hash only', async () => {
    const kari = await study.signedIn('researcher');
    const made = await send(study, kari, page, named);
    expect(made.statusCode).toBe(201);
    const token = keyIn(made.body);
    expect((await bearing(token)).statusCode).toBe(200);
    expect(made.body).toContain(`Bearer ${token}`);

    const list = await open(study, kari, page);
    expect(list.body).not.toContain(token);
    for (const words of ['R på kontoret', 'Alle filer, med svar', '31. mars 2018'])
      expect(list.body).toContain(words);
    expect(JSON.stringify(await tokens())).not.toContain(token);
    const events = await eventsIn(study, 'registry');
    const event = events.findLast(({ action }) => action === 'api token made');
    expect(event?.actor).toBe(kari.accountId);
    expect(event?.detail).toBe(
      JSON.stringify({ study: 'jobbspesialist', scope: 'answers', days: 30 }),
    );
  });

  test('a token for the documentation comes with a line that fetches the codebook', async () => {
    const kari = await study.signedIn('researcher');
    const made = await send(study, kari, page, { ...named, scope: 'documentation' });
    expect(made.body).toContain('-o codebook.html');
  });

  test.each([
    ['no name', { name: '' }, 'name'],
    ['a name of nothing but blanks', { name: '   ' }, 'name'],
    ['a name that never ends', { name: 'a'.repeat(61) }, 'name'],
    ['an identity number as its name', { name: '01019912345' }, 'name'],
    ['no scope', { scope: '' }, 'scope'],
    ['a scope of its own', { scope: 'everything' }, 'scope'],
    ['a lifetime of ten years', { days: '3650' }, 'days'],
    ['a lifetime that is no number', { days: 'forever' }, 'days'],
  ])('%s is told at the field, and no token is made', async (_what, changes, field) => {
    const kari = await study.signedIn('researcher');
    const before = await tokens();
    const reply = await send(study, kari, page, { ...named, ...changes });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(`id="problem-${field}"`);
    expect(reply.body).not.toContain('01019912345');
    if (field !== 'name') expect(reply.body).toContain('value="R på kontoret"');
    expect(await tokens()).toEqual(before);
  });

  test('its owner revokes it, and nobody else', async () => {
    const kari = await study.signedIn('researcher');
    const odd = await study.signedIn('researcher');
    const token = keyIn((await send(study, kari, page, named)).body);
    const [revocation = ''] =
      /\/research\/jobbspesialist\/api-tokens\/\w+\/revocation/.exec(
        (await open(study, kari, page)).body,
      ) ?? [];

    expect((await send(study, odd, revocation)).statusCode).toBe(404);
    expect((await bearing(token)).statusCode).toBe(200);
    const revoked = await send(study, kari, revocation);
    expect([revoked.statusCode, revoked.headers.location]).toEqual([303, page]);
    expect((await bearing(token)).statusCode).toBe(401);
    expect((await send(study, kari, revocation)).statusCode).toBe(404);
    expect((await open(study, kari, page)).body).toContain('Du har ingen nøkler nå.');
  });

  test('unknown, revoked and expired are one and the same to the bearer', async () => {
    const { token, accountId } = await issued('researcher', 'jobbspesialist', { days: 7 });
    const { token: revoked } = await issued();
    await study.services.db.registry
      .updateTable('api_token')
      .set({ revoked_at: '2018-03-01T09:00:00.000Z' })
      .where('account_id', '!=', accountId)
      .execute();
    study.setTime('2018-03-09T09:00:00Z');
    const replies = [];
    for (const one of [token, revoked, 'abcdefghjkmnpqrstvwxyz0123']) {
      const { statusCode, body } = await bearing(one);
      replies.push(`${statusCode} ${body}`);
    }
    expect(new Set(replies).size).toBe(1);
  });

  test('the study page points to it', async () => {
    const kari = await study.signedIn('researcher');
    expect((await open(study, kari, '/research/jobbspesialist')).body).toContain(`href="${page}"`);
  });

  test('a post without the form token changes nothing', async () => {
    const kari = await study.signedIn('researcher');
    const before = await tokens();
    const response = await send(study, { ...kari, csrf: 'x' }, page, named);
    expect(response.statusCode).toBe(403);
    expect(await tokens()).toEqual(before);
  });
});
