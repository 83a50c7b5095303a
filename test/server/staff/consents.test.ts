/** Consent as people meet it: what holds now, thing by thing, and every form that was signed. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { newToken } from '../../../server/security/token.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { surveysWithSecondText } from '../../support/second-text.ts';
import { eventsIn, inputValue, open, type Sent, type Staff, send } from '../../support/staff.ts';

const surveys = surveysWithSecondText();
let t: TestApp;
let coordinator: Staff;
let code: string;
beforeAll(async () => {
  t = await testApp({ surveys: surveys.folder });
  coordinator = await t.signedIn('coordinator');
});
afterAll(async () => {
  await t.close();
  surveys.remove();
});
beforeEach(async () => {
  code = await register(t, { name: 'Kari Nordli' });
});

const person = () => `/staff/jobbspesialist/participants/${code}`;
const consents = () => `${person()}/consents`;

/** Kari says no to register linkage on the phone, and still yes to the rest. */
const onThePhone = (changes: Sent = {}): Sent => ({
  _id: newToken(),
  consent_date: '01.03.2018',
  consent_version: '1',
  consent_channel: 'oral',
  ask_survey: 'yes',
  'ask_register-linkage': 'no',
  'ask_contact-again': 'yes',
  ask_archive: 'yes',
  ...changes,
});

async function ledger() {
  const { registry } = t.services.db;
  const forms = await registry
    .selectFrom('consent')
    .selectAll()
    .where('code', '=', code)
    .orderBy('given_on')
    .execute();
  const answers = await registry
    .selectFrom('consent_answer')
    .selectAll()
    .where(
      'consent_id',
      'in',
      forms.map(({ id }) => id),
    )
    .orderBy('item')
    .execute();
  return forms.map((form) => ({
    ...form,
    said: Object.fromEntries(
      answers.filter((a) => a.consent_id === form.id).map(({ item, agreed }) => [item, agreed]),
    ),
  }));
}

/** What stands as yes or no at the top of the page, by its label. */
function standing(body: string): Record<string, string> {
  const list = /id="now-heading".*?<ul class="asks">(.*?)<\/ul>/s.exec(body)?.[1] ?? '';
  return Object.fromEntries(
    [...list.matchAll(/<span class="ds-tag"[^>]*>([^<]*)<\/span><span>([^<]*)</g)].map(
      ([, answer = '', label = '']) => [label, answer],
    ),
  );
}

describe('the page', () => {
  test('tells what was agreed to, on which form, by whom it was entered, and logs that it was read', async () => {
    const before = (await eventsIn(t, 'registry')).length;
    const { body } = await open(t, coordinator, consents());
    expect(standing(body)).toEqual({
      'Svare på skjemaene': 'Ja',
      'Koble svarene med opplysninger fra NAV': 'Ja',
      'Bli spurt om å være med i nye studier': 'Ja',
      'Svarene kan lagres i et arkiv uten navn': 'Ja',
    });
    const [form] = await ledger();
    const shown = [
      'Kari Nordli',
      '26. feb. 2018',
      'på papir',
      'Tekst 1',
      '1. mars 2018',
      'Systemet',
    ];
    for (const text of [...shown, form?.text_sha256.slice(0, 8) ?? '-'])
      expect(body).toContain(text);
    const [read] = (await eventsIn(t, 'registry')).slice(before);
    expect(read).toMatchObject({ action: 'identity read', code });
    expect((await open(t, coordinator, `${consents()}?lang=en`)).body).toContain(
      'As it stands now',
    );
  });

  test('is not found by a coordinator of another site, and not for other roles', async () => {
    const access = [{ study: 'jobbspesialist', site: 'harstad' }];
    const elsewhere = await t.signedIn('coordinator', access);
    expect((await open(t, elsewhere, consents())).statusCode).toBe(404);
    expect((await send(t, elsewhere, consents(), onThePhone())).statusCode).toBe(404);
    for (const role of ['keyer', 'researcher', 'admin'] as const)
      expect((await open(t, await t.signedIn(role), consents())).statusCode).toBe(403);
    expect(await ledger()).toHaveLength(1);
  });
});

