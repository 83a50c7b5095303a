/** Requests that no page of ours makes: 4xx with a clear text, and the database as it was. */

import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newToken } from '../../../server/security/token.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { encoded, formType, type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let link: string;
let kari: Visitor;

beforeAll(async () => {
  study = await testApp();
  link = await invite(study, await register(study));
  kari = visitor(study);
  await kari.start(link);
});
afterAll(() => study.close());

const posts = () => ['/answers/pages/gender', '/submissions', link];
const page = '/answers/pages/gender';

/** Sends the open page's form with a change; proves that nothing was written. */
async function refused(change: (form: Record<string, string>) => string, url = page) {
  await kari.get(page);
  const before = await everyRow(study.services.db);
  const answer = await kari.send(url, change({ ...kari.hidden(), gender: '1' }));
  expect(await everyRow(study.services.db)).toBe(before);
  return answer;
}

const badForm = 'Vi forsto ikke det som ble sendt. Gå tilbake og prøv på nytt.';
const notSaved = 'Siden ble ikke lagret Siden var lukket. Det du svarte på den nå, er ikke lagret.';
const notThisForm = 'Siden du sendte, passer ikke med skjemaet. Ingenting er lagret fra den.';

describe('fields the page does not have', () => {
  test.each([
    ['another page’s', 'age=34'],
    ['no page’s', 'admin=1'],
    ['__proto__', '__proto__=1'],
    ['__proto__ with a path', '__proto__[admin]=1'],
    ['constructor', 'constructor=1'],
    ['toString', 'toString=1'],
    ['hasOwnProperty', 'hasOwnProperty=1'],
    ['one without a name', '=1'],
    ['one with U+0000', 'a%00b=1'],
    ['a thousand', Array.from({ length: 1000 }, (_, i) => `f${i}=1`).join('&')],
  ])('%s are refused', async (_, field) => {
    for (const url of posts()) {
      const answer = await refused((form) => `${encoded(form)}&${field}`, url);
      expect([url, answer.status]).toEqual([url, 400]);
      expect(answer.text).toContain(notThisForm);
    }
  });
});

describe('the page’s own hidden fields', () => {
  const without = (name: string) => (form: Record<string, string>) => {
    const { [name]: _, ...rest } = form;
    return encoded(rest);
  };
  const twice = (name: string) => (form: Record<string, string>) =>
    `${encoded(form)}&${name}=${form[name]}`;
  const as = (name: string, value: string) => (form: Record<string, string>) =>
    encoded({ ...form, [name]: value });

  test.each([
    ['no nonce', without('_nonce'), 400, badForm],
    ['two nonces', twice('_nonce'), 400, badForm],
    ['an oversized nonce', as('_nonce', 'a'.repeat(100_000)), 400, badForm],
    ['a nonce of other letters', as('_nonce', 'Ø'.repeat(26)), 400, badForm],
    ['no revision', without('_revision'), 400, badForm],
    ['two revisions', twice('_revision'), 400, badForm],
    ['a negative revision', as('_revision', '-1'), 400, badForm],
    ['1e3 for a revision', as('_revision', '1e3'), 400, badForm],
    ['a revision of twenty digits', as('_revision', '9'.repeat(20)), 400, badForm],
    ['a revision that is not there yet', as('_revision', '999999999'), 400, notThisForm],
    ['no visit', without('_visit'), 410, notSaved],
    ['two visits', twice('_visit'), 410, notSaved],
    ['another visit', () => `_visit=${newToken()}`, 410, notSaved],
    ['an oversized visit', as('_visit', 'v'.repeat(100_000)), 410, notSaved],
  ])('with %s the page is refused', async (_, change, status, text) => {
    const answer = await refused(change);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
  });

  test.each([
    ['an unknown language', as('_lang', 'xx')],
    ['two languages', twice('_lang')],
    ['an oversized language', as('_lang', 'n'.repeat(100_000))],
    ['an unknown way on', as('_go', '../../staff')],
    ['an unknown way back', as('_from', 'https://example.org')],
  ])('%s does no harm', async (_, change) => {
    await kari.get(page);
    const answer = await kari.send(page, change({ ...kari.hidden(), _nonce: newToken() }));
    expect([answer.status, answer.headers.location]).toEqual([303, '/answers/pages/age']);
  });
});

