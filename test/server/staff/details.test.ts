/** Correcting who somebody is and how they are reached, also when two do it at once. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { matchesName, namePrefixes } from '../../../server/enrolment/name-index.ts';
import { openPerson } from '../../../server/enrolment/person.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import type { CaughtMail } from '../../support/mail-server.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Staff, send } from '../../support/staff.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let coordinator: Staff;
  let code: string;
  let path: string;
  /** What the mail server took since the test began. */
  let mails: () => readonly CaughtMail[];
  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    coordinator = await t.signedIn('coordinator');
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    people += 1;
    kari.email = `kari.nordli${people}@post.example`;
    kari.phone = `99 00 11 ${String(people).padStart(2, '0')}`;
    code = await register(t, kari);
    path = `/staff/jobbspesialist/participants/${code}`;
    const before = t.mails.length;
    mails = () => t.mails.slice(before);
  });

  let people = 10;
  const kari = { name: 'Kari Nordli', phone: '', email: '', address: 'Storgata 1, 9008 Tromsø' };
  const basis = async () => inputValue(await open(t, coordinator, `${path}/details`), '_based');
  const correct = async (changes: Record<string, string>, based?: string) =>
    send(t, coordinator, `${path}/details`, {
      ...kari,
      _based: based ?? (await basis()),
      ...changes,
    });
  const person = () =>
    t.services.db.registry
      .selectFrom('person')
      .selectAll()
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
  const identity = async () => openPerson(t.services.sealer, await person());

  test('a new name is sealed and found by, and the log says which field it was', async () => {
    await correct({ name: 'Kari Åsen' });
    expect((await identity()).name).toBe('Kari Åsen');
    const names = await t.services.db.registry
      .selectFrom('person_name')
      .selectAll()
      .where('code', '=', code)
      .execute();
    expect(names.map(({ prefix_index }) => prefix_index).sort()).toEqual(
      namePrefixes(t.services.sealer, 'Kari Åsen').sort(),
    );
    expect(matchesName('Kari Åsen', 'ås')).toBe(true);
    const events = await eventsIn(t, 'registry');
    expect(events.findLast(({ action }) => action === 'person changed')).toMatchObject({
      actor: coordinator.accountId,
      code,
      detail: '{"fields":"name"}',
    });
    expect(JSON.stringify(events)).not.toMatch(/Åsen|Nordli/);
  });

  test('a new e-mail shuts the links that went to the old one, and a new one can be sent at once', async () => {
    const old = await invite(t, code);
    const reply = await correct({ email: 'kari@ny.example' });
    expect(reply.headers.location).toBe(`${path}?notice=address-changed&code=${code}`);
    expect((await t.app.inject({ url: old })).statusCode).toBe(410);
    const { body } = await open(t, coordinator, String(reply.headers.location));
    expect(body).toContain('Lenken som gikk til den gamle adressen, er stengt.');
    expect(body).toContain('Send e-post');
    await send(t, coordinator, `${path}/invitations`, { wave: '1' });
    expect(mails().map(({ to }) => to)).toEqual([kari.email, 'kari@ny.example']);
    const link =
      mails()
        .at(-1)
        ?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '';
    expect((await t.app.inject({ url: link })).statusCode).toBe(200);
  });

  test('a link that never left for the old address does not leave for the new one', async () => {
    await invite(t, code);
    await send(t, coordinator, `${path}/new-links`, { wave: '1' });
    await correct({ email: 'kari@nyere.example' });
    await send(t, coordinator, `${path}/new-links`, { wave: '1' });
    const link =
      mails()
        .at(-1)
        ?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '';
    expect(mails().at(-1)?.to).toBe('kari@nyere.example');
    expect((await t.app.inject({ url: link })).statusCode).toBe(200);
  });

  test('a new phone number or address leaves the links alone', async () => {
    const link = await invite(t, code);
    const reply = await correct({ phone: '99 88 33 44', address: 'Storgata 2\n9008 Tromsø' });
    expect(reply.headers.location).toContain('notice=details-changed');
    expect((await t.app.inject({ url: link })).statusCode).toBe(200);
    expect((await person()).phone_index).toBe(t.services.sealer.blindIndex('+4799883344', 'phone'));
    expect((await identity()).address).toBe('Storgata 2\n9008 Tromsø');
  });

  test('of two who write at once one is taken, and the other is told what stands there now', async () => {
    const based = await basis();
    const replies = await Promise.all([
      correct({ phone: '99 77 33 44' }, based),
      correct({ address: 'Sjøgata 3' }, based),
    ]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
    const stale = replies.find(({ statusCode }) => statusCode === 409);
    if (!stale) throw new Error('nobody was told');
    expect(stale.body).toContain('Noen andre har endret dette mens du skrev.');
    expect(stale.body).toContain('Nå står det: ');
    const mine = stale.body.includes('Sjøgata 3') ? 'Sjøgata 3' : '99 77 33 44';
    expect(stale.body).toContain(mine);
    const again = await correct({ address: 'Sjøgata 3' }, inputValue(stale, '_based'));
    expect(again.statusCode).toBe(303);
    expect((await identity()).address).toBe('Sjøgata 3');
  });

  test('the same form sent twice is one change', async () => {
    const based = await basis();
    await correct({ name: 'Kari Vik' }, based);
    expect((await correct({ name: 'Kari Vik' }, based)).statusCode).toBe(303);
    const changes = (await eventsIn(t, 'registry')).filter(
      (event) => event.action === 'person changed' && event.code === code,
    );
    expect(changes.length).toBe(1);
  });

  test.each([
    [{ name: '' }, 'Feltet må fylles ut.'],
    [{ name: 'x'.repeat(201) }, 'Teksten er for lang.'],
    [{ email: '' }, 'Feltet må fylles ut.'],
    [{ email: 'kari@post' }, 'Skriv adressen slik'],
    [{ email: 'a@post.example, b@post.example' }, 'Skriv adressen slik'],
    [{ phone: '123' }, 'Skriv 8 sifre'],
    [{ address: 'Født 01017012345' }, 'Dette ser ut som et fødselsnummer.'],
    [{ name: '010170 12345' }, 'Dette ser ut som et fødselsnummer.'],
  ])('%j is told at the field, and the rest of what was typed is kept', async (bad, told) => {
    const before = JSON.stringify(await person());
    const reply = await correct({ address: 'Sjøgata 3', ...bad });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(told);
    if (!('address' in bad)) expect(reply.body).toContain('Sjøgata 3');
    expect(reply.body).not.toContain('01017012345');
    expect(JSON.stringify(await person())).toBe(before);
  });

  test('an address that somebody else has is asked about first', async () => {
    const other = await register(t, { name: 'Ola Vik', email: 'ola@post.example', phone: null });
    const based = await basis();
    const asked = await correct({ email: 'ola@post.example' }, based);
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain(other);
    expect((await identity()).email).toBe(kari.email);
    const sure = await correct({ email: 'ola@post.example', same_contact: 'yes' }, based);
    expect(sure.statusCode).toBe(303);
    expect((await identity()).email).toBe('ola@post.example');
  });

  test('whoever withdrew can still have their address put right', async () => {
    await send(t, coordinator, `${path}/withdrawal`);
    expect((await correct({ address: 'Sjøgata 3' })).statusCode).toBe(303);
    expect((await identity()).address).toBe('Sjøgata 3');
  });
});
