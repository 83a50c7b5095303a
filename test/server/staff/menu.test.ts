/** The menu above the pages: where somebody is stands out, and no wrong turn takes it away. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
let kari: string;
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  kari = await register(t);
});
afterAll(() => t.close());

async function marked(path: string): Promise<(string | undefined)[][]> {
  const { body } = await open(t, coordinator, path);
  const [menu = ''] = body.match(/<nav aria-label="Meny">[\s\S]*?<\/nav>/) ?? [];
  return [...menu.matchAll(/aria-current="(\w+)">([^<]+)/g)].map(([, how, text]) => [text, how]);
}

test.each([
  ['/staff', 'I dag', 'page'],
  ['/staff?kind=phone', 'I dag', 'page'],
  ['/staff/participants?state=due', 'Deltakere', 'page'],
  ['/staff/jobbspesialist/participants/new', 'Deltakere', 'true'],
  ['/staff/jobbspesialist/identity-export', 'Deltakere', 'true'],
  ['/staff/paper-entries', 'Papirskjema', 'page'],
])('on %s, %s is marked', async (path, text, how) => {
  expect(await marked(path)).toEqual([[text, how]]);
});

test('the page of Kari belongs to the participants, and looking for somebody to nothing', async () => {
  expect(await marked(`/staff/jobbspesialist/participants/${kari}`)).toEqual([
    ['Deltakere', 'true'],
  ]);
  expect(await marked('/staff/searches')).toEqual([]);
});

test('a coordinator who follows a wrong code or opens what is not for them can go on from there', async () => {
  for (const [path, status] of [
    ['/staff/jobbspesialist/participants/XXXXXXX', 404],
    ['/admin/accounts', 403],
  ] as const) {
    const { statusCode, body } = await open(t, coordinator, path);
    expect(statusCode).toBe(status);
    expect(body).toContain('href="/staff/participants"');
    expect(body).not.toContain('Mistet lenken?');
  }
});

test('a researcher who asks for an unknown study is sent to the menu, not to an e-mail', async () => {
  const researcher = await t.signedIn('researcher');
  const { body } = await open(t, researcher, '/research/nothing');
  expect(body).toContain('Velg i menyen øverst.');
  expect(body).not.toContain('lenken i e-posten');
});
