/** A coordinator's day with what is sent, in a real browser: a file of people, their mail, one that comes back, and a letter instead. */

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeReport } from '../../server/contact/bounces/taking.ts';
import { dispatch } from '../../server/contact/dispatch.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { follow, freshPage, openBrowser } from '../support/browser.ts';
import { signIn } from './pages/sign-in.ts';

let browser: Browser;
let t: TestApp;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  t = await testApp({ now: '2018-02-05T08:00:00Z' });
  const address = await t.app.listen({ host: '127.0.0.1', port: 0 });
  page = await freshPage(browser, { width: 1280, javaScript: true }, address);
  await signIn(page, t, 'coordinator');
});
afterAll(async () => {
  await browser.close();
  await t.close();
});

const press = (name: string | RegExp) => follow(page.getByRole('button', { name }).first());
const click = (name: string) => follow(page.getByRole('link', { name, exact: true }).first());
const text = async () => (await page.locator('main').textContent()) ?? '';

const file = [
  'Navn;E-post;Telefon;Gruppe;Sted;Dato for samtykke;Svare på skjemaene;' +
    'Koble svarene med opplysninger fra NAV;Bli spurt om å være med i nye studier;' +
    'Svarene kan lagres i et arkiv uten navn',
  'Bjørn Åsheim;bjorn@post.example;;Kvalifiseringsprogrammet;Harstad;05.02.2018;ja;ja;nei;ja',
  'Ærlend Ødegård;aerlend@post.example;99112233;Jobbspesialist;Tromsø;05.02.2018;ja;nei;nei;nei',
];

test('a file of people is imported, and their invitations leave by themselves', async () => {
  await page.goto('/staff/jobbspesialist/participants/import');
  const buffer = Buffer.from(file.join('\r\n'), 'latin1');
  const upload = { name: 'folk.csv', mimeType: 'text/csv', buffer };
  await page.getByLabel('CSV-fil').setInputFiles(upload);
  await press('Se gjennom fila');
  await press('Registrer 2 personer');
  await dispatch(t.services);
  expect(t.mails.map(({ to }) => to).sort()).toEqual([
    'aerlend@post.example',
    'bjorn@post.example',
  ]);
  await page.goto('/staff/sending');
  expect(await text()).toContain('Sendte 2 e-poster.');
});

test('one of them comes back: there is a task, and no more mail to that address', async () => {
  await takeReport(t.services, await reportAbout('bjorn@post.example'));
  await page.goto('/staff');
  expect(await page.locator('section ol.rows').textContent()).toContain('Bjørn Åsheim');
  await page.goto('/staff/participants?state=failed');
  expect(await page.locator('tbody').textContent()).toContain('Bjørn Åsheim');
  t.setTime('2018-02-12T08:00:00Z');
  await dispatch(t.services);
  expect(t.mails.slice(2).map(({ to }) => to)).toEqual(['aerlend@post.example']);
});

test('they are phoned, would rather have paper, and the task is done', async () => {
  await signIn(page, t, 'coordinator');
  await click('Bjørn Åsheim');
  await click('Endre kontakt');
  await page.getByLabel('Adresse').fill('Nygata 4\n9405 Harstad');
  await press('Lagre');
  await page.locator('summary', { hasText: 'Mer' }).click();
  await click('Papir eller e-post');
  await page.getByLabel('Hvordan vil personen svare?').selectOption('paper');
  await press('Lagre');
  await page.goto('/staff');
  await press(/^Gjort/);
  expect(await text()).toContain('Alt er gjort for i dag');
});

test('the letter lies in the batch of the day, is printed and posted, and its code opens the form', async () => {
  t.setTime('2018-02-12T09:00:00Z');
  await dispatch(t.services);
  await page.goto('/staff');
  await click('Ett brev skal skrives ut.');
  expect(await text()).toContain('Nygata 4');
  await press('Gjør klar til utskrift');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Last ned adresser' }).click();
  const list = readFileSync((await (await download).path()) ?? '', 'utf8');
  expect(list).toContain('Bjørn Åsheim,Nygata 4,9405 Harstad');
  await press('Nå ligger de i posten');
  expect(await text()).toContain('Sendt 12. feb. 2018');

  const code = list.match(/[2-9A-Z]{5}-[2-9A-Z]{5}/)?.[0] ?? '';
  t.setTime('2018-02-12T10:00:00Z');
  const phone = await freshPage(
    browser,
    { width: 320, javaScript: false },
    new URL(page.url()).origin,
  );
  await phone.goto('/k');
  await phone.getByLabel('Kode').fill(code.toLowerCase().replace('-', ' '));
  await phone.getByRole('button', { name: 'Åpne skjemaet' }).click();
  expect(new URL(phone.url()).pathname).toMatch(/^\/answers\/pages\//);
  await phone.context().close();
});

test('the person’s page tells all of it, in order', async () => {
  await page.locator('#find').fill('Åsheim');
  await press('Finn');
  await click('Bjørn Åsheim');
  const told = (await text()).replaceAll(/\s+/g, ' ');
  const places = [
    'Åpnet skjemaet, målepunkt 1',
    'Sendte brev i posten, målepunkt 1',
    'Svarer nå på papir',
    'E-post om målepunkt 1 kom i retur',
    'Sendte e-post, målepunkt 1',
  ].map((line) => told.indexOf(line));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

/** As a mail server writes one, about the message that went to that address. */
async function reportAbout(to: string): Promise<Buffer> {
  const messageId = t.mails.find((mail) => mail.to === to)?.messageId ?? '';
  const { id } = await t.services.db.registry
    .selectFrom('outbox')
    .select('id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  const sample = new URL('../fixtures/bounces/postfix-unknown-user.eml', import.meta.url);
  const mail = readFileSync(sample, 'latin1');
  const [known = ''] = mail.match(/(?<=retur\+)[\da-f]{32}/) ?? [];
  return Buffer.from(mail.replaceAll(known, id.replaceAll('-', '')), 'latin1');
}
