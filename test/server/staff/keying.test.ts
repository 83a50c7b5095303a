/** Keying a paper form: taken as it stands, once, with what is odd about it flagged and counted. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import type { Sheet } from '../../../surveys/answer.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Sent, type Staff, send } from '../../support/staff.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';

let t: TestApp;
let keyer: Staff;
let code: string;
let path: string;
beforeAll(async () => {
  t = await testApp({ now: '2018-03-20T09:00:00Z', surveys: surveysWith(keyedOnce) });
  keyer = await t.signedIn('keyer');
});
afterAll(() => t.close());
beforeEach(async () => {
  code = await register(t, { channel: 'paper', email: null });
  path = await screenOf(code);
});

const screenOf = async (whose: string) =>
  `/staff/paper-entries/${(await logged(t, whose, 1, '2018-03-19')).id}`;
const form = (fields: Sent = {}): Sent => ({ 'written-on': '', ...fields });
const key = (fields: Sent) => send(t, keyer, path, fields);

const responses = () =>
  t.services.db.study.selectFrom('response').selectAll().where('code', '=', code).execute();
const sheet = async (): Promise<Sheet> => JSON.parse((await responses())[0]?.sheet ?? '{}');

describe('the screen', () => {
  test('has the whole form in the order of the paper, with its numbers and branches', async () => {
    const { body } = await open(t, keyer, path);
    const numbers = [...body.matchAll(/class="key-number">([^<]+)</g)].map(([, number]) => number);
    const printed = Array.from({ length: 39 }, (_, i) => String(i + 2));
    expect(numbers).toEqual(['1a', '1b', ...printed]);
    expect(body).toContain('Bare hvis svaret på 2 er «Ja».');
    expect(body).toContain('Bare hvis svaret på 2 er «Nei».');
    expect(body).toContain('Bare hvis svaret på 3 er «Deltid».');
  });

  test('offers "illegible" and "two marks" for every item', async () => {
    const { body } = await open(t, keyer, path);
    const names = new Set([...body.matchAll(/id="q-([a-z0-9_]+)"/g)].map(([, name]) => name));
    expect(names.size).toBe(42);
    for (const name of names)
      for (const value of ['-5', '-6']) expect(body).toContain(`name="${name}" value="${value}"`);
  });

  test('has the words of the paper in the language of the paper', async () => {
    const english = await register(t, { channel: 'paper', email: null, language: 'en' });
    const { body } = await open(t, keyer, await screenOf(english));
    expect(body).toContain('Are you in work?');
    expect(body).toContain('Lagre skjemaet');
  });
});

describe('a keyed form', () => {
  test('keeps answers in the wrong branch, and flags and counts them', async () => {
    const fields = form({
      jm02: '2',
      jm12: '3',
      jm23: '4',
      jm06: ['1', '10'],
      jm08: '-5',
      jm09: '-6',
      'written-on': '12.03.2018',
    });
    const reply = await key(fields);
    expect([reply.statusCode, reply.headers.location]).toEqual([303, `${path}/receipt`]);
    expect((await responses())[0]).toMatchObject({
      channel: 'paper',
      written_on: '2018-03-12',
      received_on: '2018-03-19',
      keyed_by: keyer.accountId,
    });
    expect(await sheet()).toMatchObject({
      jm02: { value: 2 },
      jm12: { value: 3, flags: ['wrong-branch'] },
      jm13: { missing: 'not-applicable' },
      jm23: { value: 4 },
      jm06: { value: [1, 10], flags: ['exclusive-with-others'] },
      jm08: { missing: 'illegible' },
      jm09: { missing: 'two-marks' },
      jm40: { missing: 'skipped' },
    });
    const receipt = await open(t, keyer, `${path}/receipt`);
    // Somebody out of work is asked 29 of the 42: all but 3, 4 and 12–22. Five of them say something.
    for (const line of [
      '<li>4 svar</li>',
      '<li>24 uten svar</li>',
      '<li>1 uleselig</li>',
      '<li>1 med to kryss</li>',
      '<li>1 svar der det skulle vært hoppet over</li>',
      '<li>1 svar med kryss som ikke passer sammen</li>',
    ])
      expect(receipt.body).toContain(line);
    expect(receipt.body).toContain('action="/staff/paper-entries"');
  });

  test('of nothing but blanks is an answer with nothing in it', async () => {
    expect((await key(form())).statusCode).toBe(303);
    expect(await sheet()).toMatchObject({
      jm02: { missing: 'skipped' },
      jm12: { missing: 'routing-unknown' },
    });
  });

  test('sent twice, also at once, is one response', async () => {
    const fields = form({ jm02: '1' });
    const replies = await Promise.all([key(fields), key(fields)]);
    replies.push(await key(fields));
    for (const reply of replies)
      expect([reply.statusCode, reply.headers.location]).toEqual([303, `${path}/receipt`]);
    expect((await responses()).length).toBe(1);
    const events = await eventsIn(t, 'study');
    const submitted = events.filter((e) => e.action === 'response submitted' && e.code === code);
    expect(submitted).toMatchObject([{ actor: keyer.accountId }]);
  });

  test('can be put right from its receipt by whoever keyed it', async () => {
    await key(form({ jm02: '1', jm40: '7' }));
    const correction = `${path}/correction`;
    expect((await open(t, keyer, `${path}/receipt`)).body).toContain(`href="${correction}"`);
    const other = await t.signedIn('keyer');
    expect((await open(t, other, correction)).statusCode).toBe(409);
    expect((await send(t, other, correction, form({ jm40: '1' }))).statusCode).toBe(409);
    expect((await open(t, keyer, correction)).body).toMatch(
      /id="jm40-7" checked|name="jm40"[^>]* value="7"/,
    );
    const refused = await send(t, keyer, correction, form({ jm40: '77' }));
    expect([refused.statusCode, (await sheet()).jm40]).toEqual([422, { value: 7 }]);
    const right = await send(t, keyer, correction, form({ jm02: '1', jm40: '1' }));
    expect(right.headers.location).toBe(`${path}/receipt`);
    expect(await sheet()).toMatchObject({ jm40: { value: 1 } });
  });

  test('has a receipt for whoever keyed it alone', async () => {
    await key(form({ jm02: '1' }));
    const other = await t.signedIn('keyer');
    expect((await open(t, other, `${path}/receipt`)).statusCode).toBe(404);
  });
});

describe('a form that cannot be taken', () => {
  test('comes back with every problem at its place and everything else as it was keyed', async () => {
    const fields = form({
      'written-on': '30.02.2018',
      age: 'abc',
      jm02: '3',
      jm04: ['50', '-5'],
      jm07: ['1', '2'],
      jm12: '4',
      jm06: ['2', '-5'],
      jm09: '-6',
    });
    const { statusCode, body } = await key(fields);
    expect(statusCode).toBe(422);
    for (const target of ['written-on', 'age', 'jm02-1', 'jm04', 'jm07-1', 'jm06-1'])
      expect(body).toContain(`href="#${target}"`);
    const checked = [...body.matchAll(/id="([^"]+)" checked/g)].map(([, id]) => id);
    for (const id of ['jm12-4', 'jm09-two-marks', 'jm06-2', 'jm06-illegible', 'jm04-illegible'])
      expect(checked).toContain(id);
    expect(body).toMatch(/name="age" id="age" value="abc"/);
    expect(body).toMatch(/name="jm04" id="jm04" value="50"/);
    expect(await responses()).toEqual([]);
  });

  test.each([
    ['written-on', '20.03.2018'],
    ['written-on', '21.03.2018'],
    ['written-on', '28.02.2018'],
    ['written-on', 'i går'],
    ['written-on', '01019912345'],
    ['written-on', '010199 12345'],
  ])('has %s %j', async (name, value) => {
    const { statusCode, body } = await key(form({ [name]: value, jm02: '1' }));
    expect(statusCode).toBe(422);
    expect(body).toContain(`id="problem-${name}"`);
    expect(body).not.toContain('12345');
    expect(body).toMatch(/id="jm02-1" checked/);
    expect(await responses()).toEqual([]);
  });

  test('was written after it came', async () => {
    const late = form({ 'written-on': '20.03.2018' });
    expect((await key(late)).body).toContain('Datoen kan ikke være etter 19.03.2018.');
  });

  test.each([
    ['11', 'jm40'],
    ['-1', 'jm40'],
    ['1e1', 'age'],
    ['３４', 'age'],
    ['-0', 'jm40'],
    ['99', 'jm06'],
    ['<script>', 'jm02'],
    ['34\u0000', 'age'],
    ['01019912345', 'age'],
    ['01019912345', 'jm02'],
  ])('says %j at %s', async (value, name) => {
    const { statusCode, body } = await key(form({ [name]: value }));
    expect(statusCode).toBe(422);
    expect(body).toContain(`id="p-${name}"`);
    expect(body).not.toContain('01019912345');
    expect(body).not.toContain('<script>"');
    expect(await responses()).toEqual([]);
  });
});

describe('a form that comes too late to count', () => {
  test('after an answer on the web is kept beside it, and the answer stands untouched', async () => {
    await answerOnWeb(t, code, 1, { jm02: '1', jm40: '7' });
    const before = await responses();
    expect((await open(t, keyer, path)).body).toContain('Begge blir tatt vare på');
    const reply = await key(form({ jm02: '2' }));
    expect(reply.headers.location).toBe(`${path}/receipt`);
    expect(await responses()).toEqual(before);
  });

  test('after another keyer has keyed it is not taken, and told so', async () => {
    const second = await t.signedIn('keyer');
    await key(form({ jm02: '1' }));
    const reply = await send(t, second, path, form({ jm02: '2' }));
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Skjemaet er tastet');
    expect(await sheet()).toMatchObject({ jm02: { value: 1 } });
  });

  test('after a withdrawal is refused', async () => {
    await withdrawParticipant(t.services, code, 'system');
    const reply = await key(form({ jm02: '2' }));
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Personen har trukket seg');
    expect(await responses()).toEqual([]);
  });

  test('but is taken when only its wave has closed', async () => {
    const early = await register(t, {
      channel: 'paper',
      email: null,
      inclusionDate: '2017-08-01',
      consent: {
        givenOn: '2017-08-01',
        text: t.services.definitions.study('jobbspesialist')?.consent_texts[0] as never,
        channel: 'paper',
      },
    });
    const reply = await send(t, keyer, await screenOf(early), form({ jm02: '1' }));
    expect(reply.statusCode).toBe(303);
  });
});

test('no answer and no identity number reaches the log', () => {
  expect(t.log.join('')).not.toMatch(/jm0|01019912345/);
});
