/** What a calendar program reads at its address: numbers and days, as the owner may see them at that moment. */

import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeAccess } from '../../../server/accounts/access.ts';
import { disableAccount } from '../../../server/accounts/accounts.ts';
import { makeFeed, revokeFeed } from '../../../server/calendar/address.ts';
import type { AccountAccess, Role } from '../../../server/db/accounts.ts';
import { newToken } from '../../../server/security/token.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';

const study = 'jobbspesialist';
let t: TestApp;
let tove: string;

/** Five candidates in Tromsø and one in Harstad who joined on 1 March, and a job specialist. */
beforeAll(async () => {
  t = await testApp();
  const names = ['Kari Nordli', 'Ola Vik', 'Siri Aune', 'Per Moen'];
  for (const name of names) await register(t, { name });
  tove = await register(t, { name: 'Tove Hansen', channel: 'paper', email: null });
  await register(t, { name: 'Jon Ås', site: 'harstad', arm: 'kvp' });
  const specialist = { role: 'job-specialist', arm: null, site: null, team: 'team-1' };
  await register(t, { name: 'Liv Dahl', ...specialist });
});
afterAll(() => t.close());

const read = (token: string, query = '') =>
  t.app.inject({ url: `/calendars/${token}.ics${query}`, headers: { 'accept-language': 'en' } });

async function address(role: Role, access?: readonly AccountAccess[]) {
  const { accountId } = await t.signedIn(role, access);
  return { accountId, token: await makeFeed(t.services, { accountId, study }) };
}

