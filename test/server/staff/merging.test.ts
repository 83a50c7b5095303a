/** The pages on which a coordinator merges two registrations of one person, and what is refused there. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { answerOnWeb, beginOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { sendEnvelope } from '../../support/paper.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

let t: TestApp;
let coordinator: Staff;
let tromso: Staff;
let kari: string;
let again: string;
const people = '/staff/jobbspesialist/participants';

beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  tromso = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'tromso' }]);
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setTime('2018-03-01T09:00:00Z');
  kari = await register(t, { name: 'Kari Nordli' });
  t.setTime('2018-03-01T10:00:00Z');
  again = await register(t, { name: 'Kari B. Nordli', phone: null });
});

const merge = (code: string) => `${people}/${code}/merge`;
const bothOn = (code: string, other: string) => `${merge(code)}?other=${other}`;

/** Opens the page with both and sends it back with what is decided. */
async function decide(
  code: string,
  other: string,
  decided: Record<string, string>,
  who = coordinator,
) {
  const page = await open(t, who, bothOn(code, other));
  const own = Object.fromEntries(
    ['_nonce', '_seen', '_other'].map((name) => [name, inputValue(page, name)]),
  );
  return send(t, who, merge(code), { ...own, same_person: 'yes', ...decided });
}

describe('which the other one is', () => {
  test('is typed in any spelling, and whoever shares e-mail or phone is put forward', async () => {
    const page = await open(t, coordinator, merge(kari));
    expect(page.body).toContain(bothOn(kari, again).replaceAll('=', '&#x3D;'));
    expect(page.body).not.toContain('Nordli');
    const typed = `${again.slice(0, 3).toLowerCase()} ${again.slice(3)}`;
    const both = await open(t, coordinator, bothOn(kari, encodeURIComponent(typed)));
    expect([both.statusCode, both.body.includes('Kari B. Nordli')]).toEqual([200, true]);
  });

  test('is told where it cannot be: no code, their own, nobody’s, in another role or at another site', async () => {
    const specialist = await register(t, { role: 'job-specialist', team: 'team-1', email: null });
    const harstad = await register(t, { site: 'harstad' });
    const refused: [string, string][] = [
      ['abc', 'Koden er ikke riktig.'],
      ['', 'Feltet må fylles ut.'],
      ['01019912345', 'Dette ser ut som et fødselsnummer.'],
      [kari.toLowerCase(), 'Det er den samme koden.'],
      [specialist, 'De to har ikke samme rolle i studien.'],
    ];
    for (const [typed, problem] of refused) {
      const { statusCode, body } = await open(t, coordinator, bothOn(kari, typed));
      expect([typed, statusCode]).toEqual([typed, 422]);
      expect(body).toContain(problem);
      expect(body).not.toMatch(/01019912345|Nordli/);
    }
    const before = await everyRow(t.services.db);
    for (const code of [harstad, '2222226'])
      expect((await open(t, tromso, bothOn(kari, code))).body).toContain(
        code === harstad ? 'Ingen i studien har den koden.' : 'Koden er ikke riktig.',
      );
    expect((await open(t, tromso, bothOn(harstad, kari))).statusCode).toBe(404);
    expect(await everyRow(t.services.db)).toBe(before);
  });
});

