/** The ledger of consent only grows, in code and in what the database is told, and answers for a whole study at once. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  codesToSignAnew,
  consentDigest,
  recordConsent,
} from '../../../server/enrolment/consent.ts';
import { recordScan } from '../../../server/enrolment/consent-scan.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { newToken } from '../../../server/security/token.ts';
import { asksOf } from '../../../surveys/consent.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { pdf } from '../../support/files.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register, yesToAll } from '../../support/participants.ts';
import { surveysWithSecondText } from '../../support/second-text.ts';

const tables = ['consent', 'consent_answer', 'consent_scan'] as const;
const server = join(import.meta.dirname, '../../../server');

const surveys = surveysWithSecondText();
const homes = testHomes();
let t: TestApp;
afterAll(() => surveys.remove());
afterEach(() => t?.close());

test('no line of the server updates or deletes an entry of the ledger', () => {
  const written = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('migrations'))
    .flatMap((file) => {
      const text = readFileSync(join(server, file), 'utf8');
      return [...text.matchAll(/(updateTable|deleteFrom|replaceInto)\(\s*'(\w+)'/g)].map(
        ([, verb, table]) => ({ file, verb, table }),
      );
    });
  expect(written.length).toBeGreaterThan(5);
  expect(written.filter(({ table }) => tables.some((name) => name === table))).toEqual([]);
});

test('what is registered, signed, signed anew, scanned and withdrawn changes and removes none', async () => {
  t = await testApp({ surveys: surveys.folder });
  const { registry } = t.services.db;
  for (const table of tables)
    for (const verb of ['update', 'delete'])
      await sql`create trigger ${sql.raw(`no_${verb}_${table}`)} before ${sql.raw(verb)} on ${sql.table(table)} begin select raise(abort, 'the ledger'); end`.execute(
        registry,
      );
  const text = t.services.definitions.study('jobbspesialist')?.consent_texts[0];
  if (!text) throw new Error('the text is missing');
  const code = await register(t);
  const id = newToken();
  const answers = { ...yesToAll(text), archive: false };
  const form = { givenOn: '2018-02-28', text, channel: 'oral' as const, answers };
  expect(await recordConsent(t.services, { id, code }, form, 'system')).toBe('recorded');
  expect(await recordConsent(t.services, { id, code }, form, 'system')).toBe('repeated');
  const scan = { body: pdf(), type: 'application/pdf' as const };
  await recordScan(t.services, { code, consentId: id }, scan, 'system');
  await recordScan(t.services, { code, consentId: id }, scan, 'system');
  await withdrawParticipant(t.services, code, 'system');
  const rows = await Promise.all(
    tables.map((table) => registry.selectFrom(table).selectAll().execute()),
  );
  expect(rows.map((list) => list.length)).toEqual([2, 2 * asksOf(text).length, 1]);

  const refused = { ...form, answers: { ...answers, survey: false } };
  await expect(
    recordConsent(t.services, { id: newToken(), code }, refused, 'system'),
  ).rejects.toThrow(RangeError);
});

test('the digest of a text changes with its words and with what it asks', async () => {
  t = await testApp({ surveys: surveys.folder });
  const text = t.services.definitions.study('jobbspesialist')?.consent_texts[0];
  if (!text) throw new Error('the text is missing');
  const [first, ...rest] = asksOf(text);
  const changed = [
    { ...text, text: { ...text.text, en: 'I agree' } },
    { ...text, asks: rest },
    { ...text, asks: [{ name: 'survey', label: { nb: 'Noe annet' } }, ...rest] },
  ];
  const digests = [text, ...changed].map(consentDigest);
  expect(new Set(digests).size).toBe(4);
  expect(first?.name).toBe('survey');
});

describe.each(homeKinds)('on %s', (kind) => {
  test('everybody who has to sign the new text is found at once', async () => {
    t = await testApp({ home: await homes.fresh(kind), surveys: surveys.folder });
    const study = t.services.definitions.study('jobbspesialist');
    const [, second] = study?.consent_texts ?? [];
    if (!study || !second) throw new Error('the second text is missing');
    const kari = await register(t);
    const ola = await register(t, { name: 'Ola Vik' });
    expect(await codesToSignAnew(t.services, study)).toEqual(new Set());
    t.setTime('2018-06-01T09:00:00Z');
    expect(await codesToSignAnew(t.services, study)).toEqual(new Set([kari, ola]));
    const signed = { givenOn: '2018-06-01', text: second, channel: 'paper' as const };
    const form = { ...signed, answers: yesToAll(second) };
    await recordConsent(t.services, { id: newToken(), code: ola }, form, 'system');
    const siv = await register(t, { name: 'Siv Lie', consent: signed });
    expect(await codesToSignAnew(t.services, study)).toEqual(new Set([kari]));
    expect(siv).not.toBe(kari);
  });

  test('a form sent five times at once is one entry with its answers', async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    const text = t.services.definitions.study('jobbspesialist')?.consent_texts[0];
    if (!text) throw new Error('the text is missing');
    const code = await register(t);
    const id = newToken();
    const form = {
      ...{ givenOn: '2018-02-28', text, channel: 'paper' as const },
      answers: yesToAll(text),
    };
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map(() => recordConsent(t.services, { id, code }, form, 'system')),
    );
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(4);
    const { registry } = t.services.db;
    expect(await registry.selectFrom('consent').select('id').execute()).toHaveLength(2);
  });
});
