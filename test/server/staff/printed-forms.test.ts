/** Forms to print: whose they are, in which language, and what is no form. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormMap } from '../../../server/printing/form-json.ts';
import { readMark } from '../../../server/printing/form-mark.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { seenPages } from '../../support/pdf.ts';
import { open, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

const study = '/staff/jobbspesialist';
let t: TestApp;
let coordinator: Staff;
let keyer: Staff;
let kari: string;
let amina: string;
let solveig: string;
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  keyer = await t.signedIn('keyer');
  kari = await register(t);
  amina = await register(t, { name: 'Amina Warsame', language: 'en', channel: 'paper' });
  solveig = await register(t, { role: 'job-specialist', arm: null, site: null, team: 'team-1' });
});
afterAll(() => t.close());

const formOf = (code: string, wave: number | string) =>
  `${study}/participants/${code}/forms/${wave}/form`;
const get = (url: string, staff = coordinator) => open(t, staff, url);
const pagesOf = async (url: string, staff = coordinator) =>
  seenPages((await get(url, staff)).rawPayload);

describe('a participant’s form', () => {
  test('bears Kari’s code and the wave, and comes as a file', async () => {
    const reply = await get(`${formOf(kari, 2)}.pdf`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('application/pdf');
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="${kari}-2.pdf"`);
    const [first] = await seenPages(reply.rawPayload);
    expect(first?.text).toContain(`${kari} Målepunkt 2: 3 måneder`);
    expect(readMark(first?.qr() ?? '')?.of).toEqual({ code: kari, wave: 2 });
  });

  test('names nobody', async () => {
    const text = (await pagesOf(`${formOf(kari, 1)}.pdf`)).map((page) => page.text).join();
    expect(text).not.toMatch(/Nordli|Storgata|99 00 11 22/);
  });

  test('is in English for Amina, and of the instrument of her role for Solveig', async () => {
    const [hers] = await pagesOf(`${formOf(amina, 1)}.pdf`);
    expect(hers?.text).toContain('Wave 1: Inclusion');
    expect(hers?.text).toContain('Are you in work?');
    const [specialist] = await pagesOf(`${formOf(solveig, 1)}.pdf`);
    expect(specialist?.text).toContain('Supported Employment Fidelity Scale');
  });

  test('comes with a map of its boxes', async () => {
    const map = (await get(`${formOf(kari, 1)}.json`)).json<FormMap>();
    expect(map).toMatchObject({ instrument: 'job-mastery', version: 1, wave: 1, language: 'nb' });
    expect(map.boxes).toContainEqual(expect.objectContaining({ item: 'jm02', value: 2, page: 1 }));
    expect(map.pages[0]?.mark).toBe(`${kari}.1.1.1.${map.pages.length}`);
  });

  test.each(['0', '5', '99', '100', 'abc', '1.0', '-1', '01', ' 1'])(
    'does not exist at wave %s',
    async (wave) => {
      for (const ending of ['pdf', 'json'])
        expect((await get(`${formOf(kari, encodeURIComponent(wave))}.${ending}`)).statusCode).toBe(
          404,
        );
    },
  );

  test('does not exist for a code that is none, nor for one in another study', async () => {
    expect((await get(`${formOf('K7M4QXR', 1)}.pdf`)).statusCode).toBe(404);
    const elsewhere = formOf(kari, 1).replace('jobbspesialist', 'oppfolging');
    expect((await get(`${elsewhere}.pdf`)).statusCode).toBe(404);
  });

  test('is not printed any more for somebody who has withdrawn', async () => {
    const nils = await register(t, { name: 'Nils Berg' });
    expect((await get(`${formOf(nils, 1)}.pdf`)).statusCode).toBe(200);
    await send(t, coordinator, `${study}/participants/${nils}/withdrawal`);
    expect((await get(`${formOf(nils, 1)}.pdf`)).statusCode).toBe(404);
    expect((await get(`${study}/participants/${nils}`)).body).not.toContain('/form.pdf');
  });

  test('is linked from their page, wave by wave, until it has come back', async () => {
    const page = await get(`${study}/participants/${kari}`);
    for (const wave of [1, 2, 3, 4]) expect(page.body).toContain(`${formOf(kari, wave)}.pdf`);
  });
});

describe('a blank form', () => {
  const blank = (role: string, form: string, ending = 'pdf') =>
    `${study}/forms/${role}/${form}/form.${ending}`;

  test('asks the first time what is asked once, and later not', async () => {
    const [first] = await pagesOf(blank('candidate', 'first'), keyer);
    expect(first?.text).toContain('Er du kvinne eller mann?');
    const [later] = await pagesOf(blank('candidate', 'later'), keyer);
    expect(later?.text).not.toContain('Er du kvinne eller mann?');
    expect(readMark(later?.qr() ?? '')).toMatchObject({ of: null, page: 1 });
  });

  test('is in the language that was asked for', async () => {
    const [page] = await pagesOf(`${blank('candidate', 'first')}?lang=en`, keyer);
    expect(page?.text).toContain('Are you in work?');
  });

  test('comes with a map of its boxes', async () => {
    const map = (await get(blank('candidate', 'later', 'json'), keyer)).json<FormMap>();
    expect(map).toMatchObject({ wave: null, first_wave: false });
    expect(map.boxes.some(({ item }) => item === 'participant-code')).toBe(true);
  });

  test.each([
    ['nobody', 'first'],
    ['candidate', 'second'],
    ['candidate', '1'],
    ['__proto__', 'first'],
  ])('of %s for %s does not exist', async (role, form) => {
    expect((await get(blank(role, form))).statusCode).toBe(404);
    expect((await get(blank(role, form, 'json'))).statusCode).toBe(404);
  });

  test('is linked from where forms are keyed, in each language; two where the first asks more', async () => {
    const { body } = await get('/staff/paper-entries', keyer);
    const links = [...body.matchAll(/href="([^"]+form\.pdf[^"]*)"/g)].map(([, href = '']) => href);
    expect(links.map((href) => href.replace(`${study}/forms/`, ''))).toEqual([
      'candidate/first/form.pdf?lang&#x3D;nb',
      'candidate/first/form.pdf?lang&#x3D;en',
      'candidate/later/form.pdf?lang&#x3D;nb',
      'candidate/later/form.pdf?lang&#x3D;en',
      'job-specialist/first/form.pdf?lang&#x3D;nb',
      'job-specialist/first/form.pdf?lang&#x3D;en',
    ]);
  });
});

test('looking at a form writes nothing', async () => {
  const before = await everyRow(t.services.db);
  await get(`${formOf(kari, 1)}.pdf`);
  await get(`${study}/forms/candidate/first/form.json`);
  expect(await everyRow(t.services.db)).toBe(before);
});
