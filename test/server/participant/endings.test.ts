/** What happens when the form is sent, the person withdraws or the time runs out, mid-way and after. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { newToken } from '../../../server/security/token.ts';
import { keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { responseOf, sheetOf } from '../../support/responses.ts';
import { everyRow } from '../../support/tables.ts';
import { type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let code: string;
let link: string;
let browser: Visitor;

beforeAll(async () => {
  study = await testApp();
});
beforeEach(async () => {
  study.setTime('2018-03-01T09:00:00Z');
  code = await register(study, { name: 'Berit Dahl', email: 'berit.dahl@post.example' });
  link = await invite(study, code);
  browser = visitor(study);
  await browser.start(link);
});
afterAll(() => study.close());

const addresses = ['/answers', '/answers/pages/gender', '/answers/pages/age', '/answers/summary'];

/** Everything that can be tried with the visit's cookie is answered alike and writes nothing. */
async function expectClosed(cookie: string, form: Record<string, string>, text: string) {
  browser.cookie = cookie;
  const before = await everyRow(study.services.db);
  for (const address of addresses) {
    const page = await browser.get(address);
    expect(page.status).toBe(410);
    expect(page.text).toContain(text);
    expect(page.html).not.toContain('checked');
  }
  for (const address of ['/answers/pages/gender', '/submissions']) {
    const page = await browser.send(address, { ...form, gender: '2' });
    expect(page.status).toBe(410);
    expect(page.text).toContain(text);
  }
  expect(await everyRow(study.services.db)).toBe(before);
}

describe('after the form is sent', () => {
  let cookie: string;
  let form: Record<string, string>;
  let sent: Awaited<ReturnType<Visitor['send']>>;
  beforeEach(async () => {
    form = browser.hidden();
    await browser.next({ gender: '1' });
    cookie = browser.cookie;
    await browser.get('/answers/summary');
    sent = await browser.send(browser.action(), browser.hidden());
  });

  test('the answers are data, and the thanks are said', async () => {
    expect([sent.status, sent.headers.location]).toEqual([
      303,
      '/thanks/jobbspesialist/candidate?lang=nb',
    ]);
    expect(await responseOf(study, code)).toMatchObject({
      submitted_at: '2018-03-01T09:00:00.000Z',
    });
    const thanks = await browser.get(sent.headers.location ?? '');
    expect(thanks.text).toContain('Takk! Takk for at du tok deg tid til å besvare våre spørsmål!');
    expect(thanks.text).toContain('Du kan lukke siden nå.');
  });

  test('the cookie is cleared, and Back shows nothing of what was answered', async () => {
    expect(sent.headers['set-cookie']).toMatch(/^visit=;.*Expires=Thu, 01 Jan 1970/);
    expect(browser.cookie).toBe('');
    for (const address of addresses) {
      const page = await browser.get(address);
      expect(page.status).toBe(410);
      expect(page.text).toContain('Siden er lukket');
      expect(page.headers['cache-control']).toBe('no-store');
    }
  });

  test('even the visit’s old cookie opens nothing and changes nothing', async () => {
    await expectClosed(cookie, form, 'Skjemaet er sendt inn');
  });

  test('a second press on Send says that it is sent', async () => {
    browser.cookie = cookie;
    const again = await browser.send('/submissions', form);
    expect(again.text).toContain('Skjemaet er sendt inn Vi har fått svarene.');
  });
});

test('two presses on Send at the same moment are one submission', async () => {
  await browser.get('/answers/summary');
  const form = browser.hidden();
  const answers = await Promise.all([1, 2, 3].map(() => browser.send('/submissions', form)));
  expect(answers.map(({ status }) => status)).toContain(303);
  const events = await study.services.db.study
    .selectFrom('event')
    .select('seq')
    .where('code', '=', code)
    .where('action', '=', 'response submitted')
    .execute();
  expect(events).toHaveLength(1);
});

test('a visit on another device ends with the submission too', async () => {
  const tablet = visitor(study);
  await tablet.start(link);
  await browser.get('/answers/summary');
  await browser.submit();
  const page = await tablet.next({ gender: '2' });
  expect(page.status).toBe(410);
  expect(page.text).toContain('Skjemaet er sendt inn');
  expect((await sheetOf(study, code)).gender).toBe('<skipped>');
});

test('who withdraws mid-way is asked nothing more, and nothing more is saved', async () => {
  await browser.next({ gender: '1' });
  const form = browser.hidden();
  await withdrawParticipant(study.services, code, 'system');
  await expectClosed(browser.cookie, form, 'Lenken er stengt');
});

test('when the window closes mid-way nothing more is saved, and what was saved stays', async () => {
  await browser.next({ gender: '1' });
  const form = browser.hidden();
  study.setTime('2018-04-12T22:00:00Z');
  await expectClosed(browser.cookie, form, 'Fristen er ute');
  expect(await sheetOf(study, code)).toEqual({ gender: 1 });
});

test('a paper form that is keyed mid-way is the answer; the web form then says it is sent', async () => {
  await browser.next({ gender: '1' });
  const form = browser.hidden();
  const onPaper = { answers: { gender: '2' }, writtenOn: null, receivedOn: '2018-03-01' };
  await keyOnPaper(study, code, 1, onPaper);
  await expectClosed(browser.cookie, form, 'Skjemaet er sendt inn');
  expect(await responseOf(study, code)).toMatchObject({ submitted_at: null });
});

test('a form cannot be sent for another visit', async () => {
  await browser.get('/answers/summary');
  const before = await everyRow(study.services.db);
  const page = await browser.send('/submissions', { ...browser.hidden(), _visit: newToken() });
  expect(page.status).toBe(410);
  expect(await everyRow(study.services.db)).toBe(before);
});

test.each(['/thanks/jobbspesialist/nobody', '/thanks/nothing/candidate', '/thanks/__proto__/a'])(
  'there are no thanks at %s',
  async (address) => {
    expect((await browser.get(address)).status).toBe(404);
  },
);

test('when the link is revoked mid-way, the person is told that the page was not saved', async () => {
  await browser.next({ gender: '1' });
  const form = browser.hidden();
  await revokeWaveLinks(study.services, { code, wave: 1 }, 'system');
  const before = await everyRow(study.services.db);
  const page = await browser.send('/answers/pages/age', { ...form, age: '40' });
  expect(page.status).toBe(410);
  expect(page.text).toContain('Siden ble ikke lagret');
  expect((await browser.get('/answers')).text).toContain('Siden er lukket');
  expect(await everyRow(study.services.db)).toBe(before);
});
