/** The page on quality and the responses it leads to: counts, links, what is shown of one, and what is on record. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submittedResponse } from '../../../server/db/responses.ts';
import { decideHeld } from '../../../server/paper/deciding.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import { newCode } from '../../../server/participant-code.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff } from '../../support/staff.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';
import { diaryApp, registerWriter } from '../export/diaries.ts';

let t: TestApp;
let researcher: Staff;
/** Researchers at one site see those of that site. */
const surveys = surveysWith({
  ...keyedOnce,
  'limited_to_sites: [coordinator, keyer]': 'limited_to_sites: [coordinator, keyer, researcher]',
});
const path = '/research/jobbspesialist';
const codes = { kari: '', ola: '', eva: '' };

beforeAll(async () => {
  t = await testApp({ now: '2018-06-05T09:00:00Z', surveys });
  researcher = await t.signedIn('researcher');
  codes.kari = await register(t, { name: 'Kari Nordli' });
  codes.ola = await register(t, { name: 'Ola Lund', site: 'harstad' });
  codes.eva = await register(t, { name: 'Eva Berg', inclusionDate: '2018-06-01' });
  // Out of work, with an answer for those who work, a question that nobody can read, and after the closing.
  const answers = { jm02: '2', jm12: '3', jm08: '-5', jm40: '6', jm06: ['2', '3'] };
  const form = { answers, writtenOn: '2018-04-20', receivedOn: '2018-04-24' };
  await keyOnPaper(t, codes.kari, 1, form);
  await keyOnPaper(t, codes.kari, 2, {
    ...form,
    writtenOn: '2018-06-01',
    receivedOn: '2018-06-04',
  });
  await keyOnPaper(t, codes.ola, 1, { ...form, writtenOn: '2018-03-01', answers: { jm02: '1' } });
  await answerOnWeb(t, codes.eva, 1, { jm02: '1', jm40: '4' });
  await chooseThePaper(codes.eva);
});
afterAll(() => t.close());

/** Eva also sent a form on paper, and the project chose that one. */
async function chooseThePaper(code: string): Promise<void> {
  const { id } = await logged(t, code, 1, '2018-06-04');
  const keyed = { form: id, keyer: 'keyer', fields: { jm02: '1', jm40: '5' }, writtenOn: null };
  await finishKeying(t.services, keyed);
  const standing = await submittedResponse(t.services.db.study, code, 1);
  const seen = standing?.id ?? '';
  await decideHeld(t.services, { form: id, counts: 'form', seen, actor: 'coordinator' });
}

const page = async (address: string, staff = researcher) => open(t, staff, `${path}/${address}`);
const responseOf = (code: string, wave: number) => page(`responses/${code}/${wave}`);
/** The line of a check in the first table. */
const count = (body: string, title: string) =>
  body.match(new RegExp(`${title}(?:</a>)?</th><td class="number">([^<]+)<`))?.[1];

describe('the page on quality', () => {
  test('counts what stands out, among how many, at withheld waves too', async () => {
    const { body } = await page('data-quality');
    expect(body).toContain('4 svar er sett på.');
    expect(count(body, 'Svar i feil gren')).toBe('2 av 4');
    expect(count(body, 'Uleselig eller to kryss')).toBe('2 av 4');
    expect(count(body, 'Utenfor vinduet')).toBe('1 av 4');
    expect(count(body, 'Valgt blant flere svar')).toBe('1 av 4');
    expect(count(body, 'Svart svært fort')).toBe('0 av 0');
  });

  test('leads to each response, and says what was found but no answer', async () => {
    const { body } = await page('data-quality');
    expect(body).toContain(`href="${path}/responses/${codes.kari}/1"`);
    expect(body).toContain('Ett svar i feil gren: 12');
    expect(body).toContain('8 dager etter at det stengte');
    expect(body).toContain('Uleselig: 1. Spørsmål 8');
    expect(body).not.toMatch(/Av og til|To kryss: 0/);
  });

  test('is about one role at a time, and can show one check alone', async () => {
    const others = await page('data-quality?role=job-specialist');
    expect(others.body).toContain('0 svar er sett på.');
    const alone = await page('data-quality?check=wrong-branch&page=7');
    expect(alone.body).toContain('<details class="ds-details" open>');
    expect(alone.body).not.toContain('id="unclear-marks"');
    for (const query of ['role=nobody', 'check=nothing', 'role=candidate&role=x', 'cut=7'])
      expect((await page(`data-quality?${query}`)).statusCode).toBe(404);
  });
});

