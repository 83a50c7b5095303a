/** A coordinator with envelopes: the list is of what is posted, and whoever is not to have a letter is named. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { batchOf, letterTo } from '../../support/letters.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
let dag: string;
beforeEach(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  dag = await onPaper('Dag Moe');
  await dispatch(t.services);
});
afterEach(() => t.close());

const onPaper = (name: string) => register(t, { name, email: null, channel: 'paper' });
const batchPath = async (code: string) =>
  `/staff/jobbspesialist/letters/${(await batchOf(t, code)).id}`;
const see = async (code: string) => (await open(t, coordinator, await batchPath(code))).body;
const press = async (code: string, what: 'printing' | 'posting') =>
  expect((await send(t, coordinator, `${await batchPath(code)}/${what}`)).statusCode).toBe(303);
const list = async (code: string) => open(t, coordinator, `${await batchPath(code)}/addresses.csv`);

test('the list is of a batch that nothing is added to any more: a letter that comes later is in the next', async () => {
  expect(await see(dag)).not.toContain('addresses.csv');
  expect((await list(dag)).statusCode).toBe(404);
  await press(dag, 'printing');
  const late = await onPaper('Liv Lie');
  await dispatch(t.services);
  const addresses = (await list(dag)).body;
  expect(addresses).toContain('Dag Moe');
  expect(addresses).not.toContain('Liv Lie');
  await press(dag, 'posting');
  expect([await letterTo(t, dag), await letterTo(t, late)].map(({ status }) => status)).toEqual([
    ...['sent', 'waiting'],
  ]);
  expect(await see(late)).toContain('Liv Lie');
});

test('of a letter that is printed already, whoever posts it is told that she has left the study', async () => {
  const liv = await onPaper('Liv Lie');
  await dispatch(t.services);
  await press(dag, 'printing');
  await withdrawParticipant(t.services, liv, 'participant');
  const page = await see(dag);
  expect(page).toContain('Ta ut ett brev');
  expect(page).toContain('Er ikke med nå, eller er på pause.');
  expect((await list(dag)).body).not.toContain('Liv Lie');
  await press(dag, 'posting');
  expect([await letterTo(t, dag), await letterTo(t, liv)].map(({ status }) => status)).toEqual([
    ...['sent', 'cancelled'],
  ]);
  expect(await letterTo(t, liv)).toMatchObject({ sent_at: null, token_sealed: null });
});

test('a batch of which nothing is left to print is put away all the same', async () => {
  await answerOnWeb(t, dag, 1, {});
  const page = await see(dag);
  expect(page).toContain('Har svart.');
  expect(page).toContain('Gjør klar til utskrift');
  await press(dag, 'printing');
  expect(await letterTo(t, dag)).toMatchObject({ status: 'cancelled' });
  expect((await open(t, coordinator, '/staff')).body).not.toContain('skal skrives ut');
});

test('a letter whose code was shut is named, and another follows in the next batch', async () => {
  await revokeWaveLinks(t.services, { code: dag, wave: 1 }, 'staff');
  expect(await see(dag)).toContain('Koden er stengt. Et nytt brev kommer i neste bunke.');
  await press(dag, 'printing');
  await dispatch(t.services);
  await press(dag, 'printing');
  const [, code] = (await list(dag)).body.match(/,([2-9A-Z]{5}-[2-9A-Z]{5}),/) ?? [];
  const opened = await send(t, null, '/k', { code: code ?? '' });
  expect(opened.headers.location).toBe('/answers/pages/gender');
});
