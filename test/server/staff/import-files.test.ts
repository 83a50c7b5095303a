/** A file of people is looked at line by line before anybody is registered, and every fault is told. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { sendFile } from '../../support/files.ts';
import { file, headings, line, utf16, windows1252 } from '../../support/import-files.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

let t: TestApp;
let coordinator: Staff;
let kari: string;
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  kari = await register(t, { name: 'Kari Nordli' });
});
afterAll(() => t.close());

let before: string;
beforeEach(async () => {
  before = await everyRow(t.services.db);
});

const path = '/staff/jobbspesialist/participants/import';
const upload = (body: Buffer | string, staff = coordinator, fields = {}) =>
  sendFile(t, staff, path, { name: 'folk.csv', body }, { _role: 'candidate', ...fields });

/** The problems of each faulty line, by its number. */
function problemsIn(html: string): Record<string, string[]> {
  const rows = [...html.matchAll(/class="line-number">Linje (\d+)<.*?<ul[^>]*>(.*?)<\/ul>/gs)];
  return Object.fromEntries(
    rows.map(([, number = '', list = '']) => [
      number,
      [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, text = '']) => text),
    ]),
  );
}

describe('a file that is right', () => {
  const ada = line({
    Navn: 'Ærlend Ødegård',
    'E-post': 'aerlend@post.example',
    Telefon: '99112233',
  });
  const text = file([line(), ada]);
  test.each([
    ['UTF-8', Buffer.from(text), 'semikolon'],
    ['UTF-8', Buffer.from(`\ufeff${text}`), 'semikolon'],
    ['Windows-1252', windows1252(text), 'semikolon'],
    ['UTF-16', utf16(text, 'LE'), 'semikolon'],
    ['UTF-16', utf16(text, 'BE'), 'semikolon'],
    ['UTF-8', Buffer.from(text.replaceAll(';', ',')), 'komma'],
    ['UTF-8', Buffer.from(text.replaceAll(';', '\t')), 'tabulator'],
    ['UTF-8', Buffer.from(`sep=,\r\n${text.replaceAll(';', ',')}`), 'komma'],
    ['UTF-8', Buffer.from(text.replaceAll('\r\n', '\n')), 'semikolon'],
    ['UTF-8', Buffer.from(text.replaceAll('\r\n', '\r')), 'semikolon'],
  ])('in %s is read as it was written, case %#', async (encoding, body, delimiter) => {
    const reply = await upload(body);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain(`Fila er lest som ${encoding}, med ${delimiter}`);
    for (const shown of ['Bjørn Åsheim', 'Ærlend Ødegård', 'Registrer 2 personer'])
      expect(reply.body).toContain(shown);
    const { db } = t.services;
    expect(await db.registry.selectFrom('person').select('code').execute()).toHaveLength(1);
  });

  test('can have its columns in any order, in English, with capitals, and the names of things', async () => {
    const english = [
      ['SITE', 'arm', 'E mail', 'name', 'Date of consent', 'Answer the forms'].join(';'),
      ['register-linkage', 'contact-again', 'Archive', 'Language', 'Consent given'].join(';'),
    ].join(';');
    const row = 'HARSTAD;kvp;bjorn@post.example;Bjørn Åsheim;2018-02-01;YES;no;ja;Nei;english;ORAL';
    expect((await upload(`${english.replace('Archive', 'archive')}\n${row}`)).statusCode).toBe(200);
  });

  test('may have empty lines, empty columns at the end and a line break inside an address', async () => {
    const header = `${headings.join(';')};Adresse;;`;
    const address = `${line()};"Fjordgata 3\r\n9405 Harstad";;`;
    const reply = await upload(`${header}\r\n\r\n${address}\r\n;;;;;;;;;;;;;;\r\n`);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('Registrer 1 person');
  });

  test('may have two with one phone, and one with a known e-mail, who are said to be others', async () => {
    const reply = await upload(
      file([
        line({ Telefon: '77 12 34 56' }),
        line({
          Navn: 'Siv Lie',
          'E-post': 'siv@post.example',
          Telefon: '+4777123456',
          'Annen person': 'ja',
        }),
        line({ Navn: 'Ola Nordli', 'E-post': 'kari.nordli@post.example', 'Annen person': 'JA' }),
      ]),
    );
    expect(reply.statusCode).toBe(200);
  });
});

