/** What moves while somebody takes part: arm, site, job specialist, way of answering, and a wrong inclusion date. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
let code: string;
let path: string;
beforeAll(async () => {
  t = await testApp({ now: '2018-03-10T09:00:00Z' });
  coordinator = await t.signedIn('coordinator');
});
afterAll(() => t.close());
beforeEach(async () => {
  code = await register(t);
  path = `/staff/jobbspesialist/participants/${code}`;
});

const row = (of = code) =>
  t.services.db.study
    .selectFrom('participant')
    .selectAll()
    .where('code', '=', of)
    .executeTakeFirstOrThrow();
const changes = () =>
  t.services.db.study
    .selectFrom('participant_change')
    .select(['kind', 'previous', 'value', 'from_on'])
    .where('code', '=', code)
    .execute();
const basis = async (page: string) =>
  inputValue(await open(t, coordinator, `${path}/${page}`), '_based');
const post = async (page: string, fields: Record<string, string>, based?: string) =>
  send(t, coordinator, `${path}/${page}`, { _based: based ?? (await basis(page)), ...fields });
const follow = async (reply: { headers: { location?: unknown } }) =>
  (await open(t, coordinator, String(reply.headers.location))).body;

describe('a move to another arm and site', () => {
  const harstad = { arm: 'kvp', site: 'harstad', from: '05.03.2018' };

  test('leaves the first ones for analysis, and tells both changes with their day', async () => {
    expect(await follow(await post('moves', harstad))).toContain(
      `Endringen for ${code} er lagret.`,
    );
    expect(await row()).toMatchObject({
      ...{ arm: 'jobbspesialist', site: 'tromso' },
      ...{ current_arm: 'kvp', current_site: 'harstad' },
    });
    expect((await changes()).sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'arm', previous: 'jobbspesialist', value: 'kvp', from_on: '2018-03-05' },
      { kind: 'site', previous: 'tromso', value: 'harstad', from_on: '2018-03-05' },
    ]);
    const { body } = await open(t, coordinator, path);
    expect(body).toContain(
      'Flyttet fra Jobbspesialist til Kvalifiseringsprogrammet, fra 5. mars 2018',
    );
    expect(body).toContain('Flyttet fra Tromsø til Harstad, fra 5. mars 2018');
    expect(body).toContain('Ved inklusjon');
  });

  test.each([
    [{ ...harstad, site: 'tromso' }, 'Gruppen finnes ikke på dette stedet.'],
    [{ ...harstad, arm: 'none' }, 'Det valget finnes ikke.'],
    [{ ...harstad, arm: '' }, 'Feltet må fylles ut.'],
    [{ ...harstad, from: '11.03.2018' }, 'Datoen er ikke kommet ennå.'],
    [{ ...harstad, from: '28.02.2018' }, 'Datoen kan ikke være før 01.03.2018.'],
  ])('%j is told at the field and moves nobody', async (fields, told) => {
    const reply = await post('moves', fields);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(told);
    expect(await changes()).toEqual([]);
  });

  test('cannot be from before the last one', async () => {
    await post('moves', harstad);
    const reply = await post('moves', {
      arm: 'din-utvikling',
      site: 'harstad',
      from: '04.03.2018',
    });
    expect(reply.body).toContain('Datoen kan ikke være før 05.03.2018.');
  });

  test('of two at once one is taken, and the other keeps what was chosen', async () => {
    const based = await basis('moves');
    const replies = await Promise.all([
      post('moves', harstad, based),
      post('moves', { ...harstad, arm: 'din-utvikling' }, based),
    ]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
    const stale = replies.find(({ statusCode }) => statusCode === 409)?.body ?? '';
    expect(stale).toContain('Noen andre har endret dette mens du skrev.');
    expect(stale).toMatch(/Nå står det: (Kvalifiseringsprogrammet|Din Utvikling)/);
    expect((await changes()).length).toBe(2);
  });

  test('to a site that is not theirs takes the person out of their sight, and says so', async () => {
    const tromso = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'tromso' }]);
    const page = await open(t, tromso, `${path}/moves`);
    const fields = { ...harstad, _based: inputValue(page, '_based') };
    const reply = await send(t, tromso, `${path}/moves`, fields);
    expect(reply.headers.location).toContain('/staff?study=jobbspesialist&notice=moved-away');
    expect((await open(t, tromso, String(reply.headers.location))).body).toContain(
      'er flyttet til et sted som ikke er ditt.',
    );
    expect((await open(t, tromso, path)).statusCode).toBe(404);
    expect((await open(t, coordinator, path)).statusCode).toBe(200);
  });

  test('is not for somebody who belongs to neither arm nor site', async () => {
    const ola = await register(t, { role: 'job-specialist', name: 'Ola Vik', team: 'team-1' });
    const page = `/staff/jobbspesialist/participants/${ola}`;
    expect((await open(t, coordinator, `${page}/moves`)).statusCode).toBe(404);
    expect((await send(t, coordinator, `${page}/follower`, { from: '' })).statusCode).toBe(404);
  });
});

describe('another job specialist', () => {
  const specialist = (name: string) =>
    register(t, { role: 'job-specialist', name, team: 'team-1', email: null, channel: 'paper' });

  test('is chosen by name, and shown by name with the way to them', async () => {
    const ola = await specialist('Ola Vik');
    expect((await open(t, coordinator, `${path}/follower`)).body).toContain(`Ola Vik (${ola})`);
    await post('follower', { 'followed-by': ola, from: '' });
    expect((await row()).followed_by).toBe(ola);
    const { body } = await open(t, coordinator, path);
    expect(body).toContain(`>Ola Vik (${ola})</a>`);
    expect(body).toContain(`Ny oppfølger ${ola}, før –, fra 10. mars 2018`);
    await post('follower', { 'followed-by': '', from: '' });
    expect((await row()).followed_by).toBeNull();
  });

  test('is typed by code where the list is not for them to see', async () => {
    const ola = await specialist('Ola Vik');
    const tromso = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'tromso' }]);
    const page = await open(t, tromso, `${path}/follower`);
    expect(page.body).not.toContain('Ola Vik');
    const fields = { _based: inputValue(page, '_based'), 'followed-by': ola, from: '' };
    expect((await send(t, tromso, `${path}/follower`, fields)).statusCode).toBe(303);
    expect((await row()).followed_by).toBe(ola);
    expect((await open(t, tromso, path)).body).not.toContain('Ola Vik');
  });

  test('is a job specialist of the study, and nobody else', async () => {
    const candidate = await register(t, { name: 'Per Lund' });
    for (const typed of [candidate, 'QQQQQQQ', 'x', code]) {
      const reply = await post('follower', { 'followed-by': typed, from: '' });
      expect(reply.statusCode).toBe(422);
    }
    expect((await row()).followed_by).toBeNull();
  });
});

describe('another way of answering', () => {
  test('holds at once, in the language of the paper too', async () => {
    await post('answering', { channel: 'paper', language: 'en', mail: 'wanted' });
    expect(await row()).toMatchObject({ channel: 'paper', language: 'en' });
    const reply = await send(t, coordinator, `${path}/new-links`, { wave: '1' });
    expect(reply.headers.location).toContain('notice=on-paper');
    const { body } = await open(t, coordinator, path);
    expect(body).toContain('Svarer nå på papir, før på nett');
    expect(body).toContain('Byttet språk fra norsk til engelsk');
  });

  test('is not by e-mail for somebody without one', async () => {
    code = await register(t, { channel: 'paper', email: null });
    path = `/staff/jobbspesialist/participants/${code}`;
    const reply = await post('answering', { channel: 'web', language: 'nb', mail: 'wanted' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Personen har ingen e-post.');
  });
});

describe('a corrected inclusion date', () => {
  const look = (date: string) => post('inclusion-date', { inclusion_date: date });

  test('is shown wave by wave before it is done, and then done as it was shown', async () => {
    await answerOnWeb(t, code, 1, { jm02: '1' });
    const preview = await look('28.02.2018');
    expect(preview.statusCode).toBe(200);
    for (const text of [
      'Inklusjon var 1. mars 2018. Den blir 28. feb. 2018.',
      '1. juni 2018 – 13. juli 2018',
      // 28 May and 42 days.
      '28. mai 2018 – 9. juli 2018',
      'Er besvart. Svaret står.',
    ])
      expect(preview.body).toContain(text);
    expect((await row()).inclusion_date).toBe('2018-03-01');
    const reply = await send(t, coordinator, `${path}/inclusion-date`, {
      inclusion_date: inputValue(preview, 'inclusion_date'),
      _seen: inputValue(preview, '_seen'),
      _based: inputValue(preview, '_based'),
    });
    expect(await follow(reply)).toContain(`Datoen for ${code} er rettet.`);
    expect((await row()).inclusion_date).toBe('2018-02-28');
    expect(await changes()).toEqual([
      {
        kind: 'inclusion-date',
        previous: '2018-03-01',
        value: '2018-02-28',
        from_on: '2018-02-28',
      },
    ]);
    const { body } = await open(t, coordinator, path);
    expect(body).toContain('Rettet inklusjonsdatoen fra 1. mars 2018 til 28. feb. 2018');
    expect(body).toContain('28. mai 2018 – 9. juli 2018');
    expect(body).toContain('Levert');
  });

  test.each([
    ['25.02.2018', 'Datoen kan ikke være før 26.02.2018.'],
    ['11.03.2018', 'Datoen er ikke kommet ennå.'],
    ['30.02.2018', 'Skriv datoen slik'],
    ['', 'Feltet må fylles ut.'],
  ])('%j is refused: consent was given on 26 February, and it is 10 March', async (date, told) => {
    const reply = await look(date);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(told);
    expect(await changes()).toEqual([]);
  });

  test('that was not looked at first is shown, not done', async () => {
    const fields = { inclusion_date: '28.02.2018', _seen: '2018-02-27' };
    expect((await post('inclusion-date', fields)).body).toContain('Dette endres');
    expect((await row()).inclusion_date).toBe('2018-03-01');
  });

  test('that somebody else corrected first is told, with what was typed', async () => {
    const based = await basis('inclusion-date');
    const to = (date: string, seen: string) =>
      post('inclusion-date', { inclusion_date: date, _seen: seen }, based);
    await to('28.02.2018', '2018-02-28');
    const stale = await to('27.02.2018', '2018-02-27');
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('Nå står det: 28. feb. 2018');
    expect(inputValue(stale, 'inclusion_date')).toBe('27.02.2018');
  });
});

describe('the history on the page', () => {
  test('says what was sent, answered and changed by whom, newest first, and never an answer', async () => {
    await invite(t, code);
    t.setTime('2018-03-11T08:05:00Z');
    await answerOnWeb(t, code, 1, { jm02: '1', jm40: '7' });
    t.setTime('2018-03-12T09:30:00Z');
    const soon = await t.signedIn('coordinator');
    const nonce = 'a'.repeat(26);
    for (let i = 0; i < 2; i += 1)
      await send(t, soon, `${path}/notes`, { note: 'Ringte. Vil ha nytt nummer.', _nonce: nonce });
    const { body } = await open(t, soon, path);
    const history = body.slice(body.indexOf('id="timeline"')).replace(/<[^>]+>/g, '\n');
    const lines = history
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    expect(lines.slice(1, 3)).toEqual([
      expect.stringMatching(/^12\. mars 2018, 10:30 · coordinator\d+@jobbstudien\.example$/),
      'Skrev et notat',
    ]);
    expect(lines.slice(3, 5)).toEqual([
      '11. mars 2018, 09:05 · Deltaker',
      'Leverte på nett, målepunkt 1',
    ]);
    expect(history).toMatch(/Lagret en side, målepunkt 1 \(\d+ ganger\)/);
    expect(history).toContain('Åpnet skjemaet, målepunkt 1');
    expect(history).toContain('Sendte e-post, målepunkt 1');
    expect(history).not.toContain('nytt nummer');
    expect(body.match(/Ringte\. Vil ha nytt nummer\./g)?.length).toBe(1);
    const logs = [...(await eventsIn(t, 'registry')), ...(await eventsIn(t, 'study'))];
    expect(JSON.stringify(logs)).not.toContain('Ringte');
    t.setTime('2018-03-10T09:00:00Z');
  });

  test('is cut where it grows long, and shown whole when asked for', async () => {
    for (let i = 0; i < 9; i += 1) {
      await post('answering', { channel: 'paper', language: 'nb', mail: 'wanted' });
      await post('answering', { channel: 'web', language: 'nb', mail: 'wanted' });
    }
    const lines = (body: string) => body.match(/Svarer nå /g)?.length;
    const { body } = await open(t, coordinator, path);
    expect(lines(body)).toBe(15);
    expect(body).toContain('Vis alt');
    expect(lines((await open(t, coordinator, `${path}?timeline=all`)).body)).toBe(18);
  });

  test('of a code that was merged is on the page of the one that goes on', async () => {
    const goesOn = await register(t, { name: 'Kari Nordli' });
    await t.services.db.study
      .updateTable('participant')
      .set({ merged_into: goesOn, state: 'merged' })
      .where('code', '=', code)
      .execute();
    const reply = await open(t, coordinator, path);
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `/staff/jobbspesialist/participants/${goesOn}?notice=already-merged&code=${goesOn}`,
    ]);
  });
});

describe('a note', () => {
  const write = (note: string, nonce = 'b'.repeat(26)) =>
    send(t, coordinator, `${path}/notes`, { note, _nonce: nonce });

  test.each([
    ['', 'Feltet må fylles ut.'],
    ['x'.repeat(1001), 'Teksten er for lang.'],
    ['Født 01017012345', 'Dette ser ut som et fødselsnummer.'],
  ])('is told what is wrong with it', async (note, told) => {
    const reply = await write(note);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(told);
    expect(reply.body).not.toContain('01017012345');
  });

  test('is sealed in the registry', async () => {
    await write('Flytter til broren i mai.', 'c'.repeat(26));
    const [note] = await t.services.db.registry
      .selectFrom('note')
      .selectAll()
      .where('code', '=', code)
      .execute();
    expect(note).toMatchObject({ kind: 'phone', written_by: coordinator.accountId });
    expect(JSON.stringify(note)).not.toContain('broren');
    expect((await open(t, coordinator, path)).body).toContain('Flytter til broren i mai.');
  });

  test('of a form that the browser kept for Back is another note, and not lost', async () => {
    const nonce = 'd'.repeat(26);
    await write('Vil bli ringt på kvelden.', nonce);
    await write('Vil ikke bli ringt.', nonce);
    await write('Vil ikke bli ringt.', nonce);
    const { body } = await open(t, coordinator, path);
    expect(body.match(/Vil bli ringt på kvelden\./g)?.length).toBe(1);
    expect(body.match(/Vil ikke bli ringt\./g)?.length).toBe(1);
  });

  test('without its nonce is not ours', async () => {
    expect((await write('Hei', 'short')).statusCode).toBe(400);
  });
});
