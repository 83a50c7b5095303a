/** The page of one paper form: what two keyers read differently, two answers to one wave, and a code that is somebody else's. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaperForm } from '../../../server/db/paper-forms.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import type { Fields } from '../../../surveys/answers.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Sent, type Staff, send } from '../../support/staff.ts';
import { keyedTwice, surveysWith } from '../../support/surveys.ts';

let t: TestApp;
let coordinator: Staff;
let another: Staff;
let keyer: Staff;
let code: string;
let form: PaperForm;
let path: string;
beforeAll(async () => {
  t = await testApp({ now: '2018-03-20T09:00:00Z', surveys: surveysWith(keyedTwice) });
  coordinator = await t.signedIn('coordinator');
  another = await t.signedIn('coordinator');
  keyer = await t.signedIn('keyer');
});
afterAll(() => t.close());
beforeEach(async () => {
  code = await register(t, { name: 'Kari Nordli', channel: 'paper', email: null });
  form = await logged(t, code, 1, '2018-03-19');
  path = `/staff/paper-forms/${form.id}`;
});

const key = (by: Staff, fields: Fields, writtenOn: string | null = null) =>
  finishKeying(t.services, { form: form.id, keyer: by.accountId, fields, writtenOn });

const sheet = async () => {
  const rows = await t.services.db.study
    .selectFrom('response')
    .selectAll()
    .where('code', '=', code)
    .where('submitted_at', 'is not', null)
    .execute();
  expect(rows).toHaveLength(1);
  return JSON.parse(rows[0]?.sheet ?? '{}');
};

describe('what two keyers read differently', () => {
  const right = { jm02: '1', jm06: ['1', '3'], jm08: '2', jm09: '2', jm40: '7', age: '34' };
  const wrong = { jm02: '1', jm06: ['1', '2'], jm08: '3', jm09: '-5', jm40: '1', age: '43' };
  beforeEach(async () => {
    await key(keyer, right, '2018-03-12');
    await key(another, wrong, '2018-03-21');
  });

  test('stands side by side in the order of the paper, and what is alike does not', async () => {
    const { body } = await open(t, coordinator, path);
    expect(body).toContain('6 felt er tastet ulikt');
    const asked = [...body.matchAll(/<legend class="ds-label">(.*?)<\/legend>/g)].map((m) => m[1]);
    expect(asked.map((one) => one?.split(' ')[0])).toEqual(['Dato', '1b', '6', '8', '9', '40']);
    for (const read of [
      ...['34 år', '43 år', '2: Som vanlig', '3: Mer enn vanlig', 'Kan ikke leses'],
      ...['12. mars 2018', '21. mars 2018', '7 (0 '],
    ])
      expect(body).toContain(`<strong>${read}`);
    expect(body).not.toContain('Er du i arbeid?');
    expect(body).not.toMatch(/type="radio"[^>]* checked/);
  });

  test('is decided field by field, with something that neither of them read too', async () => {
    const choices: Sent = {
      ...{ 'pick-written-on': 'other', 'other-written-on': '13.03.2018' },
      ...{ 'pick-age': 'first', 'pick-jm06': 'other', 'other-jm06': '1, 4' },
      ...{ 'pick-jm08': 'second', 'pick-jm09': 'two-marks', 'pick-jm40': 'blank' },
    };
    const reply = await send(t, coordinator, `${path}/decisions`, choices);
    expect(reply.headers.location).toBe(`${path}?told=decided`);
    expect(await sheet()).toMatchObject({
      ...{ age: { value: 34 }, jm06: { value: [1, 4] }, jm08: { value: 3 } },
      ...{ jm09: { missing: 'two-marks' }, jm40: { missing: 'skipped' } },
    });
    const page = await open(t, coordinator, String(reply.headers.location));
    expect(page.body).toContain('Valget er lagret.');
    expect(page.body).toContain('Dette svaret gjelder');
    const again = await send(t, another, `${path}/decisions`, choices);
    expect(again.headers.location).toBe(`${path}?told=changed-meanwhile`);
  });

  test.each([
    [{ 'pick-jm40': '' }, 'Velg det som står på papiret.'],
    [{ 'pick-jm40': 'third' }, 'Velg det som står på papiret.'],
    [{ 'pick-jm40': 'other', 'other-jm40': '' }, 'Feltet må fylles ut.'],
    [{ 'pick-jm40': 'other', 'other-jm40': '11' }, 'ingen rute med det nummeret'],
    [{ 'pick-age': 'other', 'other-age': '7' }, 'Svaret må være fra 16 til 80.'],
    [{ 'pick-jm06': 'other', 'other-jm06': '1 99' }, 'ingen rute med det nummeret'],
    [{ 'pick-written-on': 'other', 'other-written-on': '30.02.2018' }, 'Skriv datoen slik'],
    [{ 'pick-age': 'other', 'other-age': '01019912345' }, 'fødselsnummer'],
    [{ 'pick-jm40': 'first', 'other-jm40': '3' }, 'Velg det, eller ta bort'],
    [
      { 'pick-written-on': 'other', 'other-written-on': '13.03.2108' },
      'href="#pick-written-on-first"',
    ],
    [
      { 'pick-written-on': 'other', 'other-written-on': '13.03.1918' },
      'href="#pick-written-on-first"',
    ],
  ] as [Sent, string][])(
    'with %j is asked for again, with all choices kept',
    async (odd, problem) => {
      const all = ['written-on', 'age', 'jm06', 'jm08', 'jm09', 'jm40'];
      const choices = Object.fromEntries(all.map((field) => [`pick-${field}`, 'first']));
      const reply = await send(t, coordinator, `${path}/decisions`, { ...choices, ...odd });
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain(problem);
      expect(reply.body).not.toContain('01019912345');
      expect(reply.body.match(/type="radio"[^>]* checked/g)?.length).toBeGreaterThanOrEqual(5);
      const decisions = t.services.db.study.selectFrom('keying_decision').selectAll();
      expect(await decisions.where('form_id', '=', form.id).execute()).toEqual([]);
    },
  );

  test('is on record when it is read, waits on the desk and in the day, and is not for keyers', async () => {
    await open(t, coordinator, path);
    const events = (await eventsIn(t, 'study')).filter((event) => event.code === code);
    expect(events.at(-1)).toMatchObject({
      ...{ action: 'answers read', actor: coordinator.accountId },
    });
    const desk = (await open(t, coordinator, '/staff/paper-entries')).body;
    expect(desk).toContain(`href="${path}"`);
    expect((await open(t, coordinator, '/staff')).body).toContain('må avgjøres');
    expect((await open(t, keyer, '/staff/paper-entries')).body).not.toContain(path);
    expect((await open(t, keyer, path)).statusCode).toBe(403);
  });
});

describe('two answers to one wave', () => {
  beforeEach(async () => {
    await answerOnWeb(t, code, 1, { jm02: '1', jm08: '2', jm40: '7' });
    for (const by of [keyer, another]) await key(by, { jm02: '1', jm08: '3', jm40: '7' });
  });

  test('stand side by side where they differ, and a person chooses one', async () => {
    const page = await open(t, coordinator, path);
    expect(page.body).toContain('To svar på samme målepunkt');
    expect(page.body).toContain('2: Som vanlig');
    expect(page.body).toContain('3: Mer enn vanlig');
    expect(page.body).toContain('2 svar er like.');
    const choice = { _counts: 'form', _seen: inputValue(page, '_seen') };
    const reply = await send(t, coordinator, `${path}/choices`, choice);
    expect(reply.headers.location).toBe(`${path}?told=decided`);
    expect(await sheet()).toMatchObject({ jm08: { value: 3 } });
    const second = await send(t, another, `${path}/choices`, { ...choice, _counts: 'standing' });
    expect(second.headers.location).toBe(`${path}?told=changed-meanwhile`);
    expect(await sheet()).toMatchObject({ jm08: { value: 3 } });
  });

  test('can be chosen from again', async () => {
    const seen = inputValue(await open(t, coordinator, path), '_seen');
    await send(t, coordinator, `${path}/choices`, { _counts: 'form', _seen: seen });
    const chosen = await open(t, coordinator, path);
    expect(chosen.body).toContain(`action="${path}/choices/withdrawal"`);
    await send(t, coordinator, `${path}/choices/withdrawal`);
    expect(await sheet()).toMatchObject({ jm08: { value: 2 } });
    expect((await open(t, coordinator, path)).body).toContain('To svar på samme målepunkt');
  });

  test.each([{}, { _counts: 'both' }])('with %j is no choice of ours', async (choice) => {
    expect((await send(t, coordinator, `${path}/choices`, choice)).statusCode).toBe(400);
    expect(await sheet()).toMatchObject({ jm08: { value: 2 } });
  });
});

describe('a form from somebody else', () => {
  const propose = (fields: Sent) => send(t, coordinator, `${path}/corrections`, fields);

  test('is moved when another coordinator agrees', async () => {
    for (const by of [keyer, another]) await key(by, { jm40: '7' });
    const right = await register(t, { name: 'Ola Vestad', channel: 'paper', email: null });
    expect((await propose({ code: right, wave: '1' })).headers.location).toBe(
      `${path}?told=proposed`,
    );
    expect((await open(t, coordinator, path)).body).toContain('Du har foreslått dette.');
    const seen = { _seen: inputValue(await open(t, another, path), '_seen') };
    const own = await send(t, coordinator, `${path}/corrections/confirmation`, seen);
    expect(own.headers.location).toBe(`${path}?told=own-proposal`);
    expect((await open(t, another, path)).body).toContain('Ja, flytt skjemaet');
    const reply = await send(t, another, `${path}/corrections/confirmation`, seen);
    expect(reply.headers.location).toBe(`${path}?told=confirmed`);
    code = right;
    expect(await sheet()).toMatchObject({ jm40: { value: 7 } });
    expect((await open(t, another, path)).body).toContain(right);
  });

  test('is not moved to a code that was proposed after the page was opened', async () => {
    for (const by of [keyer, another]) await key(by, { jm40: '7' });
    const [first, second] = [await register(t), await register(t)];
    await propose({ code: first, wave: '1' });
    const seen = { _seen: inputValue(await open(t, another, path), '_seen') };
    await send(t, coordinator, `${path}/corrections/rejection`, seen);
    await propose({ code: second, wave: '1' });
    const reply = await send(t, another, `${path}/corrections/confirmation`, seen);
    expect(reply.headers.location).toBe(`${path}?told=changed-meanwhile`);
    expect(await sheet()).toMatchObject({ jm40: { value: 7 } });
  });

  test.each([
    [{ code: '', wave: '1' }, 'href="#code"'],
    [{ code: 'Kari Nordli', wave: '1' }, 'Koden er ikke riktig.'],
    [{ code: 'K7M4QXR', wave: '' }, 'href="#wave"'],
  ] as [Sent, string][])('with %j is told at its field', async (fields, problem) => {
    const reply = await propose(fields);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(problem);
  });

  test('cannot be of a wave that does not exist, or is not open', async () => {
    const right = await register(t, { name: 'Ola Vestad' });
    expect((await propose({ code: right, wave: '9' })).body).toContain(
      'Skriv et tall fra 1 til 4.',
    );
    expect((await propose({ code: right, wave: '2' })).headers.location).toBe(
      `${path}?told=not-yet-due`,
    );
    expect((await propose({ code, wave: '1' })).headers.location).toBe(`${path}?told=same-code`);
  });
});

describe('the figures on keying', () => {
  const quality = '/staff/jobbspesialist/keying-quality';

  test('are on a page and in a file, keyers by their numbers, for coordinators', async () => {
    await key(keyer, { jm02: '1', jm08: '2', jm40: '7' });
    await key(another, { jm02: '1', jm08: '3', jm40: '7' });
    const { body } = await open(t, coordinator, quality);
    expect(body).toContain('Hvor riktig tastes det?');
    expect(body).toMatch(/\d \(keyer/);
    const file = (await open(t, coordinator, `${quality}.csv`)).body.split('\n');
    expect(file[0]).toBe(
      'level,keyer,other_keyer,instrument,item,forms,fields,differing,per_10000,per_10000_lower,per_10000_upper,kappa,kappa_lower,kappa_upper',
    );
    expect(file.map((line) => line.split(',')[0])).toEqual(
      expect.arrayContaining(['all', 'pair', 'keyer', 'item']),
    );
    expect(file.join('')).not.toContain('@');
    expect((await open(t, keyer, quality)).statusCode).toBe(403);
  });
});