describe('a file that is not right as a whole', () => {
  const twoThousandAndOne = Array.from({ length: 2001 }, () => line());
  test.each([
    ['no file', '', 'Velg en fil først.'],
    ['a workbook', Buffer.from('PK\x03\x04\x00\x00workbook'), 'Dette er ikke en CSV-fil'],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2]), 'Dette er ikke en CSV-fil'],
    ['UTF-16 without its mark', Buffer.from(file([line()]), 'utf16le'), 'ikke en CSV-fil'],
    ['half a letter of UTF-16', utf16(file([line()]), 'LE').subarray(0, -1), 'ikke en CSV-fil'],
    ['a heading alone', file([]), 'Det står ingen personer i fila'],
    ['2001 lines', file(twoThousandAndOne), 'for mange linjer'],
    ['an open quotation mark', file([line(), `"${line()}`, line()]), 'på linje 3 blir ikke lukket'],
  ])('is refused when it is %s', async (_what, body, words) => {
    const reply = await upload(body);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(words);
    expect(await everyRow(t.services.db)).toBe(before);
  });

  test('is refused when it is larger than 2 MB', async () => {
    const reply = await upload(Buffer.alloc(2 * 1024 * 1024 + 1, 'a'));
    expect(reply.statusCode).toBe(413);
    expect(reply.body).toContain('høyst 2 MB');
  });

  test('has everything told that is wrong with its first line', async () => {
    const reply = await upload('Navn;navn;Bosted;;Sted\nSiv Lie;;;;Harstad');
    expect(reply.statusCode).toBe(422);
    for (const words of [
      'Kolonnen «navn» er der to ganger.',
      'Vi kjenner ikke kolonnen «Bosted».',
      'Kolonne nummer 4 har ikke noe navn.',
      'Kolonnen «Gruppe» mangler.',
      'Kolonnen «Dato for samtykke» mangler.',
      'Kolonnen «Svarene kan lagres i et arkiv uten navn» mangler.',
    ])
      expect(reply.body).toContain(words);
    expect(reply.body).not.toContain('Kolonnen «Sted» mangler');
    expect(await everyRow(t.services.db)).toBe(before);
  });

  test('does not repeat an identity number that stands where the names of columns should', async () => {
    const reply = await upload('Navn;01019912345\nSiv Lie;x');
    expect(reply.statusCode).toBe(422);
    expect(reply.body).not.toContain('01019912345');
    const cut = await upload(`Navn;${'x'.repeat(50)} 01019912345;y\nSiv Lie;x;y`);
    expect(cut.body).toContain('xxx …');
    expect(cut.body).not.toContain('010199');
  });

  test('with a hundred thousand columns is no page of a hundred thousand problems', async () => {
    const reply = await upload(`Navn;${'a;'.repeat(100_000)}\nSiv Lie`);
    expect(reply.statusCode).toBe(422);
    expect(reply.body.match(/Vi kjenner ikke kolonnen/g)).toHaveLength(50);
  });
});

