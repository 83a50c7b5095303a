/** What goes over the wire besides the words: headers, cookies and bytes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { formType, type Shown, visitor } from '../../support/visitor.ts';

let study: TestApp;
let link: string;

beforeAll(async () => {
  study = await testApp();
  link = await invite(study, await register(study));
});
afterAll(() => study.close());

/** One page of every kind that a participant can meet. */
async function everyKind(): Promise<Record<string, Shown>> {
  const browser = visitor(study);
  const welcome = await browser.get(link);
  const question = await browser.start(link);
  const form = browser.hidden();
  const refused = await browser.next({ gender: '9' });
  await browser.get('/answers/pages/gender');
  await browser.next({ gender: '1' });
  return {
    welcome,
    question,
    refused,
    stale: await browser.send('/answers/pages/gender', { ...form, gender: '2' }),
    redirect: await browser.send('/answers/pages/age', '').then(() => browser.send(link, '')),
    summary: await browser.get('/answers/summary'),
    thanks: await browser.get('/thanks/jobbspesialist/candidate'),
    'lost link': await browser.get('/lost-link'),
    'lost link, asked for': await browser.get('/lost-link/receipt'),
    privacy: await browser.get('/privacy'),
    accessibility: await browser.get('/accessibility'),
    'copy of data, over': await browser.get('/d/unknown'),
    'unknown link': await browser.get('/s/unknown'),
    'broken address': await browser.get('/%E0%A4%A'),
    'no such page': await browser.get('/nowhere'),
    'wrong type': await browser.send(link, '{}', { 'content-type': 'application/json' }),
    'too large': await browser.send(link, `x=${'y'.repeat(300_000)}`),
    'no visit': await visitor(study).get('/answers'),
  };
}

test('every page stays out of caches and histories, and runs and loads only what is ours', async () => {
  for (const [kind, { headers }] of Object.entries(await everyKind())) {
    expect([kind, headers['cache-control']]).toEqual([kind, 'no-store']);
    expect([kind, headers['referrer-policy']]).toEqual([kind, 'no-referrer']);
    expect([kind, headers['content-security-policy']]).toEqual([
      kind,
      "default-src 'none';style-src 'self';script-src 'self';connect-src 'self';font-src 'self';" +
        "img-src 'self' data:;form-action 'self';frame-ancestors 'none';base-uri 'none'",
    ]);
    expect([kind, headers['x-content-type-options']]).toEqual([kind, 'nosniff']);
    expect([kind, headers['x-powered-by'], headers.server]).toEqual([kind, undefined, undefined]);
  }
});

test('every page is whole: it names its language, and has one main heading', async () => {
  for (const [kind, { html, status }] of Object.entries(await everyKind())) {
    if (status === 303) continue;
    expect([kind, html.slice(0, 32)]).toEqual([kind, '<!doctype html>\n<html lang="nb">']);
    expect([kind, html.match(/<h1/g)?.length]).toEqual([kind, 1]);
    expect([kind, /undefined|\[object|null|NaN/.exec(html)]).toEqual([kind, null]);
    expect([kind, / style=| on[a-z]+=|<style|javascript:/.exec(html)]).toEqual([kind, null]);
  }
});

describe('the cookie', () => {
  const cookieOf = async ({ app }: TestApp, url: string) =>
    String((await app.inject({ method: 'POST', url, headers: formType })).headers['set-cookie']);

  test('is set by the button only, and no script and no other site can use it', async () => {
    expect(await cookieOf(study, link)).toMatch(
      /^visit=[a-z0-9]{26}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('travels over https only where the study is reached by https', async () => {
    const secure = await testApp({ publicUrl: 'https://studie.example' });
    const secureLink = await invite(secure, await register(secure));
    expect(await cookieOf(secure, secureLink)).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    const { headers } = await secure.app.inject({ url: secureLink });
    expect(headers['strict-transport-security']).toContain('max-age=');
    await secure.close();
  });

  test('and the link share no secret', async () => {
    expect(await cookieOf(study, link)).not.toContain(link.replace('/s/', ''));
  });
});

describe('the first page', () => {
  test('is under 60 kB with all that it loads', async () => {
    const bytes: Record<string, number> = {};
    const load = async (url: string): Promise<string> => {
      const headers = { 'accept-encoding': 'gzip, deflate, br' };
      const response = await study.app.inject({ url, headers });
      expect(response.statusCode).toBe(200);
      const head = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      bytes[url] = response.rawPayload.length + head.join('').length;
      return (await study.app.inject({ url })).body;
    };
    const html = await load(link);
    const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]*)"/g)].map(([, url]) => url);
    for (const url of assets) {
      const body = await load(url ?? '');
      if (url?.endsWith('.css'))
        for (const [, font = ''] of body.matchAll(/url\("?(\/assets\/[^")]*)/g)) await load(font);
    }
    const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    expect(Object.keys(bytes)).toHaveLength(5);
    expect(total).toBeLessThan(60_000);
  });

  test('is one press from the first question', async () => {
    const browser = visitor(study);
    await browser.start(await invite(study, await register(study, { name: 'Ane Dal' })));
    expect(browser.shown.text).toContain('Er du kvinne eller mann?');
  });
});
