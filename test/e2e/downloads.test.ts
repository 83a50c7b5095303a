/** A download that takes its time: the page tells how far it has come, and the browser has the whole file in the end. */

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, openBrowser } from '../support/browser.ts';
import { register } from '../support/participants.ts';
import { unzipped } from '../support/unzipped.ts';
import { signIn } from './pages/sign-in.ts';

let study: TestApp;
let app: FastifyInstance;
let browser: Browser;
let address: string;
/** What is read comes at once until there are no more free reads; then it waits for `goOn`. */
let free = Number.POSITIVE_INFINITY;
let goOn = () => {};
let gate = Promise.resolve();

beforeAll(async () => {
  study = await testApp();
  await register(study);
  const { db } = study.services;
  const studyReader = db.studyReader.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      free -= 1;
      if (free < 0) await gate;
      return result;
    },
  });
  app = await buildApp({ ...study.services, db: { ...db, studyReader } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await study.close();
});

async function studyPage(javaScript: boolean): Promise<Page> {
  free = Number.POSITIVE_INFINITY;
  const page = await freshPage(browser, { width: 320, javaScript }, address);
  await signIn(page, study, 'researcher');
  await page.goto('/research/jobbspesialist');
  return page;
}

test('the page says how far it is, and that it is done', async () => {
  const page = await studyPage(true);
  gate = new Promise((resolve) => {
    goOn = resolve;
  });
  // Enough to begin with, not to end.
  free = 12;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'everything.zip' }).click(),
  ]);
  const box = page.locator('.download-progress');
  await box.getByText('Lastes ned').waitFor();
  expect(await box.getByRole('progressbar', { name: 'everything.zip' }).isVisible()).toBe(true);
  goOn();
  await box.getByText('Ferdig').waitFor();
  expect(await box.getByRole('progressbar').count()).toBe(0);
  const { files } = unzipped(readFileSync(await download.path()));
  expect(Object.keys(files)).toContain('SHA256SUMS');
  await page.context().close();
});

test('without JavaScript it is simply downloaded', async () => {
  const page = await studyPage(false);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'codebook.html Kandidat' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('jobbspesialist-candidate-codebook.html');
  expect(readFileSync(await download.path(), 'utf8')).toContain('<h1>Kodebok</h1>');
  await page.context().close();
});