describe('a form signed later', () => {
  test('is an entry of its own: a no to one thing leaves what was said before as it stands', async () => {
    const [first] = await ledger();
    const reply = await send(t, coordinator, consents(), onThePhone());
    expect(reply.headers.location).toBe(`${consents()}?notice=recorded`);
    const [before, after] = await ledger();
    expect(before).toEqual(first);
    expect(after).toMatchObject({
      given_on: '2018-03-01',
      channel: 'oral',
      text_version: '1',
      recorded_by: coordinator.accountId,
      said: { survey: 1, 'register-linkage': 0, 'contact-again': 1, archive: 1 },
    });
    const { body } = await open(t, coordinator, String(reply.headers.location));
    expect(standing(body)['Koble svarene med opplysninger fra NAV']).toBe('Nei');
    expect(standing(body)['Svare på skjemaene']).toBe('Ja');
    expect(body).toContain('Samtykket er lagret.');
    const panel = (await open(t, coordinator, person())).body;
    for (const text of ['Nei', 'signert 1. mars 2018 muntlig', '2 skjemaer'])
      expect(panel).toContain(text);
    expect(
      (await eventsIn(t, 'registry')).some(
        (e) => e.action === 'consent recorded' && e.code === code,
      ),
    ).toBe(true);
  });

  test('that was signed earlier and found late does not undo what was said since', async () => {
    await send(t, coordinator, consents(), onThePhone());
    await send(t, coordinator, consents(), {
      ...onThePhone({ consent_date: '27.02.2018', 'ask_register-linkage': 'yes' }),
    });
    const { body } = await open(t, coordinator, consents());
    expect(standing(body)['Koble svarene med opplysninger fra NAV']).toBe('Nei');
  });

  test('sent three times at once is one entry; the page used for another one is told', async () => {
    const form = onThePhone();
    const replies = await Promise.all([1, 2, 3].map(() => send(t, coordinator, consents(), form)));
    for (const reply of replies) expect(reply.statusCode).toBe(303);
    expect(await ledger()).toHaveLength(2);
    const other = await send(t, coordinator, consents(), { ...form, ask_archive: 'no' });
    expect(other.statusCode).toBe(409);
    expect(other.body).toContain('Siden er brukt før.');
    expect(await ledger()).toHaveLength(2);
    const anew = { ...form, ask_archive: 'no', _id: inputValue(other, '_id') };
    expect((await send(t, coordinator, consents(), anew)).statusCode).toBe(303);
    expect(await ledger()).toHaveLength(3);
  });

  test('with the id of somebody else’s form is not theirs', async () => {
    const form = onThePhone();
    await send(t, coordinator, consents(), form);
    code = await register(t, { name: 'Ola Vik', email: 'ola@post.example', phone: null });
    expect((await send(t, coordinator, consents(), form)).statusCode).toBe(409);
    expect(await ledger()).toHaveLength(1);
  });

  test('that says no to taking part is a withdrawal: it says so, and is not recorded', async () => {
    const reply = await send(t, coordinator, consents(), onThePhone({ ask_survey: 'no' }));
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Et nei her betyr at personen vil ut av studien.');
    expect(reply.body).toContain(`href="${person()}/withdrawal"`);
    expect(await ledger()).toHaveLength(1);
  });

  test.each([
    ['consent_date', '', 'Feltet må fylles ut.'],
    ['consent_date', '30.02.2018', 'Skriv datoen slik'],
    ['consent_date', '02.03.2018', 'Datoen er ikke kommet ennå.'],
    ['consent_version', '2', 'Teksten gjaldt ikke den dagen.'],
    ['consent_version', '9', 'Det valget finnes ikke.'],
    ['consent_channel', 'pigeon', 'Det valget finnes ikke.'],
    ['ask_archive', '', 'Feltet må fylles ut.'],
    ['ask_archive', 'perhaps', 'Det valget finnes ikke.'],
    ['ask_interview', 'yes', 'Tekst 1 spør ikke om dette.'],
    ['ask_archive', '01019912345', 'ser ut som et fødselsnummer'],
  ])('is stopped at %s by %j', async (field, value, words) => {
    const reply = await send(t, coordinator, consents(), onThePhone({ [field]: value }));
    expect(reply.statusCode).toBe(422);
    const problem = new RegExp(`id="problem-${field}">([^<]*)<`).exec(reply.body)?.[1];
    expect(problem).toContain(words);
    expect(reply.body).not.toContain('01019912345');
    expect(await ledger()).toHaveLength(1);
  });

  test('is no longer taken from who has withdrawn', async () => {
    await withdrawParticipant(t.services, code, 'system');
    expect((await open(t, coordinator, consents())).body).toContain('Personen er ute av studien.');
    expect((await send(t, coordinator, consents(), onThePhone())).statusCode).toBe(409);
    expect(await ledger()).toHaveLength(1);
  });
});

describe('when the text changes', () => {
  test('who signed the old one is asked anew, until they sign; what the new text does not ask stays', async () => {
    expect((await open(t, coordinator, person())).body).not.toContain('Teksten er ny.');
    t.setTime('2018-06-01T09:00:00Z');
    coordinator = await t.signedIn('coordinator');
    const asked = (await open(t, coordinator, person())).body;
    expect(asked).toContain('Teksten er ny. Personen må signere tekst 2, fra 01.06.2018.');
    expect(asked).toContain(`href="${consents()}#new-form"`);
    const { body } = await open(t, coordinator, consents());
    expect(standing(body)['Bli intervjuet']).toBe('Ikke spurt');
    expect(body).toContain('(bare i tekst 2)');

    const { 'ask_contact-again': _a, ask_archive: _b, ...shared } = onThePhone();
    const anew = {
      ...shared,
      consent_date: '01.06.2018',
      consent_version: '2',
      ask_interview: 'yes',
    };
    expect((await send(t, coordinator, consents(), anew)).statusCode).toBe(303);
    expect((await open(t, coordinator, person())).body).not.toContain('Teksten er ny.');
    const now = await open(t, coordinator, consents());
    expect(standing(now.body)['Bli intervjuet']).toBe('Ja');
    const [first, second] = await ledger();
    expect(first?.said).toMatchObject({ archive: 1, 'contact-again': 1 });
    expect(second?.said).toEqual({ survey: 1, 'register-linkage': 0, interview: 1 });
    expect(second?.text_sha256).not.toBe(first?.text_sha256);
  });
});
