/** A national identity number in any field: refused with a reason, not stored, not logged, not shown again. */

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { encoded, type Shown, type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let link: string;
let writer: Visitor;
let before: string;

const surveys = join(import.meta.dirname, '../../fixtures/surveys-text');
const page = '/answers/pages/day';

beforeAll(async () => {
  study = await testApp({ surveys });
  const place = { role: 'writer', arm: 'skriver', site: 'nord', name: 'Solveig Rud' };
  link = await invite(study, await register(study, place, 'diaries'));
});
beforeEach(async () => {
  writer = visitor(study);
  await writer.start(link);
  before = await everyRow(study.services.db);
});
afterEach(async () => {
  expect(await everyRow(study.services.db)).toBe(before);
});
afterAll(async () => {
  for (const form of forms) expect(study.log.join('')).not.toContain(form);
  await study.close();
});

/** How people write the same number. */
const forms = [
  '01017012345',
  '010170 12345',
  '010170-12345',
  '010170.12345',
  '010170\u00a012345',
  '010170–12345',
  '０１０１７０１２３４５',
  '٠١٠١٧٠١٢٣٤٥',
];

function expectNotRepeated(shown: Shown, number: string) {
  expect(shown.html).not.toContain(number);
  expect(shown.html).not.toContain('12345');
  expect(JSON.stringify(shown.headers)).not.toContain(encodeURIComponent(number));
}

describe.each(forms)('the number written as %s', (number) => {
  test.each(['mood', 'slept', 'words', 'born'])('is refused as an answer to %s', async (item) => {
    await writer.next({ [item]: number });
    expect(writer.shown.status).toBe(422);
    expect(writer.shown.text).toContain(
      'Dette ser ut som et fødselsnummer. Det skal ikke stå her, så vi har ikke lagret det.',
    );
    expectNotRepeated(writer.shown, number);
  });

  test('is refused in English too', async () => {
    await writer.follow('English');
    await writer.next({ born: number });
    expect(writer.shown.text).toContain('This looks like a national identity number.');
  });

  test.each([
    '_lang',
    '_nonce',
    '_revision',
    '_visit',
    '_from',
    '_go',
    '_other',
    'other',
    '__proto__',
  ])('is refused in %s, which nobody fills in', async (field) => {
    for (const url of [page, link, '/submissions']) {
      await writer.get(page);
      const { [field]: _, ...form } = writer.hidden();
      const answer = await writer.send(url, `${encoded(form)}&${encoded({ [field]: number })}`);
      expect([url, answer.status]).toEqual([url, 422]);
      expect(answer.text).toContain('Ikke skriv fødselsnummer');
      expectNotRepeated(answer, number);
    }
  });

  test('is refused as the name of a field', async () => {
    const answer = await writer.send(page, { ...writer.hidden(), [number]: '1' });
    expect(answer.status).toBe(422);
    expectNotRepeated(answer, number);
  });
});

test('the rest of a text stands there still, without the number', async () => {
  await writer.next({ words: 'Jeg heter Solveig, 010170 12345, og jeg sov godt.', mood: '7' });
  expect(writer.shown.html).toContain('Jeg heter Solveig, , og jeg sov godt.</textarea>');
  expect(writer.shown.html).toContain('id="mood-7" checked');
});

test.each(['/s/01017012345', '/answers/pages/01017012345', '/thanks/01017012345/01017012345'])(
  'in the address %s it is neither repeated nor logged',
  async (address) => {
    const shown = await visitor(study).get(`${address}?lang=01017012345&from=01017012345`);
    expect(shown.status).toBeGreaterThanOrEqual(400);
    expectNotRepeated(shown, '01017012345');
  },
);

test('in a cookie it is neither repeated nor logged', async () => {
  const stranger = visitor(study);
  stranger.cookie = 'visit=01017012345';
  expectNotRepeated(await stranger.get('/answers'), '01017012345');
});