describe('both side by side', () => {
  test('tell what is equal and what is not, and how far each came, without one answer', async () => {
    await answerOnWeb(t, kari, 1, { jm02: '2', age: '34' });
    await beginOnWeb(t, again, 1);
    const { body } = await open(t, coordinator, bothOn(kari, again));
    const cells = [...body.matchAll(/rowheader">(\w+[^<]*?) <span[^>]*>(Likt|Ulikt)</g)];
    expect(Object.fromEntries(cells.map(([, label, mark]) => [label, mark]))).toMatchObject({
      ...{ Navn: 'Ulikt', 'E-post': 'Likt', Telefon: 'Ulikt', Adresse: 'Likt', Status: 'Likt' },
    });
    expect(body).toContain(`${kari}: levert på nett 1. mars 2018, 2 svar`);
    expect(body).toContain(`${again}: begynt på nett 1. mars 2018, 0 svar`);
    expect(body).toContain('Du kan ikke angre dette.');
    expect(body).not.toContain('trukket seg eller er død');
  });

  test('are on record as read before they are shown', async () => {
    await open(t, coordinator, bothOn(kari, again));
    const reads = (await eventsIn(t, 'registry')).slice(-2);
    expect(reads.map(({ action, code, actor }) => [action, code, actor])).toEqual([
      ['identity read', kari, coordinator.accountId],
      ['identity read', again, coordinator.accountId],
    ]);
  });

  test('say that nothing more is sent when one of them has withdrawn', async () => {
    await withdrawParticipant(t.services, again, 'system');
    const { body } = await open(t, coordinator, bothOn(kari, again));
    expect(body).toContain('Da får personen ikke flere skjemaer');
    await decide(kari, again, { goes_on: kari });
    expect((await open(t, coordinator, `${people}/${kari}`)).body).toContain(
      'Denne personen har trukket seg.',
    );
  });
});

describe('the decision', () => {
  test('puts the older code forward and leaves the answers to choose', async () => {
    await beginOnWeb(t, kari, 1);
    await beginOnWeb(t, again, 1);
    const { body } = await open(t, coordinator, bothOn(again, kari));
    const checked = [...body.matchAll(/name="(\w+)" value="(\w+)"[^>]* checked/g)];
    expect(checked.map(([, name, value]) => [name, value])).toEqual([['goes_on', kari]]);
  });

  test('is asked for at each field that lacks it, and what was chosen stays chosen', async () => {
    await beginOnWeb(t, kari, 1);
    await beginOnWeb(t, again, 1);
    const before = await t.services.db.study.selectFrom('event').selectAll().execute();
    for (const missing of [{ same_person: '' }, { wave_1: '' }, { goes_on: 'K7M4QXR' }]) {
      const all = { goes_on: again, wave_1: kari };
      const reply = await decide(kari, again, { ...all, ...missing });
      expect(reply.statusCode).toBe(422);
      expect(reply.body.match(/ds-validation-message/g)?.length).toBe(1);
      if (!('wave_1' in missing)) expect(reply.body).toMatch(/name="wave_1"[^>]* checked/);
    }
    expect(await t.services.db.study.selectFrom('event').selectAll().execute()).toEqual(before);
  });

  test('leads to the person, where both consents and all events are; the other code leads there too', async () => {
    await keyOnPaper(t, again, 1, {
      answers: { age: '43' },
      writtenOn: null,
      receivedOn: '2018-03-01',
    });
    const reply = await decide(kari, again, { goes_on: kari });
    expect(reply.headers.location).toBe(`${people}/${kari}?notice=merged&code=${kari}`);
    const { body } = await open(t, coordinator, String(reply.headers.location));
    expect(body).toContain(`De to er slått sammen. Koden som gjelder, er ${kari}.`);
    expect(body).toContain('Se alt om samtykket (2 skjemaer)');
    const consents = (await open(t, coordinator, `${people}/${kari}/consents`)).body;
    expect(consents.match(/26\. feb\. 2018/g)?.length).toBeGreaterThanOrEqual(2);
    expect(body).toContain('1. mars 2018, på papir');
    const old = await open(t, coordinator, `${people}/${again}`);
    expect(old.headers.location).toBe(`${people}/${kari}?notice=already-merged&code=${kari}`);
    const events = await open(t, coordinator, `${people}/${kari}/events`);
    expect(events.body).toContain(`Slo sammen med ${again}. Målepunkter med svar derfra: 1.`);
    expect(events.body).toContain(`Går videre som ${kari}`);
    const board = await open(t, coordinator, '/staff/participants');
    expect(board.body).toContain(kari);
    expect(board.body).not.toContain(again);
  });

  test('sent twice is one merge, and whoever comes second is told', async () => {
    const page = await open(t, coordinator, bothOn(kari, again));
    const form = {
      ...Object.fromEntries(['_nonce', '_seen', '_other'].map((n) => [n, inputValue(page, n)])),
      ...{ goes_on: kari, same_person: 'yes' },
    };
    const second = await open(t, tromso, bothOn(again, kari));
    for (let i = 0; i < 2; i += 1) {
      const reply = await send(t, coordinator, merge(kari), form);
      expect(reply.headers.location).toContain('notice=merged');
    }
    const late = await send(t, tromso, merge(again), {
      ...Object.fromEntries(['_nonce', '_seen', '_other'].map((n) => [n, inputValue(second, n)])),
      ...{ goes_on: again, same_person: 'yes' },
    });
    expect(late.headers.location).toBe(`${people}/${kari}?notice=already-merged&code=${kari}`);
    expect((await open(t, tromso, String(late.headers.location))).body).toContain(
      'Dine valg er ikke brukt.',
    );
  });

  test('made of something that changed meanwhile is asked for again', async () => {
    await beginOnWeb(t, kari, 1);
    await beginOnWeb(t, again, 1);
    const page = await open(t, coordinator, bothOn(kari, again));
    await answerOnWeb(t, again, 1, { age: '43' });
    const reply = await send(t, coordinator, merge(kari), {
      ...Object.fromEntries(['_nonce', '_seen', '_other'].map((n) => [n, inputValue(page, n)])),
      ...{ goes_on: kari, wave_1: kari, same_person: 'yes' },
    });
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Noe er endret siden du åpnet siden.');
    expect(reply.body).toMatch(/name="wave_1"[^>]* checked/);
  });

  test.each([
    { _nonce: 'x' },
    { _seen: '' },
    { wave_5: 'x' },
    { note: 'x' },
    { goes_on: ['a', 'b'] },
  ])('with %j is not from a page of ours', async (strange) => {
    const page = await open(t, coordinator, bothOn(kari, again));
    const own = ['_nonce', '_seen', '_other'].map((name) => [name, inputValue(page, name)]);
    const form = { ...Object.fromEntries(own), goes_on: kari, same_person: 'yes', ...strange };
    expect((await send(t, coordinator, merge(kari), form)).statusCode).toBe(400);
  });
});

test('a paper form with the old code is keyed under the new one', async () => {
  const link = await invite(t, again);
  await decide(kari, again, { goes_on: kari });
  const envelope = { code: again, wave: '1', 'received-on': '01.03.2018' };
  const reply = await sendEnvelope(t, coordinator, envelope);
  expect(reply.statusCode).toBe(409);
  expect(reply.body).toContain(`Personen har fått koden ${kari}.`);
  expect(reply.body).toContain(`/staff/paper-entries?code&#x3D;${kari}&amp;wave&#x3D;1`);
  const old = await t.app.inject({ url: link });
  expect([old.statusCode, old.body.includes('Lenken er byttet ut')]).toEqual([410, true]);
});

test('what happened with somebody at another site is not there', async () => {
  const harstad = await register(t, { site: 'harstad' });
  expect((await open(t, tromso, `${people}/${harstad}/events`)).statusCode).toBe(404);
  expect((await open(t, tromso, `${people}/${kari}/events`)).statusCode).toBe(200);
});
