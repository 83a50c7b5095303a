/** Writing down that an envelope came: the code and the wave on its form, scanned or typed, before anything is keyed. */

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { removeForm } from '../../../server/paper/deciding.ts';
import { newCode } from '../../../server/participant-code.ts';
import { writeMark } from '../../../server/printing/form-mark.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { openHomes } from '../../support/homes.ts';
import { sendEnvelope } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Staff, send } from '../../support/staff.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';
import { diaryApp, registerWriter } from '../export/diaries.ts';

let t: TestApp;
let keyer: Staff;
let code: string;
beforeAll(async () => {
  t = await testApp({ now: '2018-03-20T09:00:00Z', surveys: surveysWith(keyedOnce) });
  keyer = await t.signedIn('keyer');
});
afterAll(() => t.close());
beforeEach(async () => {
  code = await register(t, { channel: 'paper', email: null });
});

const envelope = (fields: Readonly<Record<string, string>> = {}) =>
  sendEnvelope(t, keyer, { code, wave: '1', 'received-on': '19.03.2018', ...fields });

const forms = () =>
  t.services.db.study.selectFrom('paper_form').selectAll().where('code', '=', code).execute();

/** The code with its second and third characters swapped: what a tired eye reads. */
const swapped = (right: string) => `${right[0]}${right[2]}${right[1]}${right.slice(3)}`;

