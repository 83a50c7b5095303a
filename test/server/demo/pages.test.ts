/** The demo's pages: what was caught can be read, and is never taken for markup. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPages } from '../../../server/demo/pages.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { visitor } from '../../support/visitor.ts';

const url = 'http://127.0.0.1';
const mails = [
  {
    to: 'kari.nordli@post.example',
    source: message(
      'Skjemaet ditt er klart',
      `Hei!\n\nÅpne skjemaet her:\n${url}/s/abc\n\nSe også https://annet.example/s/abc`,
    ),
    receivedAt: Temporal.Instant.from('2018-03-01T09:00:00Z'),
  },
  {
    to: 'ola.lund@post.example',
    source: message('<script>alert(1)</script>', 'Hei <b>Ola</b> & co'),
    receivedAt: Temporal.Instant.from('2018-03-01T23:30:00Z'),
  },
];
const what = {
  url,
  study: 'jobbspesialist',
  today: '2018-03-01',
  accounts: [
    { role: 'keyer' as const, email: 'keyer@demo.example', password: 'et hemmelig ord', site: '' },
  ],
  links: [
    {
      code: 'K7M4QXR',
      wave: 1,
      instrument: 'job-mastery',
      role: 'candidate',
      url: `${url}/s/abc`,
      state: 'unanswered' as const,
    },
  ],
  formsToKey: ['P6DG8GG'],
  apiToken: 'token',
};

let production: TestApp;
let demo: TestApp;
beforeAll(async () => {
  production = await testApp();
  demo = await testApp();
  await demo.app.register(demoPages, { what, mails, timeZone: 'Europe/Oslo' });
});
afterAll(async () => {
  await production.close();
  await demo.close();
});

test('no other server has them', async () => {
  for (const path of ['/demo', '/demo/mails', '/demo/mails/1'])
    expect((await visitor(production).get(path)).status).toBe(404);
});

test('the first page leads to what can be opened, and says what day it is', async () => {
  const { text, html, url: opened } = await visitor(demo).get('/');
  expect(opened).toBe('/demo');
  expect(text).toContain('I demoen er det 1. mars 2018.');
  expect(text).toContain('keyer@demo.example et hemmelig ord /staff/paper-entries');
  expect(text).toContain('K7M4QXR Ikke svart ennå Kandidat 1');
  expect(text).toContain('P6DG8GG');
  expect(text).toContain(`curl -H "Authorization: Bearer token" ${url}/research/jobbspesialist`);
  expect(html).toContain(`href="${url}/s/abc"`);
});

test('it speaks English too', async () => {
  const { text } = await visitor(demo, 'en').get('/demo');
  expect(text).toContain('In the demo it is 1 March 2018.');
  expect(text).toContain('K7M4QXR Not answered yet Candidate 1');
});

test('the report’s people are told apart, and what does not come out as printed is said', async () => {
  const { text } = await visitor(demo, 'en').get('/demo/report');
  expect(text).toContain('everybody who joined by 16 November 2018');
  expect(text).toContain('after 12 and 18 months are invented');
  expect(text).toContain('5 of 43 is printed as 11.5 %. It is 11.6 %.');
});

test('messages are listed with the newest first, at the time where the study is', async () => {
  const { text } = await visitor(demo).get('/demo/mails');
  expect(text.indexOf('ola.lund@post.example')).toBeLessThan(
    text.indexOf('kari.nordli@post.example'),
  );
  expect(text).toContain('2. mars 2018, 00:30');
});

test('the link in a message can be pressed if it is ours, and only then', async () => {
  const { html } = await visitor(demo).get('/demo/mails/1');
  expect(html).toContain(`<a class="ds-link" href="${url}/s/abc">${url}/s/abc</a>`);
  expect(html).not.toContain('href="https://annet.example');
});

test('what a message says is never markup', async () => {
  const { html, text } = await visitor(demo).get('/demo/mails/2');
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('<b>Ola');
  expect(text).toContain('Hei <b>Ola</b> & co');
});

test('a message that is not there is a page that is not there', async () => {
  for (const path of ['/demo/mails/0', '/demo/mails/3', '/demo/mails/01', '/demo/mails/x'])
    expect((await visitor(demo).get(path)).status).toBe(404);
});

function message(subject: string, text: string): string {
  const type = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit';
  return `Subject: ${subject}\nMIME-Version: 1.0\n${type}\n\n${text}\n`;
}
