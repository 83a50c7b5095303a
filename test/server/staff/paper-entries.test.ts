/** Finding the paper form to key: the code and the wave on it, checked before anything is keyed. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { newCode } from '../../../server/participant-code.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let keyer: Staff;
let code: string;
beforeAll(async () => {
  t = await testApp();
  keyer = await t.signedIn('keyer');
  code = await register(t, { channel: 'paper', email: null });
});
afterAll(() => t.close());

const find = (typedCode: string, wave = '1') =>
  send(t, keyer, '/staff/paper-entries', { code: typedCode, wave });

/** The code with its second and third characters swapped: what a tired eye reads. */
const swapped = (right: string) => `${right[0]}${right[2]}${right[1]}${right.slice(3)}`;

describe('a code and a wave', () => {
  test('lead to the form, however the code is typed', async () => {
    const typed = [code, code.toLowerCase(), ` ${code.slice(0, 3)}-${code.slice(3)} `];
    for (const one of typed)
      expect((await find(one)).headers.location).toBe(`/staff/paper-entries/${code}/1`);
  });

  test('that are wrong are told at their fields, and kept', async () => {
    const misread = code[1] === code[2] ? `${code.slice(0, 6)}?` : swapped(code);
    const reply = await find(misread, '');
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Det siste tegnet viser om resten er skrevet rett.');
    expect(reply.body).toContain(`value="${misread}"`);
    expect(reply.body).toContain('href="#wave"');
    expect((await find(newCode())).body).toContain('Ingen har denne koden.');
    for (const wave of ['0', '5', 'en', '1.5', '１'])
      expect((await find(code, wave)).body).toContain('Skriv et tall fra 1 til 4.');
  });

  test('never put an identity number in an address or on the page', async () => {
    const reply = await find('010199 12345');
    expect(reply.statusCode).toBe(422);
    expect(reply.body).not.toContain('12345');
    expect(reply.body).toContain('ser ut som et fødselsnummer');
  });
});

describe('a form that cannot be keyed says why, before anybody keys it', () => {
  const opened = (path: string) => open(t, keyer, `/staff/paper-entries/${path}`);

  test('a code that is no code', async () => {
    const reply = await opened('ABC/1');
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain('Koden er ikke riktig');
  });

  test('a code that nobody has', async () => {
    const reply = await opened(`${newCode()}/1`);
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain('Ingen har denne koden');
  });

  test.each(['5', '0', 'x', '01', '1e0'])('wave %s, which does not exist', async (wave) => {
    const reply = await opened(`${code}/${wave}`);
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain('Det målepunktet finnes ikke');
  });

  test('a wave that is not open yet', async () => {
    const reply = await opened(`${code}/2`);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Det er for tidlig');
  });

  test('a wave that is answered', async () => {
    const answered = await register(t);
    await answerOnWeb(t, answered, 1, {});
    const reply = await opened(`${answered}/1`);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Skjemaet er besvart fra før');
  });

  test('somebody who has withdrawn', async () => {
    const gone = await register(t);
    await withdrawParticipant(t.services, gone, 'system');
    const reply = await opened(`${gone}/1`);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('Personen har trukket seg');
  });
});

test('a keyer meets codes and forms, never names', async () => {
  for (const path of ['', `/${code}/1`]) {
    const { body } = await open(t, keyer, `/staff/paper-entries${path}`);
    for (const name of ['Kari', 'Nordli', 'Storgata', '99 00 11 22', 'Tromsø'])
      expect(body).not.toContain(name);
  }
});
