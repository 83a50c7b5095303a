/** Privacy and accessibility: reachable from every page, out of the study's own file, in both languages. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedSurveys } from '../../../server/config.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { open } from '../../support/staff.ts';
import { visitor } from '../../support/visitor.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test('the page tells what the study’s file says: who, whom to ask, how long, what leaving means', async () => {
  const browser = visitor(t);
  const { text, html } = await browser.get('/privacy');
  for (const told of [
    'Prosjektkontoret har ansvar for det vi vet om deg.',
    'personvern@jobbstudien.example',
    '77 00 00 00',
    'Til 31. des. 2029.',
    'Vi tar koden bort fra svar du har gitt.',
    'Den heter visit.',
    'heter session',
    'klage til Datatilsynet',
    'Er noe feil?',
  ])
    expect(text).toContain(told);
  expect(html).toContain('href="mailto:personvern@jobbstudien.example"');
  await browser.follow('English');
  expect(browser.shown.text).toContain('Until 31 Dec 2029.');
});

test('of several studies one is picked, and one that is not there is not found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
  for (const part of ['instruments', 'studies'])
    cpSync(join(shippedSurveys, part), join(folder, part), { recursive: true });
  const shipped = readFileSync(join(folder, 'studies/jobbspesialist.yaml'), 'utf8');
  const other = shipped
    .replace('study: jobbspesialist', 'study: oppfolging')
    .replace('nb: Jobbspesialister i utvidet oppfølging', 'nb: Oppfølging i nord')
    .replace(/^controller: .*$/m, '')
    .replace('withdrawal: anonymise', 'withdrawal: erase');
  writeFileSync(join(folder, 'studies/oppfolging.yaml'), other);
  const two = await testApp({ surveys: folder });
  const browser = visitor(two);
  await browser.get('/privacy');
  await browser.follow('Oppfølging i nord');
  expect(browser.shown.text).toContain('Svar du har gitt, blir slettet.');
  expect(browser.shown.text).not.toContain('personvernombud');
  expect((await browser.get('/privacy/none')).status).toBe(404);
  expect((await browser.get('/lost-link/receipt')).text).toContain('Oppfølging i nord');
  await two.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every page leads to privacy and accessibility, and a participant’s page to a lost link', async () => {
  const link = await invite(t, await register(t));
  const browser = visitor(t);
  await browser.start(link);
  const question = browser.shown.html;
  const admin = await t.signedIn('admin');
  const coordinator = await t.signedIn('coordinator');
  const pages = {
    welcome: (await visitor(t).get(link)).html,
    question,
    'unknown link': (await browser.get('/s/unknown')).html,
    'no such page': (await browser.get('/nowhere')).html,
    accounts: (await open(t, admin, '/admin/accounts')).body,
    board: (await open(t, coordinator, '/staff')).body,
  };
  for (const [name, html] of Object.entries(pages)) {
    const leadsTo = (path: string) => new RegExp(`href="${path}\\?lang(=|&#x3D;)nb"`).test(html);
    const isStaffs = ['accounts', 'board'].includes(name);
    expect([name, leadsTo('/privacy'), leadsTo('/accessibility')]).toEqual([name, true, true]);
    expect([name, leadsTo('/lost-link')]).toEqual([name, !isStaffs]);
  }
});

test('the accessibility statement says what was tried, what is lacking and whom to tell', async () => {
  const { text } = await visitor(t).get('/accessibility');
  for (const told of [
    'WCAG 2.1',
    'Dette har vi prøvd',
    'ikke godt nok ennå',
    '77 00 00 00',
    'Uu-tilsynet',
  ])
    expect(text).toContain(told);
  expect((await visitor(t).get('/accessibility?lang=en')).text).toContain('What we have tried');
});
