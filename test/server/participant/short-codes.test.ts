/** The code in a letter: slips of the finger are found, trying codes out is stopped, and it opens the form as a link does. */

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { newShortCode, parseShortCode, spelled } from '../../../server/contact/short-code.ts';
import { personByCode } from '../../../server/db/people.ts';
import { changeDetails, detailsBasis } from '../../../server/enrolment/details-change.ts';
import { openPerson } from '../../../server/enrolment/person.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { rotateKey } from '../../../server/operation/key-rotation.ts';
import { sealer } from '../../../server/security/sealing.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { openHomes } from '../../support/homes.ts';
import { codeIn, post, print } from '../../support/letters.ts';
import { register } from '../../support/participants.ts';
import { encoded, formType, type Sent } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

const alphabet = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'];
const drawn = fc.integer({ min: 0, max: 2 ** 30 }).map(() => newShortCode());

describe('slips of the finger', () => {
  test('every single wrong character is found', () => {
    fc.assert(
      fc.property(drawn, (code) => {
        for (const [at, right] of [...code].entries())
          for (const wrong of alphabet.filter((one) => one !== right))
            expect(parseShortCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test('every swap of two characters is found, neighbours and others', () => {
    fc.assert(
      fc.property(drawn, (code) => {
        for (let one = 0; one < code.length; one += 1)
          for (let other = one + 1; other < code.length; other += 1) {
            const swapped = [...code];
            [swapped[one], swapped[other]] = [code[other] ?? '', code[one] ?? ''];
            const found = parseShortCode(swapped.join(''));
            expect(found).toBe(code[one] === code[other] ? code : null);
          }
      }),
    );
  });

  test('one that is missing, doubled or left over is found', () => {
    fc.assert(
      fc.property(drawn, fc.nat(9), (code, at) => {
        expect(parseShortCode(code.slice(0, at) + code.slice(at + 1))).toBeNull();
        expect(
          parseShortCode(code.slice(0, at) + code.slice(at, at + 1) + code.slice(at)),
        ).toBeNull();
      }),
    );
  });

  test('small letters, spaces and hyphens, wherever they stand, are the same code', () => {
    const space = fc.stringMatching(/^[ \-\u00a0\t]{0,2}$/);
    const spaces = fc.array(space, { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(drawn, spaces, fc.boolean(), (code, between, isSmall) => {
        const written = isSmall ? code.toLowerCase() : code;
        const typed = between.map((gap, at) => gap + (written[at] ?? '')).join('');
        expect(parseShortCode(typed)).toBe(code);
        expect(parseShortCode(spelled(code))).toBe(code);
      }),
    );
  });

  test('is ten characters in two halves, with none that look alike', () => {
    for (let n = 0; n < 200; n += 1)
      expect(spelled(newShortCode())).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
  });
});

describe('typed at /k', () => {
  let t: TestApp;
  let code: string;
  let letter: string;
  let visitors = 0;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.setTime('2018-03-01T09:00:00Z');
    code = await register(t, { name: 'Dag Moe', email: 'dag@post.example', channel: 'paper' });
    await dispatch(t.services);
    letter = await codeIn(t, code);
  });

  /** Each from another place, unless the test is about how many come from one. */
  const elsewhere = () => {
    visitors += 1;
    return `10.1.0.${visitors}`;
  };
  const type = (typed: Sent[string], fields: Sent = {}, from = elsewhere()) =>
    t.app.inject({
      ...{ method: 'POST', url: '/k', remoteAddress: from },
      headers: { 'content-type': formType },
      payload: encoded({ _lang: 'nb', code: typed, ...fields }),
    });
  const opens = async (typed = letter) => {
    const { statusCode, headers } = await type(typed);
    return statusCode === 303 ? headers.location : statusCode;
  };
  const first = '/answers/pages/gender';

  test('the letter opens its form before it is posted and after, however it is typed', async () => {
    expect(await opens()).toBe(first);
    expect(await opens(` ${letter.toLowerCase().replace('-', ' ')} `)).toBe(first);
    await print(t, code);
    expect(await post(t, code)).toBe('posted');
    const reply = await type(letter.replace('-', ''));
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    const page = await t.app.inject({ url: first, headers: { cookie } });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(letter);
    expect(page.body).not.toContain(letter.replace('-', ''));
  });

  test('who has answered is told so, and who has left that the letter is closed', async () => {
    await answerOnWeb(t, code, 1, {});
    const answered = await type(letter);
    expect(answered.statusCode).toBe(410);
    expect(answered.body).toContain('Skjemaet er sendt inn');
    const from = { code, fromOn: '2018-03-01', actor: 'staff' } as const;
    await changeState(t.services, { ...from, state: 'withdrawn' });
    const left = await type(letter);
    expect(left.statusCode).toBe(410);
    expect(left.body).toContain('Lenken er stengt');
  });

  test('who is paused may answer if they want to', async () => {
    const pause = { code, state: 'paused', fromOn: '2018-03-01', actor: 'staff' } as const;
    await changeState(t.services, pause);
    expect(await opens()).toBe(first);
  });

  test('a new e-mail address shuts no letter; staff who shut all links shut it too', async () => {
    const person = await personByCode(t.services.db.registry, code);
    if (!person) throw new Error('nobody has that code');
    const details = { ...openPerson(t.services.sealer, person), email: 'ny@post.example' };
    const moved = { code, details, basis: detailsBasis(person), actor: 'staff' };
    expect(await changeDetails(t.services, moved)).toMatchObject({ outcome: 'changed' });
    expect(await opens()).toBe(first);
    await revokeWaveLinks(t.services, { code, wave: 1 }, 'staff');
    expect(await opens()).toBe(410);
  });

  test('what is no code, or nobody’s, is refused alike and written nowhere', async () => {
    const before = await everyRow(t.services.db);
    const [one = ''] = letter;
    const wrong = one === '2' ? '3' : '2';
    for (const typed of [
      newShortCode(),
      wrong + letter.slice(1),
      'ikke en kode',
      '0O1IL-0O1IL',
      'Å'.repeat(10),
      '<b>',
    ]) {
      const { statusCode, body } = await type(typed);
      expect([typed, statusCode]).toEqual([typed, 422]);
      expect(body).toContain('Koden stemmer ikke. Se på brevet en gang til.');
      expect(body).not.toContain('<b>');
    }
    expect((await type('')).body).toContain('Feltet må fylles ut.');
    expect((await type('x'.repeat(10_000))).body).toContain('Teksten er for lang.');
    expect((await type('A\0BCD')).statusCode).toBe(422);
    const number = await type('01019012345');
    expect([number.statusCode, number.body.includes('12345')]).toEqual([422, false]);
    for (const fields of [{ name: 'Dag' }, { code: [letter, letter] }])
      expect((await type(letter, fields)).statusCode).toBe(400);
    expect(await everyRow(t.services.db)).toBe(before);
  });

  test('reading the page with a code in its address opens nothing', async () => {
    const before = await everyRow(t.services.db);
    const reply = await t.app.inject(`/k?code=${letter}`);
    expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([200, undefined]);
    expect(reply.body).not.toContain(letter);
    expect(await everyRow(t.services.db)).toBe(before);
  });

  test('who tries codes out from one place is stopped after ten in a minute, with the right one too', async () => {
    for (let n = 0; n < 10; n += 1)
      expect((await type(newShortCode(), {}, '10.9.9.9')).statusCode).toBe(422);
    const stopped = await type(letter, {}, '10.9.9.9');
    expect(stopped.statusCode).toBe(429);
    expect(stopped.body).toContain('<h1');
    expect(stopped.headers['set-cookie']).toBeUndefined();
    expect((await t.app.inject({ url: '/k', remoteAddress: '10.9.9.9' })).statusCode).toBe(200);
    expect(await opens()).toBe(first);
  });

  test('nothing of a code stands in the log', async () => {
    await opens();
    expect(t.log.join('')).toContain('"/k"');
    for (const written of [letter, letter.replace('-', ''), letter.toLowerCase()])
      expect(t.log.join('')).not.toContain(written);
  });
});

test('with a new key the letters in the post, and those still in the batch, open as before', async () => {
  const homes = openHomes();
  const home = await homes.fresh('sqlite');
  const before = await testApp({ home });
  const codes = [await register(before, { channel: 'paper' })];
  await dispatch(before.services);
  const letters = [await codeIn(before, codes[0] ?? '')];
  await print(before, codes[0] ?? '');
  await post(before, codes[0] ?? '');
  codes.push(await register(before, { channel: 'paper' }));
  await dispatch(before.services);
  letters.push(await codeIn(before, codes[1] ?? ''));
  await before.close();
  const key = Buffer.alloc(32, 7);
  const { clock, sealer: from } = before.services;
  await rotateKey({ home, from, to: sealer(key), clock });
  const after = await testApp({ home, key });
  expect(await codeIn(after, codes[1] ?? '')).toBe(letters[1]);
  for (const code of letters)
    expect(
      (
        await after.app.inject({
          method: 'POST',
          url: '/k',
          headers: { 'content-type': formType },
          payload: encoded({ code }),
        })
      ).statusCode,
    ).toBe(303);
  await after.close();
  await homes.close();
});