describe('a line that is not right', () => {
  const cases: [string, Parameters<typeof line>[0], string][] = [
    ['no name', { Navn: '' }, 'Navn: Feltet må fylles ut.'],
    [
      'an impossible date',
      { 'Dato for samtykke': '30.02.2018' },
      'Dato for samtykke: Skriv datoen',
    ],
    ['a date to come', { 'Dato for samtykke': '02.03.2018' }, 'Datoen er ikke kommet ennå'],
    ['a date before the text', { 'Dato for samtykke': '01.05.2017' }, 'Teksten gjaldt ikke'],
    ['a strange e-mail', { 'E-post': 'bjorn' }, 'E-post: Skriv adressen slik'],
    ['no e-mail for e-mails', { 'E-post': '' }, 'E-post: Feltet må fylles ut.'],
    ['a short phone', { Telefon: '123' }, 'Telefon: Skriv 8 sifre'],
    ['a site there is not', { Sted: 'Oslo' }, 'Sted: Skriv ett av disse: Tromsø, Harstad.'],
    ['an arm not at the site', { Sted: 'Tromsø' }, 'Sted: Gruppen finnes ikke på dette stedet.'],
    [
      'a way of answering there is not',
      { 'Svarer på': 'due' },
      'Skriv ett av disse: e-post, papir',
    ],
    ['no to taking part', { 'Svare på skjemaene': 'nei' }, 'Uten et ja her'],
    [
      'neither yes nor no',
      { 'Svarene kan lagres i et arkiv uten navn': '' },
      'Feltet må fylles ut',
    ],
    ['perhaps', { 'Koble svarene med opplysninger fra NAV': 'kanskje' }, 'disse: Ja, Nei.'],
    ['a letter that is none', { Navn: 'Bj\u0007rn' }, 'Navn: Det er et tegn her'],
    ['a known e-mail', { 'E-post': 'KARI.nordli@post.example' }, 'er registrert før: KODE'],
    ['a known phone', { Telefon: '+47 990 01 122' }, 'er registrert før: KODE'],
  ];
  test.each(cases)(
    'for %s is told with its number and the column',
    async (_what, changes, words) => {
      const reply = await upload(file([line({ 'E-post': 'god@post.example' }), line(changes)]));
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('1 linje har feil. 1 linje er riktig. Ingen er registrert.');
      const problems = problemsIn(reply.body);
      expect(Object.keys(problems)).toEqual(['3']);
      expect(problems['3']).toHaveLength(1);
      expect(problems['3']?.[0]).toContain(words.replace('KODE', kari));
      expect(await everyRow(t.services.db)).toBe(before);
    },
  );

  test('has every problem told at once, and the line after it too', async () => {
    const bad = line({ Navn: '', 'E-post': 'x', Sted: 'Oslo', 'Dato for samtykke': '' });
    const reply = await upload(file([bad, '', line(), line({ Telefon: '1' })]));
    expect(problemsIn(reply.body)).toEqual({
      2: [
        'Navn: Feltet må fylles ut.',
        'E-post: Skriv adressen slik, kari@post.no.',
        'Sted: Skriv ett av disse: Tromsø, Harstad.',
        'Dato for samtykke: Feltet må fylles ut.',
      ],
      5: [
        'Telefon: Skriv 8 sifre, eller landkode og nummer.',
        expect.stringContaining('står på linje 4 også'),
      ],
    });
  });

  test('is told where it begins in the file, whatever stands above it', async () => {
    const broken = line({ Navn: '"Siv\r\nLie"' });
    const reply = await upload(file(['', broken, line({ Telefon: '1' })]));
    expect(Object.keys(problemsIn(reply.body))).toEqual(['3', '5']);
  });

  test('repeats no identity number', async () => {
    for (const number of ['01019912345', '010199 12345'])
      for (const column of ['Navn', 'E-post', 'Telefon', 'Gruppe', 'Dato for samtykke'] as const) {
        const reply = await upload(file([line({ [column]: number })]));
        expect([column, reply.statusCode]).toEqual([column, 422]);
        expect(reply.body).not.toContain('12345');
        expect(problemsIn(reply.body)['2']?.[0]).toContain('ser ut som et fødselsnummer');
      }
    expect(t.log.join('')).not.toContain('12345');
  });

  test('with a cell too few or too many is not guessed at', async () => {
    const short = line().split(';').slice(0, -1).join(';');
    const reply = await upload(file([short, `${line()};mer`]));
    expect(problemsIn(reply.body)).toEqual({
      2: ['Linja har 11 felter. Overskriften har 12.'],
      3: ['Linja har 13 felter. Overskriften har 12.'],
    });
  });

  test('with the e-mail or phone of an earlier line, however it is written, names that line', async () => {
    const reply = await upload(
      file([
        line({ Telefon: '77 12 34 56' }),
        line({ Navn: 'Siv Lie', 'E-post': 'BJORN@POST.example' }),
        line({ Navn: 'Per Lie', 'E-post': 'per@post.example', Telefon: '0047 77123456' }),
      ]),
    );
    const problems = problemsIn(reply.body);
    expect(Object.keys(problems)).toEqual(['3', '4']);
    for (const number of ['3', '4']) expect(problems[number]?.[0]).toContain('står på linje 2');
  });

  test('with neither e-mail nor phone is known by its name', async () => {
    const paper = { 'E-post': '', 'Svarer på': 'papir' };
    const reply = await upload(file([line(paper), line({ ...paper, Navn: 'BJØRN  Åsheim' })]));
    expect(problemsIn(reply.body)['3']?.[0]).toContain('Det samme navnet står på linje 2');
  });

  test('shows markup as text', async () => {
    const reply = await upload(file([line({ Navn: '<script>alert(1)</script>', Sted: '' })]));
    expect(reply.body).toContain('&lt;script&gt;');
    expect(reply.body).not.toContain('<script>alert');
  });
});

describe('a coordinator of one site', () => {
  test('imports to that site only, and is not told who somebody at another site is', async () => {
    const harstad = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'harstad' }]);
    const reply = await upload(
      file([
        line({ Sted: 'Tromsø', Gruppe: 'Jobbspesialist' }),
        line({ Navn: 'Ola Nordli', 'E-post': 'kari.nordli@post.example' }),
      ]),
      harstad,
    );
    expect(problemsIn(reply.body)).toEqual({
      2: ['Sted: Skriv ett av disse: Harstad.'],
      3: [expect.stringContaining('registrert et annet sted')],
    });
    expect(reply.body).not.toContain(kari);
    const other = await upload(file([line()]), harstad, { _role: 'job-specialist' });
    expect(other.statusCode).toBe(400);
  });
});

describe('the template', () => {
  test('has the columns of the role, and is a file that can be sent back', async () => {
    const reply = await open(t, coordinator, `${path}/template?role=job-specialist`);
    expect(reply.headers['content-disposition']).toContain('job-specialist.csv');
    expect(reply.body.startsWith('\ufeffNavn;')).toBe(true);
    expect(reply.body).toContain(';Team;');
    expect(reply.body).not.toContain('Gruppe');
    const cells = reply.body.slice(1).trim().split(';');
    const filled: Record<string, string> = {
      ...{ Navn: 'Ida Moe', 'E-post': 'ida@post.example', 'Dato for samtykke': '01.02.2018' },
      ...{ Team: 'team 2', 'Svare på skjemaene': 'ja' },
    };
    const asks = cells.filter((name) => /^(Koble|Bli|Svarene)/.test(name));
    for (const name of asks) filled[name] = 'nei';
    const row = cells.map((name) => filled[name] ?? '').join(';');
    const sent = await upload(`${reply.body}${row}\r\n`, coordinator, { _role: 'job-specialist' });
    expect(sent.statusCode).toBe(200);
  });
});
