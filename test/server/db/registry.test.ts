/** Persons, accounts and messages behave the same on both homes, also when things happen at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  choosePassword,
  createAccount,
  disableAccount,
  firstAdministratorLink,
} from '../../../server/accounts/accounts.ts';
import { sessionOf, signIn, signOut } from '../../../server/accounts/sessions.ts';
import { participationOf } from '../../../server/collection/participation.ts';
import { sendInvitation } from '../../../server/contact/invitation.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { codesWithSameContact, personByCode } from '../../../server/db/people.ts';
import { openPerson } from '../../../server/enrolment/person.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
  });
  afterEach(() => t.close());

  test('a person is sealed in the registry and only the code stands in the study', async () => {
    const code = await register(t);
    const person = await personByCode(t.services.db.registry, code);
    if (!person) throw new Error('no person');
    expect(openPerson(t.services.sealer, person)).toEqual({
      name: 'Kari Nordli',
      email: 'kari.nordli@post.example',
      phone: '99 00 11 22',
      address: 'Storgata 1, 9008 Tromsø',
    });
    expect(JSON.stringify(person)).not.toMatch(/Kari|Nordli|post\.example|99 ?00 ?11 ?22|Storgata/);
    const inStudy = await t.services.db.study.selectFrom('participant').selectAll().execute();
    expect(JSON.stringify(inStudy)).not.toMatch(
      /Kari|Nordli|post\.example|99 ?00 ?11 ?22|Storgata/,
    );
  });

  test('one registration form sent five times at once is one participant', async () => {
    const code = await register(t);
    await Promise.all(Array.from({ length: 5 }, () => register(t, { code, name: 'Ola Hansen' })));
    const { registry, study } = t.services.db;
    expect(await registry.selectFrom('person').select('code').execute()).toEqual([{ code }]);
    expect(await registry.selectFrom('consent').select('code').execute()).toEqual([{ code }]);
    expect(await study.selectFrom('participant').select('code').execute()).toEqual([{ code }]);
    expect(await firstBrokenEvent(registry)).toBeNull();
  });

  test('the same address or number, spelt otherwise, is found without opening it', async () => {
    const code = await register(t);
    const { sealer, db } = t.services;
    const same = await codesWithSameContact(db.registry, 'jobbspesialist', {
      email_index: sealer.blindIndex(' KARI.Nordli@post.example', 'email'),
      phone_index: null,
    });
    expect(same).toEqual([code]);
    const number = await codesWithSameContact(db.registry, 'jobbspesialist', {
      email_index: null,
      phone_index: sealer.blindIndex('+47 990 01 122', 'phone'),
    });
    expect(number).toEqual([code]);
  });

  test('an invitation asked for twice is one message', async () => {
    const code = await register(t);
    const participation = await participationOf(t.services, code, 1);
    if (!participation) throw new Error('no participation');
    expect(await sendInvitation(t.services, participation, 'system')).toBe('sent');
    expect(await sendInvitation(t.services, participation, 'system')).toBe('already-sent');
    expect(t.mails).toHaveLength(1);
  });

  test('an invitation asked for six times at once is one message', async () => {
    const code = await register(t);
    const participation = await participationOf(t.services, code, 1);
    if (!participation) throw new Error('no participation');
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => sendInvitation(t.services, participation, 'system')),
    );
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'already-sent')).toHaveLength(5);
    expect(t.mails).toHaveLength(1);
  });

  test('a hundred guesses at once are a hundred guesses', async () => {
    const given = { email: 'nobody@nav.example', password: 'gjetting' };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => signIn(t.services, given)));
    expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(5);
    expect(outcomes.filter(({ outcome }) => outcome === 'too-many-attempts')).toHaveLength(15);
  });

  test('a one-time link makes one password, however many use it at once', async () => {
    const token = await createAccount(t.services, {
      email: 'liv@nav.example',
      role: 'keyer',
      access: [],
      actor: 'system',
    });
    const chosen = await Promise.all(
      ['første passord her', 'andre passord her'].map((password) =>
        choosePassword(t.services, { token: token ?? '', password, email: null }),
      ),
    );
    expect(chosen.filter(Boolean)).toHaveLength(1);
    const again = await createAccount(t.services, {
      email: 'LIV@nav.example',
      role: 'admin',
      access: [],
      actor: 'system',
    });
    expect(again).toBeNull();
  });

  test('a session ends when it is signed out, when it is old, and when its account is disabled', async () => {
    const email = 'per@nav.example';
    const password = 'en lang setning';
    const token = await createAccount(t.services, {
      email,
      role: 'coordinator',
      access: [],
      actor: 'system',
    });
    await choosePassword(t.services, { token: token ?? '', password, email: null });
    const first = await cookieFor(email, password);
    const session = await sessionOf(t.services, first);
    if (!session) throw new Error('no session');
    await signOut(t.services, session);
    expect(await sessionOf(t.services, first)).toBeNull();

    const second = await cookieFor(email, password);
    t.setTime('2018-03-02T09:00:00Z');
    expect(await sessionOf(t.services, second)).toBeNull();

    const third = await cookieFor(email, password);
    await disableAccount(t.services, { id: session.account.id, actor: 'system' });
    expect(await sessionOf(t.services, third)).toBeNull();
    expect((await signIn(t.services, { email, password })).outcome).toBe('wrong');
  });

  test('after five wrong passwords the right one has to wait', async () => {
    const given = { email: 'nobody@nav.example', password: 'gjetting' };
    for (let i = 0; i < 5; i += 1) expect((await signIn(t.services, given)).outcome).toBe('wrong');
    expect((await signIn(t.services, given)).outcome).toBe('too-many-attempts');
    t.setTime('2018-03-01T09:16:00Z');
    expect((await signIn(t.services, given)).outcome).toBe('wrong');
  });

  test('the first administrator is made once, by the link that was printed', async () => {
    const token = await firstAdministratorLink(t.services);
    const made = await choosePassword(t.services, {
      token: token ?? '',
      password: 'et langt passord',
      email: 'sjef@nav.example',
    });
    expect(made).toBe(true);
    expect(await firstAdministratorLink(t.services)).toBeNull();
  });

  async function cookieFor(email: string, password: string): Promise<string> {
    const session = await signIn(t.services, { email, password });
    if (session.outcome !== 'signed-in') throw new Error(session.outcome);
    return session.cookie;
  }
});