function entries(body: string) {
  const calendar = new ICAL.Component(ICAL.parse(body) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

const told = (body: string) =>
  entries(body).map(({ startDate, summary }) => `${startDate} ${summary}`);

describe('a coordinator’s calendar', () => {
  test('tells on which day a wave opens, is late and closes, and for how many', async () => {
    const { token } = await address('coordinator');
    const reply = await read(token);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('text/calendar; charset=utf-8');
    // 21 and 42 days after 1 March, 1 June, and 1 March of the year after: counted on a calendar.
    expect(told(reply.body).filter((line) => line.includes('Kandidat'))).toEqual([
      '2018-03-01 Inklusjon åpner for 6 personer (Kandidat)',
      '2018-03-22 Inklusjon: svar blir sene for 6 personer (Kandidat)',
      '2018-04-12 Inklusjon: siste dag for 6 personer (Kandidat)',
      '2018-06-01 3 måneder åpner for 6 personer (Kandidat)',
      '2018-06-22 3 måneder: svar blir sene for 6 personer (Kandidat)',
      '2018-07-13 3 måneder: siste dag for 6 personer (Kandidat)',
      '2019-03-01 12 måneder åpner for 6 personer (Kandidat)',
      '2019-03-22 12 måneder: svar blir sene for 6 personer (Kandidat)',
      '2019-04-12 12 måneder: siste dag for 6 personer (Kandidat)',
      '2019-09-01 18 måneder åpner for 6 personer (Kandidat)',
    ]);
    // Those of job specialists are fixed: 12 months from 21 August 2017.
    expect(told(reply.body)).toContain('2018-08-21 12 måneder åpner for 1 person (Jobbspesialist)');
  });

  test('tells when it was counted, how many answer on paper, and where the names are', async () => {
    const { token } = await address('coordinator');
    const events = entries((await read(token)).body);
    const [opens, late] = events.filter(({ uid }) => uid.includes('.candidate.w1.'));
    const page = `http://127.0.0.1/staff/participants?study=${study}&role=candidate`;
    expect(opens?.description).toBe(
      `Talt 1. mars 2018, uten dem som har svart. 1 av dem svarer på papir.\n${page}`,
    );
    expect(late?.description).toBe(`Talt 1. mars 2018, uten dem som har svart.\n${page}`);
  });

  test('names nobody, and gives no code', async () => {
    const { token } = await address('coordinator');
    const { body } = await read(token);
    const codes = await t.services.db.study.selectFrom('participant').select('code').execute();
    expect(codes.length).toBe(7);
    for (const { code } of codes) expect(body).not.toContain(code);
    expect(body).not.toMatch(/Nordli|Vik|Aune|Moen|Hansen|Dahl|Storgata|post\.example|99 00/);
    expect(body).not.toContain(token);
  });

  test('shows the people of their own site only', async () => {
    const { token } = await address('coordinator', [{ study, site: 'tromso' }]);
    const lines = told((await read(token)).body);
    expect(lines[0]).toBe('2018-03-01 Inklusjon åpner for 5 personer (Kandidat)');
    expect(lines.join()).not.toContain('Jobbspesialist');
  });

  test('speaks the language that its address asks for, whatever the program speaks', async () => {
    const { token } = await address('coordinator');
    expect(told((await read(token, '?lang=en')).body)).toContain(
      '2018-06-22 3 months: answers become late for 6 people (Candidate)',
    );
    for (const query of ['?lang=xx', '?lang=nb', '?lang=en&lang=nb', ''])
      expect(told((await read(token, query)).body)[0]).toContain('åpner');
  });

  test('knows a day again: the same at every reading, at every address, as others answer', async () => {
    const uids = async (token: string) => entries((await read(token)).body).map(({ uid }) => uid);
    const { token } = await address('coordinator');
    const first = await uids(token);
    expect(first[0]).toBe('jobbspesialist.candidate.w1.opens.2018-03-01@127.0.0.1');
    expect(new Set(first).size).toBe(first.length);
    expect(await uids((await address('coordinator')).token)).toEqual(first);
  });
});

describe('a researcher’s calendar', () => {
  test('says “a few” where there are fewer than the study’s limit, and the number where not', async () => {
    const { token } = await address('researcher');
    const lines = told((await read(token)).body);
    expect(lines[0]).toBe('2018-03-01 Inklusjon åpner for 6 personer (Kandidat)');
    expect(lines).toContain('2018-08-21 12 måneder åpner for noen få personer (Jobbspesialist)');
    expect(lines.join()).not.toMatch(/for [1-4] person/);
  });

  test('leads to the study, and says nothing of who answers on paper', async () => {
    const { token } = await address('researcher');
    const { body } = await read(token);
    expect(entries(body)[0]?.description).toBe(
      'Talt 1. mars 2018, uten dem som har svart.\nhttp://127.0.0.1/research/jobbspesialist',
    );
    expect(body).not.toMatch(/papir|staff/);
  });
});

describe('an address opens nothing', () => {
  const nothing = async (token: string) => {
    const reply = await read(token);
    expect(reply.statusCode).toBe(404);
    expect(reply.body).not.toMatch(/BEGIN:|Inklusjon/);
    return reply.body;
  };

  test('that is unknown, of the wrong shape or revoked, and the answers are alike', async () => {
    const { accountId, token } = await address('coordinator');
    await revokeFeed(t.services, { accountId, study });
    const bodies = [
      await nothing(token),
      await nothing(newToken()),
      await nothing('x'),
      await nothing("'%20or%201=1"),
      await nothing(`${token}.ics`),
      await nothing(`../calendars/${token}`),
      await nothing('a'.repeat(9000)),
    ];
    expect(new Set(bodies).size).toBe(1);
    expect((await t.app.inject(`/calendars/${token}`)).statusCode).toBe(404);
  });

  test('from the moment its account is closed', async () => {
    const { accountId, token } = await address('coordinator');
    expect((await read(token)).statusCode).toBe(200);
    await disableAccount(t.services, { id: accountId, actor: 'system' });
    await nothing(token);
  });

  test('of a study that its owner may no longer enter; of fewer sites it tells less', async () => {
    const { accountId, token } = await address('coordinator');
    const allow = (access: readonly AccountAccess[]) =>
      changeAccess(t.services, { id: accountId, access, actor: 'system' });
    await allow([{ study, site: 'harstad' }]);
    expect(told((await read(token)).body)[0]).toContain('for 1 person (');
    await allow([]);
    await nothing(token);
  });

  test('of somebody in another role', async () => {
    await nothing((await address('keyer')).token);
    await nothing((await address('admin')).token);
  });
});

test('reading changes nothing, is kept by nobody, and leaves no token in a log or a file name', async () => {
  const { token } = await address('coordinator');
  const before = await everyRow(t.services.db);
  const reply = await read(token);
  const head = await t.app.inject({ method: 'HEAD', url: `/calendars/${token}.ics` });
  expect(await everyRow(t.services.db)).toBe(before);
  expect(head.statusCode).toBe(200);
  expect(reply.headers['cache-control']).toBe('no-store');
  expect(reply.headers['content-disposition']).toBe('attachment; filename="jobbspesialist.ics"');
  expect(t.log.join('')).toContain('"route":"/calendars/:token.ics"');
  expect(t.log.join('')).not.toContain(token);
});

test('whoever has answered, or is paused, is not waited for', async () => {
  const { token } = await address('coordinator', [{ study, site: 'tromso' }]);
  await answerOnWeb(t, tove, 1, { jm02: '1' });
  await t.services.db.study
    .updateTable('participant')
    .set({ state: 'paused' })
    .where('code', '!=', tove)
    .where('channel', '=', 'web')
    .where('current_site', '=', 'tromso')
    .execute();
  expect(told((await read(token)).body).slice(0, 2)).toEqual([
    '2018-06-01 3 måneder åpner for 1 person (Kandidat)',
    '2018-06-22 3 måneder: svar blir sene for 1 person (Kandidat)',
  ]);
});

test('reads from a month back to 18 months ahead', async () => {
  const { token } = await address('coordinator', [{ study, site: 'harstad' }]);
  const first = async (now: string) => {
    t.setTime(now);
    return told((await read(token)).body)[0];
  };
  expect(await first('2018-04-01T10:00:00Z')).toMatch(/^2018-03-01 Inklusjon åpner/);
  // In Oslo the day has turned two hours before it does in Greenwich.
  expect(await first('2018-04-01T22:30:00Z')).toMatch(/^2018-03-22 Inklusjon: svar blir sene/);
  t.setTime('2018-02-28T10:00:00Z');
  expect(told((await read(token)).body).at(-1)).toMatch(/^2019-04-12 12 måneder: siste dag/);
});

test('whoever tries addresses one after the other is soon turned away', async () => {
  const strangers = await testApp();
  const statuses: number[] = [];
  for (let tried = 0; tried < 61; tried += 1) {
    const { statusCode } = await strangers.app.inject(`/calendars/${newToken()}.ics`);
    statuses.push(statusCode);
  }
  expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
  await strangers.close();
});
