/** The pages about what is sent: for coordinators, and the ways out and in for participants. */

import type { Page } from 'playwright-core';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { beginRun } from '../../../server/db/dispatch-runs.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import type { TestApp } from '../../support/app.ts';
import { follow } from '../../support/browser.ts';
import { invite, register } from '../../support/participants.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './sign-in.ts';

const sending = '/staff/sending';
const press = (page: Page, name: string) =>
  follow(page.getByRole('button', { name, exact: true }).first());

export const contactPages: readonly PageVisit[] = [
  {
    name: 'sending, nothing yet',
    async open(page, study) {
      await signIn(page, study, 'coordinator');
      await page.goto(sending);
    },
  },
  {
    name: 'sending, with letters',
    async open(page, study) {
      await register(study, { name: 'Paper Prestegård', channel: 'paper', email: null });
      await register(study, { name: 'Bo Brevik', channel: 'paper', address: null });
      const left = await register(study, { name: 'Gone Grieg', channel: 'paper' });
      await dispatch(study.services);
      const away = { code: left, state: 'paused', fromOn: '2018-03-01', actor: 'system' } as const;
      await changeState(study.services, away);
      await page.goto(sending);
    },
  },
  {
    name: 'day with letters',
    open: (page) => page.goto('/staff'),
  },
  {
    name: 'batch of letters',
    async open(page) {
      await page.goto(sending);
      await follow(page.locator('#letters ~ ul a').first());
    },
  },
  {
    name: 'batch of letters, ready to print',
    open: (page) => press(page, 'Gjør klar til utskrift'),
  },
  {
    name: 'message',
    open: (page) => page.goto('/staff/jobbspesialist/messages/candidate/reminder'),
  },
  {
    name: 'message as e-mail',
    open: (page) => page.goto('/staff/jobbspesialist/messages/candidate/invitation/mail.html'),
  },
  {
    name: 'sending, stopped',
    async open(page) {
      await page.goto(sending);
      await press(page, 'Stans all utsending');
    },
  },
  {
    name: 'sending, going again',
    alike: true,
    open: (page) => press(page, 'Start utsendingen igjen'),
  },
  {
    name: 'sending, under way',
    async open(page, study) {
      const run = { study: 'jobbspesialist', began_at: '2018-03-01T09:00:00.000Z', due: 12 };
      await beginRun(study.services.db.registry, run);
      await page.goto(sending);
    },
  },
  { name: 'code on a letter', open: (page) => page.goto('/k') },
  {
    name: 'code on a letter, wrong',
    async open(page) {
      await page.getByLabel('Kode').fill('K7M4Q-XR29H');
      await press(page, 'Åpne skjemaet');
    },
  },
  {
    name: 'way out',
    async open(page, study) {
      await page.goto((await wayOut(study)) ?? '');
    },
  },
  { name: 'mail stopped', open: (page) => press(page, 'Stopp e-postene') },
  {
    name: 'withdrawal by oneself',
    open: (page) => follow(page.getByRole('link', { name: 'Trekk meg fra studien' })),
  },
  {
    name: 'withdrawal by oneself, receipt',
    open: (page) => press(page, 'Ja, trekk meg fra studien'),
  },
];

/** As it stands at the end of an e-mail. */
async function wayOut(study: TestApp): Promise<string | undefined> {
  await invite(study, await register(study, { name: 'Ute Utne', email: 'ute@post.example' }));
  return study.mails.at(-1)?.text.match(/\/mail\/[a-z0-9]+/)?.[0];
}