describe('an envelope', () => {
  test('is written down by its code however that is typed, and its form is keyed at once', async () => {
    const reply = await envelope({ code: ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} ` });
    const [form] = await forms();
    expect(reply.headers.location).toBe(`/staff/paper-entries/${form?.id}`);
    expect(form).toMatchObject({
      ...{ wave: 1, instrument: 'job-mastery', instrument_version: 1, received_on: '2018-03-19' },
      ...{ logged_by: keyer.accountId, keyings: 1, settled_at: null, outcome: null },
    });
    const events = (await eventsIn(t, 'study')).filter((event) => event.code === code);
    expect(events.at(-1)).toMatchObject({ action: 'paper form received', actor: keyer.accountId });
  });

  test('is scanned: what the square on a page says is its code and its wave', async () => {
    const mark = writeMark({ of: { code, wave: 1 }, version: 1, page: 3, pages: 6 });
    expect((await envelope({ code: mark, wave: '' })).statusCode).toBe(303);
    expect(await forms()).toMatchObject([{ wave: 1, instrument_version: 1 }]);
  });

  test('is one of many: it is written down, and the page is ready for the next', async () => {
    const reply = await envelope({ _next: 'log' });
    const next = await open(t, keyer, String(reply.headers.location));
    expect(next.body).toContain(`${code} er registrert.`);
    expect(next.body).toContain('name="received-on" id="received-on" value="19.03.2018"');
    expect(next.body).toContain(`<span class="code">${code}</span> · målepunkt 1`);
  });

  test('that was taken off the pile does not stand in the way of the real one', async () => {
    await envelope({ _next: 'log' });
    const [mistaken] = await forms();
    await removeForm(t.services, mistaken?.id ?? '', 'cato');
    expect((await envelope({ _next: 'log' })).statusCode).toBe(303);
    expect((await forms()).filter(({ outcome }) => outcome === null)).toHaveLength(1);
  });

  test('sent twice by one page is told as it was the first time', async () => {
    const drawn = { _next: 'log', _nonce: '0e9c6f1e-5d0a-4a7c-9c55-8d3f1b2a4c6d' };
    const [first, second] = [await envelope(drawn), await envelope(drawn)];
    expect(second.headers.location).toBe(first.headers.location);
    expect(await forms()).toHaveLength(1);
  });

  test('of somebody who has answered on the web says so at once', async () => {
    await answerOnWeb(t, code, 1, { jm40: '7' });
    const reply = await envelope({ _next: 'log' });
    const page = await open(t, keyer, String(reply.headers.location));
    expect(page.body).toContain('Begge blir tatt vare på');
  });

  test('with a blank form has its code typed by hand', async () => {
    const mark = writeMark({ of: null, version: 1, page: 1, pages: 6 });
    const reply = await envelope({ code: mark, wave: '1' });
    expect([reply.statusCode, await forms()]).toEqual([422, []]);
    expect(reply.body).toContain('Dette er et blankt skjema.');
  });

  test('written down twice is one form, until somebody says that another one came', async () => {
    await envelope({ _next: 'log' });
    const again = await envelope({ _next: 'log' });
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('Det kom 19. mars 2018. Ingenting er endret.');
    expect(await forms()).toHaveLength(1);
    expect((await envelope({ _next: 'another' })).statusCode).toBe(303);
    expect(await forms()).toHaveLength(2);
  });

  test('written down by somebody else leads to its screen', async () => {
    await envelope({ _next: 'log' });
    const [form] = await forms();
    expect((await envelope()).headers.location).toBe(`/staff/paper-entries/${form?.id}`);
    expect(await forms()).toHaveLength(1);
  });

  test('sent twice at once is one form', async () => {
    await Promise.all([envelope(), envelope(), envelope()]);
    expect(await forms()).toHaveLength(1);
  });

  test('that is one more is one more once, however often its page is sent', async () => {
    await envelope({ _next: 'log' });
    const page = await open(t, keyer, '/staff/paper-entries');
    const again = { _next: 'another', _nonce: inputValue(page, '_nonce') };
    await Promise.all([envelope(again), envelope(again)]);
    expect(await forms()).toHaveLength(2);
    // Of a form of somebody else, its id is no more than a number that is taken.
    const other = await register(t, { channel: 'paper', email: null });
    expect((await envelope({ ...again, code: other })).statusCode).toBe(303);
    expect(await forms()).toHaveLength(2);
  });

  test('of somebody who has answered on the web is taken, and its keyer told', async () => {
    await answerOnWeb(t, code, 1, {});
    const reply = await envelope();
    expect((await open(t, keyer, String(reply.headers.location))).body).toContain(
      'Vi har et svar på dette målepunktet fra før.',
    );
  });
});

describe('an envelope that cannot be written down', () => {
  test.each([
    [{ code: '' }, 'code', 'Feltet må fylles ut.'],
    [{ code: newCode() }, 'code', 'Ingen har denne koden.'],
    [{ code: 'Kari Nordli' }, 'code', 'Koden er ikke riktig.'],
    [{ wave: '' }, 'wave', 'Feltet må fylles ut.'],
    ...['0', '5', 'en', '1.5', '１'].map((wave) => [
      { wave },
      'wave',
      'Skriv et tall fra 1 til 4.',
    ]),
    [{ 'received-on': '' }, 'received-on', 'Feltet må fylles ut.'],
    [{ 'received-on': '21.03.2018' }, 'received-on', 'Datoen er ikke kommet ennå.'],
    [{ 'received-on': '28.02.2018' }, 'received-on', 'Datoen kan ikke være før 01.03.2018.'],
    [{ 'received-on': 'i går' }, 'received-on', 'Skriv datoen slik, 31.12.2026.'],
  ] as [Record<string, string>, string, string][])(
    'with %j says so at %s',
    async (fields, name, problem) => {
      const reply = await envelope(fields);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain(`href="#${name}"`);
      expect(reply.body).toContain(problem);
      expect(await forms()).toEqual([]);
    },
  );

  test('with two characters swapped is told at its field, and kept', async () => {
    const misread = code[1] === code[2] ? `${code.slice(0, 6)}?` : swapped(code);
    const reply = await envelope({ code: misread });
    expect(reply.body).toContain('Det siste tegnet viser om resten er skrevet rett.');
    expect(reply.body).toContain(`value="${misread}"`);
  });

  test('scanned with another wave beside it says what stands on the form', async () => {
    const mark = writeMark({ of: { code, wave: 1 }, version: 1, page: 1, pages: 6 });
    expect((await envelope({ code: mark, wave: '2' })).body).toContain(
      'Skjemaet du skannet, er fra målepunkt 1.',
    );
  });

  test.each(['1.1.1.6', '..', '.1.1.1.1', '.1.1.1', '.1.1.1.1.1'])(
    'with %j behind its code is no mark of ours',
    async (rest) => {
      const typed = rest.startsWith('.') && rest !== '..' ? `${code}${rest}` : rest;
      const reply = await envelope({ code: typed, wave: '' });
      expect(reply.statusCode).toBe(rest === '.1.1.1.1' ? 303 : 422);
    },
  );

  test('never puts an identity number in an address or on the page', async () => {
    const reply = await envelope({ code: '010199 12345' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).not.toContain('12345');
    expect(reply.body).toContain('ser ut som et fødselsnummer');
  });

  test('is of a wave that is not open yet', async () => {
    const reply = await envelope({ wave: '2' });
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Det er for tidlig');
  });

  test('is of a version that nobody knows', async () => {
    const mark = writeMark({ of: { code, wave: 1 }, version: 7, page: 1, pages: 6 });
    const reply = await envelope({ code: mark, wave: '' });
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('utgave vi ikke kjenner');
    expect(await forms()).toEqual([]);
  });

  test('is of somebody who has withdrawn', async () => {
    await withdrawParticipant(t.services, code, 'system');
    const reply = await envelope();
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Personen har trukket seg');
    expect(await forms()).toEqual([]);
  });
});

test('a keyer meets codes and forms, never names', async () => {
  const screen = String((await envelope()).headers.location);
  for (const path of ['/staff/paper-entries', screen, `/staff/paper-entries?code=${code}&wave=1`]) {
    const { body } = await open(t, keyer, path);
    expect(body).toContain(code);
    for (const name of ['Kari', 'Nordli', 'Storgata', '99 00 11 22', 'Tromsø'])
      expect(body).not.toContain(name);
  }
  expect((await send(t, keyer, screen, { 'written-on': '' })).statusCode).toBe(303);
});

test('where forms of two versions can come, a typed code needs its version, and a scanned one says it', async () => {
  const homes = openHomes();
  const kept = { home: await homes.fresh('sqlite'), key: randomBytes(32) };
  const before = await diaryApp({ ...kept, now: '2018-03-01T09:00:00Z' });
  const early = await registerWriter(before, 'Kari Nordli');
  await answerOnWeb(before, early, 1, { mood: '3' });
  await before.close();
  const diaries = await diaryApp({ ...kept, version: 2, now: '2018-03-02T09:00:00Z' });
  const writer = await registerWriter(diaries, 'Oda Lie', { channel: 'paper', email: null });
  const desk = await diaries.signedIn('keyer');
  const come = async (fields: Readonly<Record<string, string>>) => {
    const all = { code: writer, wave: '1', 'received-on': '02.03.2018', _next: 'another' };
    const { statusCode, body } = await sendEnvelope(diaries, desk, { ...all, ...fields });
    const rows = await diaries.services.db.study
      .selectFrom('paper_form')
      .select('instrument_version as version')
      .execute();
    return { statusCode, body, versions: rows.map(({ version }) => version).sort() };
  };
  expect((await open(diaries, desk, '/staff/paper-entries')).body).toContain('name="version"');
  expect(await come({})).toMatchObject({ statusCode: 422, versions: [] });
  expect((await come({ version: '3' })).body).toContain('i disse versjonene: 1, 2.');
  expect((await come({ version: '1' })).versions).toEqual([1]);
  const mark = writeMark({ of: { code: writer, wave: 1 }, version: 2, page: 1, pages: 2 });
  expect((await come({ code: mark, version: '1' })).body).toContain('står det versjon 2.');
  expect((await come({ code: mark })).versions).toEqual([1, 2]);
  await diaries.close();
  await homes.close();
});
