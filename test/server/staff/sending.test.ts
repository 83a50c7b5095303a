/** Coordinators see whether messages leave, stop them, and read each one as participants get it. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { beginRun } from '../../../server/db/dispatch-runs.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
beforeEach(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
});
afterEach(() => t.close());

const page = '/staff/sending?study=jobbspesialist';
const see = async (path = page) => (await open(t, coordinator, path)).body;

test('what was sent in the last round is told, and how far one has come that is under way', async () => {
  expect(await see()).toContain('Det er ikke sett etter noe å sende ennå.');
  for (const name of ['Aud', 'Bo', 'Cato'])
    await register(t, { name: `${name} Lie`, email: `${name.toLowerCase()}@post.example` });
  await dispatch(t.services);
  expect(await see()).toContain('Sendte 3 e-poster.');
  await beginRun(t.services.db.registry, {
    ...{ study: 'jobbspesialist', began_at: '2018-03-01T09:00:00.000Z', due: 12 },
  });
  const underWay = await see();
  expect(underWay).toContain('Sender nå: 3 av 12.');
  expect(underWay).toContain('<progress value="3" max="12"');
});

test('sending is stopped and started again, once each, with a name in the log; the day tells of it', async () => {
  await register(t, { name: 'Aud Lie', email: 'aud@post.example' });
  const stop = '/staff/jobbspesialist/sending-pauses';
  for (const path of [stop, stop]) expect((await send(t, coordinator, path)).statusCode).toBe(303);
  await dispatch(t.services);
  expect(t.mails).toEqual([]);
  const told = 'Noen har stanset all utsending.';
  expect(await see()).toContain(told);
  expect(await see('/staff')).toContain(told);
  for (const path of [`${stop}/end`, `${stop}/end`]) await send(t, coordinator, path);
  expect(await see('/staff')).not.toContain(told);
  await dispatch(t.services);
  expect(t.mails).toHaveLength(1);
  const actions = (await eventsIn(t, 'study')).map(({ action }) => action);
  expect(actions.filter((action) => action.startsWith('sending'))).toEqual([
    'sending paused',
    'sending resumed',
  ]);
});

test('whoever sees the people of one site alone cannot stop what goes to all', async () => {
  const tromso = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'tromso' }]);
  expect((await open(t, tromso, page)).body).not.toContain('Stans all utsending');
  const reply = await send(t, tromso, '/staff/jobbspesialist/sending-pauses');
  expect(reply.statusCode).toBe(404);
});

test('a day without a round is told of where the day begins', async () => {
  await dispatch(t.services);
  const silent = 'mer enn et døgn siden';
  t.setTime('2018-03-02T08:59:00Z');
  coordinator = await t.signedIn('coordinator');
  expect(await see('/staff')).not.toContain(silent);
  t.setTime('2018-03-02T09:01:00Z');
  expect(await see('/staff')).toContain(silent);
});

test('each message is shown in each language, and a test of it goes to oneself alone', async () => {
  const message = '/staff/jobbspesialist/messages/candidate/reminder';
  const shown = await see(message);
  expect(shown).toContain('Vi vil gjerne ha svaret ditt');
  expect(shown).toContain('Du kan svare til og med 12. april.');
  expect(await see(`${message}?in=en`)).toContain('We would like your answer');
  const asMail = await open(t, coordinator, `${message}/mail.html`);
  expect(asMail.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'",
  );
  expect(asMail.body).toContain('href="http://127.0.0.1/s/eksempel"');
  const reply = await send(t, coordinator, `${message}/tests?in=en`);
  expect(reply.headers.location).toContain('told=sent');
  expect(t.mails.map(({ to, subject }) => [to.split('@')[0]?.replace(/\d+/, ''), subject])).toEqual(
    [['coordinator', 'Test: We would like your answer']],
  );
  for (const wrong of ['letter', 'new-link', 'nothing'])
    expect((await open(t, coordinator, message.replace('reminder', wrong))).statusCode).toBe(404);
});