describe('one response', () => {
  test('shows every question with its answer in words, its flags and why there is none', async () => {
    const { body } = await responseOf(codes.kari, 1);
    expect(body).toMatch(/2 Er du i arbeid\?<\/span><\/th><td[^>]*><span>Nei</);
    expect(body).toMatch(
      /12 Blir ditt arbeid[^<]*<\/span><\/th><td[^>]*><span>Av og til <span class="ds-tag"[^>]*>feil gren</,
    );
    expect(body).toMatch(
      /8 Har du vansker[^<]*<\/span><\/th><td[^>]*><span><span class="quiet">Uleselig</,
    );
    expect(body).toContain('Ikke aktuelt (ruting)');
    expect(body).toContain('Ikke besvart');
  });

  test('shows how it came, the version it was given with, and how its scores were made', async () => {
    const { body } = await responseOf(codes.kari, 1);
    expect(body).toContain('20. apr. 2018 (Skrevet på skjemaet)');
    expect(body).toContain('24. apr. 2018');
    expect(body).toContain('Før det åpnet eller etter det stengte');
    expect(body).toContain('Spørreskjema jobbmestring og motivasjon, versjon 1');
    expect(body).toMatch(/>6,00<\/span><\/td><td[^>]*>1 av 1<[^>]*><td[^>]*><span>Snitt av jm40/);
    expect(body).not.toMatch(/Kari|Nordli|Storgata/);
  });

  test('masks its arm and keeps back its answers as the plan says, and then nobody read them', async () => {
    const before = (await eventsIn(t, 'registry')).length;
    const withheld = await responseOf(codes.kari, 2);
    expect(withheld.statusCode).toBe(200);
    expect(withheld.body).toContain('Svarene fra dette målepunktet er skjult');
    expect(withheld.body).toContain('<dd>Skjult</dd>');
    expect(withheld.body).not.toMatch(/Er du i arbeid|Snitt av|Jobbspesialist<\/dd>/);
    const since = (await eventsIn(t, 'registry')).slice(before);
    expect(since.map(({ action }) => action)).toEqual(['research overview read']);
  });

  test('is on record under its code before it is shown, for the participant to see too', async () => {
    await responseOf(codes.ola, 1);
    const event = (await eventsIn(t, 'registry')).at(-1);
    expect(event).toMatchObject({
      ...{ action: 'response read', code: codes.ola, actor: researcher.accountId },
    });
    expect(JSON.parse(event?.detail ?? '')).toEqual({
      ...{ study: 'jobbspesialist', by: 'session', wave: 1 },
    });
  });

  test('is not there without an answer, under no code, at no wave, or at somebody else’s site', async () => {
    const missing = [
      ...[`${codes.ola}/2`, `${codes.kari}/9`, `${codes.kari}/x`, `${codes.kari}/01`],
      ...[`${newCode()}/1`, 'KARI/1', `${codes.kari}/1?cut=3`],
    ];
    for (const address of missing)
      expect([address, (await page(`responses/${address}`)).statusCode]).toEqual([address, 404]);
    const tromso = await t.signedIn('researcher', [{ study: 'jobbspesialist', site: 'tromso' }]);
    expect((await page(`responses/${codes.ola}/1`, tromso)).statusCode).toBe(404);
    expect((await page(`responses/${codes.kari}/1`, tromso)).statusCode).toBe(200);
  });

  test('shows a text as it was typed, and never as markup', async () => {
    const diaries = await diaryApp({ now: '2018-03-05T09:00:00Z' });
    try {
      const code = await registerWriter(diaries, 'Liv Moe', { inclusionDate: '2018-03-01' });
      const typed = '<b>"fint" & greit</b>';
      await keyOnPaper(diaries, code, 1, {
        ...{ answers: { words: typed }, writtenOn: null, receivedOn: '2018-03-04' },
      });
      const staff = await diaries.signedIn('researcher');
      const { body } = await open(diaries, staff, `/research/diaries/responses/${code}/1`);
      expect(body).toContain('&lt;b&gt;&quot;fint&quot; &amp; greit&lt;/b&gt;');
    } finally {
      await diaries.close();
    }
  });
});