describe('a body that is not a form', () => {
  test.each([
    ['application/json', '{"gender":"1"}'],
    ['application/json', '{'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
    ['text/plain', 'gender=1'],
    ['text/xml', '<gender>1</gender>'],
    ['', 'gender=1'],
    ['nonsense', 'gender=1'],
  ])('of the type %j is refused', async (type, body) => {
    for (const url of posts()) {
      const before = await everyRow(study.services.db);
      const answer = await kari.send(url, body, { 'content-type': type });
      expect([url, answer.status]).toEqual([url, 415]);
      expect(answer.text).toContain('Dette kan vi ikke lese. Bruk skjemaet på siden.');
      expect(await everyRow(study.services.db)).toBe(before);
    }
  });

  test('of 5 MB is refused', async () => {
    for (const url of posts()) {
      const answer = await refused((form) => `${encoded(form)}&x=${'y'.repeat(5_000_000)}`, url);
      expect(answer.status).toBe(413);
      expect(answer.text).toContain('Teksten var for lang. Gå tilbake og skriv kortere.');
    }
  });

  test('of 5 MB over the network is refused before it is read', async () => {
    const address = await study.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = { ...formType, 'content-length': '5000000', expect: '100-continue' };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = httpRequest(address + link, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
        outgoing.destroy();
      });
      outgoing.on('error', reject);
      outgoing.write('x=');
    });
    expect(status).toBe(413);
  });

  test.each(['%E0%A4%A', '%', '%zz=%zz', '&&&=&=&', 'gender=%00'])(
    'but %j is never a fault of ours',
    async (body) => {
      const answer = await refused((form) => `${encoded({ ...form, gender: '' })}&${body}`);
      expect([400, 422]).toContain(answer.status);
    },
  );
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'SEARCH'] as const)(
  'the method %s does nothing anywhere',
  async (method) => {
    const before = await everyRow(study.services.db);
    for (const url of [...posts(), '/answers', '/answers/summary', '/healthz', '/']) {
      const { statusCode } = await study.app.inject({
        ...{ method: method as 'PUT', url, headers: { cookie: kari.cookie } },
      });
      expect([404, 405]).toContain(statusCode);
    }
    expect(await everyRow(study.services.db)).toBe(before);
  },
);

test.each(['visit', 'visit=', 'visit=%E0%A4%A', `visit=${'x'.repeat(4000)}`, 'visit=1; visit=2'])(
  'a cookie like %.20s opens no visit',
  async (cookie) => {
    const stranger = visitor(study);
    stranger.cookie = cookie;
    expect((await stranger.get('/answers')).status).toBe(410);
    expect(stranger.shown.text).toContain('Åpne lenken i e-posten på nytt.');
  },
);

test('a question page that is not in the form leads to the next open page', async () => {
  for (const name of ['nothing', '__proto__', '%E0%A4%A', 'x'.repeat(9000)]) {
    await kari.get(`/answers/pages/${name}`);
    expect(kari.shown.status).toBe(200);
  }
});

test.each([
  ['a field too many', (form: string) => `${form}&admin=1`, 400, 'Nothing from it is saved.'],
  ['no nonce', (form: string) => form.replace('_nonce', '_n'), 400, 'Go back and try again.'],
  ['another visit', (form: string) => form.replace('_visit', '_v'), 410, 'The page was not saved'],
  ['an identity number', (form: string) => `${form}&_x=01017012345`, 422, 'identity number'],
  ['5 MB', (form: string) => form + 'x'.repeat(5_000_000), 413, 'Go back and write less.'],
])('the refusal of %s is said in English to who reads English', async (_, change, status, text) => {
  const amina = visitor(study, 'en');
  await amina.start(link);
  await amina.get(`${page}?lang=en`);
  const answer = await amina.send(page, change(encoded(amina.hidden())));
  expect(answer.status).toBe(status);
  expect(answer.html).toContain('<html lang="en">');
  expect(answer.text).toContain(text);
});

test('the refusal of another type of body is said in English too', async () => {
  const answer = await visitor(study, 'en-GB').send(link, '{}', { 'content-type': 'text/plain' });
  expect([answer.status, answer.text]).toEqual([
    415,
    'Skip to the content That did not work We cannot read this. Use the form on the page. ' +
      'Lost your link? Privacy Accessibility',
  ]);
});
