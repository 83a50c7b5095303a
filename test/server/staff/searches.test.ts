/** One box finds anybody by code, name, phone or e-mail, and nobody whom the visitor may not see. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namePrefixes } from '../../../server/enrolment/name-index.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

const study = 'jobbspesialist';
const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let coordinator: Staff;
  let inHarstad: Staff;
  const codes: Record<string, string> = {};
  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    coordinator = await t.signedIn('coordinator');
    inHarstad = await t.signedIn('coordinator', [{ study, site: 'harstad' }]);
    const person = async (name: string, changes = {}) => {
      codes[name] = await register(t, { name, email: null, phone: null, ...changes });
    };
    await person('Kari Nordli', { email: 'kari.nordli@post.example', phone: '99 00 11 22' });
    await person('Åse Bjørn-Hansen', { phone: '+46 70 123 45 67' });
    await person('André Li');
    await person('Kåre Æsøy');
    await person('Ola Vestad', { arm: 'kvp', site: 'harstad', email: 'ola@post.example' });
    await person('Twin One', { phone: '40 00 00 01' });
    await person('Twin Two', { phone: '40 00 00 01' });
    meeting = wordsThatMeet();
    await person(meeting);
  });

  /** A name of two words with one value in the index, as one in some ten thousand names has. */
  let meeting: string;
  function wordsThatMeet(): string {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    const words = new Map<string, string>();
    for (const word of pairs.flatMap((pair) => letters.map((last) => pair + last))) {
      const [value = ''] = namePrefixes(t.services.sealer, word);
      const met = words.get(value);
      if (met) return `${met} ${word}`;
      words.set(value, word);
    }
    throw new Error('no two words meet');
  }
  afterAll(() => t.close());

  const find = (query: string, who: Staff = coordinator) =>
    send(t, who, '/staff/searches', { query });
  /** The codes on the page of results, or the one that was led to. */
  const found = async (query: string, who?: Staff) => {
    const { headers, body } = await find(query, who);
    const led = String(headers.location ?? '').match(/participants\/(\w{7})$/)?.[1];
    const shown = [...body.matchAll(/participants\/(\w{7})"/g)].map(([, code]) => code);
    return (led ? [led] : shown).map(
      (code) => Object.entries(codes).find(([, known]) => known === code)?.[0],
    );
  };

  test('a code leads straight to the person, however it is spelt', async () => {
    const code = codes['Kari Nordli'] ?? '';
    for (const typed of [code, code.toLowerCase(), ` ${code.slice(0, 3)}-${code.slice(3)} `])
      expect(await found(typed)).toEqual(['Kari Nordli']);
    expect((await find(code)).statusCode).toBe(303);
  });

  test('a code with a slip of the pen is told to be one', async () => {
    const code = codes['Kari Nordli'] ?? '';
    const wrong = code.slice(0, 6) + (code.endsWith('A') ? 'B' : 'A');
    expect((await find(wrong)).body).toContain('Koden er ikke riktig.');
    expect((await find('K7M4QX0')).body).toContain('Koden er ikke riktig.');
  });

  test.each([
    ['KARI.Nordli@post.example', 'Kari Nordli'],
    ['99001122', 'Kari Nordli'],
    ['+47 990 01 122', 'Kari Nordli'],
    // Eleven digits, and a number all the same.
    ['+46701234567', 'Åse Bjørn-Hansen'],
  ])('%s leads straight to its person', async (typed, name) => {
    expect((await find(typed)).statusCode).toBe(303);
    expect(await found(typed)).toEqual([name]);
  });

  test('a name of two words that share a value of the index is kept, and found by both', async () => {
    expect(namePrefixes(t.services.sealer, meeting)).toHaveLength(1);
    expect(await found(meeting)).toEqual([meeting]);
  });

  test('a number that two share shows both', async () => {
    expect(await found('40000001')).toEqual(['Twin One', 'Twin Two']);
  });

  test.each([
    ['nordli kari', 'Kari Nordli'],
    ['NOR', 'Kari Nordli'],
    ['bjorn hansen', 'Åse Bjørn-Hansen'],
    ['Hansen, Åse', 'Åse Bjørn-Hansen'],
    ['ase', 'Åse Bjørn-Hansen'],
    ['andre', 'André Li'],
    ['Li', 'André Li'],
    ['li andré', 'André Li'],
    ['an li and', 'André Li'],
    ['aesoy', 'Kåre Æsøy'],
  ])('%s finds %s', async (typed, name) => {
    expect(await found(typed)).toEqual([name]);
  });

  test.each([
    ['ka', 'Skriv minst tre bokstaver'],
    ['norwegian', 'Ingen treff.'],
    ['kari vestad', 'Ingen treff.'],
    ['---', 'Ingen treff.'],
    ['nobody@post.example', 'Ingen treff.'],
    ['%', 'Ingen treff.'],
  ])('%s finds nobody, and says what would', async (typed, text) => {
    const { statusCode, body } = await find(typed);
    expect([statusCode, body.includes(text)]).toEqual([200, true]);
  });

  test.each([
    ['', 'Feltet må fylles ut.'],
    ['  ', 'Feltet må fylles ut.'],
    ['x'.repeat(10_000), 'Teksten er for lang.'],
    ['010199 12345', 'fødselsnummer'],
    ['+47 01019912345', 'fødselsnummer'],
    ['kari\u0000', 'Det er et tegn her'],
  ])('%.20j is told at the field', async (typed, text) => {
    const { statusCode, body } = await find(typed);
    expect([statusCode, body.includes(text)]).toEqual([422, true]);
    expect(body).not.toMatch(/010199 ?12345/);
  });

  test('twice the box, or another field, is no form of ours', async () => {
    const twice = await send(t, coordinator, '/staff/searches', { query: ['a', 'b'] });
    expect(twice.statusCode).toBe(400);
    const other = await send(t, coordinator, '/staff/searches', { query: 'kari', site: 'tromso' });
    expect(other.statusCode).toBe(400);
  });

  test('who is at another site is not found by anything, and is not opened', async () => {
    const before = await eventsIn(t, 'registry');
    for (const typed of ['Kari Nordli', 'kari.nordli@post.example', '99001122'])
      expect(await found(typed, inHarstad)).toEqual([]);
    const code = codes['Kari Nordli'] ?? '';
    expect((await find(code, inHarstad)).body).toContain('Ingen du kan se, har den koden.');
    expect(await eventsIn(t, 'registry')).toEqual(before);
    expect(await found('ola', inHarstad)).toEqual(['Ola Vestad']);
  });

  test('names that were opened to look at are on record, once for a search', async () => {
    const before = (await eventsIn(t, 'registry')).length;
    await find('twin');
    const events = (await eventsIn(t, 'registry')).slice(before);
    expect(events.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      [coordinator.accountId, 'identity read', `{"study":"${study}","count":2}`],
    ]);
  });

  test('a second registration leads to the one that goes on', async () => {
    const { db } = t.services;
    await db.study
      .updateTable('participant')
      .set({ state: 'merged', merged_into: codes['Twin One'] ?? '' })
      .where('code', '=', codes['Twin Two'] ?? '')
      .execute();
    for (const typed of [codes['Twin Two'] ?? '', '40000001'])
      expect(await found(typed)).toEqual(['Twin One']);
    expect(await found('twin')).toEqual(['Twin One']);
  });

  test('the box is on every page of a coordinator, and on no one else’s', async () => {
    const box = 'action="/staff/searches"';
    expect((await open(t, coordinator, '/staff/paper-entries')).body).toContain(box);
    const keyer = await t.signedIn('keyer');
    expect((await open(t, keyer, '/staff/paper-entries')).body).not.toContain(box);
  });
});
