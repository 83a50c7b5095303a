/** The way of a copy of data: staff make the link, the participant alone opens it, and both are on record. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { smtpMail } from '../../../server/contact/mail.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { newToken } from '../../../server/security/token.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { startMailServer } from '../../support/mail-server.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Sent, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';
import { unzipped } from '../../support/unzipped.ts';

let t: TestApp;
let coordinator: Staff;
let code: string;
beforeEach(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  code = await register(t, { name: 'Åse Bråthen', email: 'ase.brathen@post.example' });
});
afterEach(() => t.close());

const page = () => `/staff/jobbspesialist/participants/${code}/data-copies`;
const checked = { check: 'document', checked: 'yes' };

const hand = (fields: Sent, staff = coordinator) =>
  send(t, staff, page(), { _nonce: newToken(), ...fields });

/** The path of the link on the page to print. */
async function printedLink(): Promise<string> {
  const { statusCode, body } = await hand({ ...checked, _delivery: 'letter' });
  expect(statusCode).toBe(200);
  return body.match(/\/d\/[a-z0-9]{26}/)?.[0] ?? '';
}

const download = (link: string, fields: Sent = {}) => send(t, null, link, fields);

const noted = async () =>
  (await eventsIn(t, 'registry'))
    .filter((event) => event.code === code && event.action.startsWith('data copy'))
    .map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)]);

describe('by e-mail', () => {
  test('Åse gets the link at her registered address, opens a page, and presses a button', async () => {
    await answerOnWeb(t, code, 1, { gender: '1', age: '34', jm40: '7' });
    const reply = await hand({ ...checked, _delivery: 'email' });
    expect(reply.statusCode).toBe(303);
    const after = await open(t, coordinator, String(reply.headers.location));
    expect(after.body).toContain('Lenken er sendt.');
    const [mail] = t.mails;
    expect([mail?.to, mail?.subject]).toEqual([
      'ase.brathen@post.example',
      'Kopi av det vi har om deg',
    ]);
    const link = mail?.text.match(/\/d\/[a-z0-9]{26}/)?.[0] ?? '';
    expect((await open(t, null, link)).body).toContain('Hent kopien');
    const archive = await download(link);
    expect(archive.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="mine-opplysninger.zip"',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    const readMe = unzipped(archive.rawPayload).text('les-meg.html');
    for (const held of ['Åse Bråthen', 'Hvor gammel er du?', '34', 'Storgata 1, 9008 Tromsø'])
      expect(readMe).toContain(held);
    expect(readMe).toContain('En som jobber i studien så på navnet ditt.');
    expect(await noted()).toEqual([
      [coordinator.accountId, 'data copy made', { check: 'document', delivery: 'email' }],
      [coordinator.accountId, 'data copy sent', {}],
      ['participant', 'data copy opened', {}],
    ]);
  });

  test('is told when the mail server refuses, and tried again', async () => {
    const server = await startMailServer();
    const mail = smtpMail({ url: server.url, from: 'studie@jobbstudien.example' });
    const app = await buildApp({ ...t.services, mail });
    server.refuseWith(550);
    const fields = { ...checked, _delivery: 'email', _nonce: newToken() };
    const reply = await send({ ...t, app }, coordinator, page(), fields);
    const after = await open(t, coordinator, String(reply.headers.location));
    expect(after.body).toContain('E-posten kom ikke fram.');
    expect((await noted()).at(-1)?.[1]).toBe('data copy not sent');
    await app.close();
    mail.close();
    await server.close();
  });

  test('is not there for who has no e-mail', async () => {
    code = await register(t, { name: 'Per Paulsen', email: null, channel: 'paper' });
    expect((await open(t, coordinator, page())).body).not.toContain('value="email"');
    const reply = await hand({ ...checked, _delivery: 'email' });
    expect(reply.headers.location).toContain('outcome=no-email');
    expect(await noted()).toEqual([]);
  });
});

describe('the form', () => {
  test.each([
    ['nothing', {}],
    ['no tick', { check: 'known' }],
    ['a tick alone', { checked: 'yes' }],
    ['a way that is not in the list', { check: 'hearsay', checked: 'yes' }],
    ['an identity number', { check: '01019012345', checked: 'yes' }],
  ])('with %s makes no link', async (_, fields) => {
    const reply = await hand({ ...fields, _delivery: 'letter' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).not.toMatch(/\/d\/[a-z0-9]{26}|01019012345/);
    expect(await noted()).toEqual([]);
  });

  test('sent twice makes one link, and shows it once', async () => {
    const fields = { ...checked, _delivery: 'letter', _nonce: newToken() };
    const [first, second] = [await hand(fields), await hand(fields)];
    expect(first.body).toMatch(/\/d\/[a-z0-9]{26}/);
    expect(second.headers.location).toContain('outcome=repeated');
    expect(await noted()).toHaveLength(1);
  });

  test.each([
    { _delivery: 'pigeon' },
    { _delivery: ['email', 'letter'] },
    { _delivery: 'letter', _nonce: 'x' },
  ])('that is not ours (%j) is refused', async (fields) => {
    expect((await hand({ ...checked, ...fields })).statusCode).toBe(400);
    expect(await noted()).toEqual([]);
  });

  test('is for coordinators who may see the participant', async () => {
    const harstad = [{ study: 'jobbspesialist', site: 'harstad' }];
    const elsewhere = await t.signedIn('coordinator', harstad);
    const before = await everyRow(t.services.db);
    expect((await open(t, elsewhere, page())).statusCode).toBe(404);
    expect((await hand({ ...checked, _delivery: 'letter' }, elsewhere)).statusCode).toBe(404);
    for (const role of ['keyer', 'researcher', 'admin'] as const)
      expect((await open(t, await t.signedIn(role), page())).statusCode).toBe(403);
    expect(
      (await everyRow(t.services.db)).split('\n').filter((row) => row.includes('data_copy')),
    ).toEqual(before.split('\n').filter((row) => row.includes('data_copy')));
  });
});

describe('the link', () => {
  test('changes nothing when it is opened, and is not kept as it is', async () => {
    const link = await printedLink();
    const before = await everyRow(t.services.db);
    await open(t, null, link);
    await t.app.inject({ method: 'HEAD', url: link });
    expect(await everyRow(t.services.db)).toBe(before);
    expect(before).not.toContain(link.replace('/d/', ''));
    expect(t.log.join('')).not.toMatch(/\/d\/[a-z0-9]{26}|brathen/);
  });

  test('works for seven days', async () => {
    const link = await printedLink();
    t.setTime('2018-03-08T08:59:00Z');
    expect((await download(link)).statusCode).toBe(200);
    t.setTime('2018-03-08T09:00:00Z');
    expect((await download(link)).statusCode).toBe(404);
  });

  test('that is unknown, cut short, too old or of somebody who has left opens one and the same page', async () => {
    const link = await printedLink();
    const over = async (url: string) => {
      const replies = [await open(t, null, url), await download(url)];
      return replies.map(({ statusCode, body }) => [statusCode, body]);
    };
    const unknown = await over(`/d/${'a'.repeat(26)}`);
    expect(unknown[0]?.[0]).toBe(404);
    for (const url of ['/d/x', `/d/${'A'.repeat(26)}`, `${link}/`, '/d/a/b', '/d/%27%20OR%201'])
      expect(await over(url)).toEqual(unknown);
    await changeState(t.services, {
      ...{ code, state: 'withdrawn', fromOn: '2018-03-01', actor: 'system' },
    });
    expect(await over(link)).toEqual(unknown);
  });

  test('that went to a wrong address is shut when the address is put right, and staff are told', async () => {
    await hand({ ...checked, _delivery: 'email' });
    const mailed = t.mails[0]?.text.match(/\/d\/[a-z0-9]{26}/)?.[0] ?? '';
    const printed = await printedLink();
    const person = `/staff/jobbspesialist/participants/${code}`;
    const correct = async (changes: Sent) =>
      send(t, coordinator, `${person}/details`, {
        ...{ name: 'Åse Bråthen', email: 'ase.brathen@post.example', phone: '99 00 11 22' },
        ...{ address: 'Storgata 1, 9008 Tromsø', ...changes },
        _based: inputValue(await open(t, coordinator, `${person}/details`), '_based'),
      });
    await correct({ phone: '' });
    expect((await open(t, null, mailed)).statusCode).toBe(200);
    const reply = await correct({ email: 'ase@rett.example' });
    const { body } = await open(t, coordinator, String(reply.headers.location));
    expect(body).toContain('Lenken til kopien av det vi har, er stengt.');
    for (const link of [mailed, printed])
      expect([(await open(t, null, link)).statusCode, (await download(link)).statusCode]).toEqual([
        404, 404,
      ]);
    const anew = await printedLink();
    await correct({ email: 'ase@rett.example', address: 'Ny vei 2' });
    expect((await download(anew)).statusCode).toBe(404);
  });

  test.each(['withdrawn', 'dead'] as const)('is not made for who is %s', async (state) => {
    await changeState(t.services, { code, state, fromOn: '2018-03-01', actor: 'system' });
    expect((await open(t, coordinator, page())).body).toContain('Snakk med personvernombudet');
    expect((await hand({ ...checked, _delivery: 'letter' })).body).not.toMatch(/\/d\/[a-z0-9]/);
    expect(await noted()).toEqual([]);
  });

  test('speaks the language that is asked for, and takes no fields of another form', async () => {
    const link = await printedLink();
    expect((await open(t, null, `${link}?lang=en`)).body).toContain('Get the copy');
    const { rawPayload } = await download(link, { _lang: 'en' });
    expect(unzipped(rawPayload).text('read-me.html')).toContain('Everything we have about you');
    expect((await download(link, { name: 'x' })).statusCode).toBe(400);
  });

  test('stops a machine that tries many', async () => {
    const statuses = [];
    for (let i = 0; i < 31; i += 1) statuses.push((await open(t, null, `/d/${i}`)).statusCode);
    expect(statuses[29]).toBe(404);
    expect(statuses[30]).toBe(429);
  });
});

test('a second registration of the same person is in the copy of the first, as it was written', async () => {
  const second = await register(t, { name: 'Åse <b>B.</b> & co', email: 'ase.to@post.example' });
  await t.services.db.study
    .updateTable('participant')
    .set({ state: 'merged', merged_into: code })
    .where('code', '=', second)
    .execute();
  const readMe = unzipped((await download(await printedLink())).rawPayload).text('les-meg.html');
  for (const held of ['ase.brathen@post.example', 'ase.to@post.example', second])
    expect(readMe).toContain(held);
  expect(readMe).toContain('Åse &lt;b&gt;B.&lt;/b&gt; &amp; co');
  expect(readMe.match(/<h1/g)).toHaveLength(1);
  expect(readMe).not.toMatch(/undefined|\[object|NaN|\{\{|<b>/);
});
