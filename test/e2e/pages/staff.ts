/** Every page that coordinators and keyers can meet, and how they get there. */

import type { Page } from 'playwright-core';
import { choosePassword, createAccount } from '../../../server/accounts/accounts.ts';
import type { Role } from '../../../server/db/accounts.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, wholeStudies } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import type { PageVisit } from './participant.ts';

const password = 'fjell og fjord 1814';

/** Makes an account and signs in to it as people do. */
export async function signIn(page: Page, { services }: TestApp, role: Role): Promise<void> {
  const email = `${role}@jobbstudien.example`;
  const token = await createAccount(services, {
    email,
    role,
    access: wholeStudies(services),
    actor: 'system',
  });
  await choosePassword(services, { token: token ?? '', password, email: null });
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel('Passord').fill(password);
  await page.getByRole('button', { name: 'Logg inn' }).click();
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

const participants = '/staff/jobbspesialist/participants';
const codes = { paper: '', invited: '', died: '' };

export const staffPages: readonly PageVisit[] = [
  { name: 'sign-in', open: (page) => page.goto('/sign-in') },
  { name: 'sign-in in English', alike: true, open: (page) => page.goto('/sign-in?lang=en') },
  {
    name: 'sign-in, wrong password',
    alike: true,
    async open(page) {
      await page.goto('/sign-in');
      await page.getByLabel('E-post').fill('nobody@post.example');
      await page.getByLabel('Passord').fill('feil');
      await press(page, 'Logg inn');
    },
  },
  {
    name: 'empty board',
    open: (page, study) => signIn(page, study, 'coordinator'),
  },
  {
    name: 'board',
    async open(page, study) {
      const candidate = (name: string, changes = {}) => register(study, { name, ...changes });
      codes.died = await candidate('Due Dahl');
      codes.paper = await candidate('Paper Prestegård', { channel: 'paper', email: null });
      codes.invited = await candidate('Sent Solberg');
      await invite(study, codes.invited);
      await answerOnWeb(study, await candidate('Web Wiik'), 1, { jm02: '1' });
      await withdrawParticipant(study.services, await candidate('Gone Grieg'), 'system');
      await page.goto('/staff');
    },
  },
  { name: 'board, filtered', alike: true, open: (page) => page.goto('/staff?state=due') },
  {
    name: 'board, after sending',
    alike: true,
    open: (page) => page.locator('.board button').first().click(),
  },
  { name: 'board in English', alike: true, open: (page) => page.goto('/staff?lang=en') },
  { name: 'participant', open: (page) => page.goto(`${participants}/${codes.invited}`) },
  {
    name: 'participant, asked whether to close the link',
    open: (page) => page.locator('summary').first().click(),
  },
  {
    name: 'participant, more to do',
    async open(page) {
      await page.goto(`${participants}/${codes.invited}`);
      await page.locator('.person-actions summary').click();
    },
  },
  {
    name: 'participant, after a note',
    async open(page) {
      await page.getByLabel('Skriv kort hva som ble sagt').fill('Ringte. Har mistet lenken.');
      await press(page, 'Lagre notat');
    },
  },
  {
    name: 'contact details',
    open: (page) => page.goto(`${participants}/${codes.invited}/details`),
  },
  {
    name: 'contact details, with a problem',
    async open(page) {
      await page.getByLabel('E-post').fill('kari');
      await press(page, 'Lagre');
    },
  },
  {
    name: 'contact details that somebody else changed',
    async open(page) {
      const other = await page.context().newPage();
      await other.goto(`${participants}/${codes.invited}/details`);
      await page.goto(`${participants}/${codes.invited}/details`);
      await other.getByLabel('Navn').fill('Sent Solheim');
      await press(other, 'Lagre');
      await other.close();
      await page.getByLabel('Adresse').fill('Sjøgata 3, 9008 Tromsø');
      await press(page, 'Lagre');
    },
  },
  { name: 'pause', open: (page) => page.goto(`${participants}/${codes.invited}/states/paused`) },
  { name: 'paused participant', open: (page) => press(page, 'Sett på pause') },
  { name: 'move', open: (page) => page.goto(`${participants}/${codes.invited}/moves`) },
  {
    name: 'job specialist',
    alike: true,
    open: (page) => page.goto(`${participants}/${codes.invited}/follower`),
  },
  {
    name: 'way of answering',
    alike: true,
    open: (page) => page.goto(`${participants}/${codes.invited}/answering`),
  },
  {
    name: 'inclusion date',
    alike: true,
    open: (page) => page.goto(`${participants}/${codes.invited}/inclusion-date`),
  },
  {
    name: 'inclusion date, what changes',
    async open(page) {
      await page.getByLabel('Rett dato').fill('27.02.2018');
      await press(page, 'Se hva som endres');
    },
  },
  {
    name: 'death',
    open: (page) => page.goto(`${participants}/${codes.died}/states/dead`),
  },
  { name: 'participant who has died', open: (page) => press(page, 'Ja, personen er død') },
  {
    name: 'withdrawal',
    open: (page) => page.goto(`${participants}/${codes.invited}/withdrawal`),
  },
  {
    name: 'receipt of a withdrawal',
    open: (page) => press(page, 'Ja, personen trekker seg'),
  },
  {
    name: 'withdrawn participant',
    alike: true,
    open: (page) => page.goto(`${participants}/${codes.invited}`),
  },
  {
    name: 'no such participant',
    alike: true,
    open: (page) => page.goto(`${participants}/XXXXXXX`),
  },
  { name: 'registration', open: (page) => page.goto(`${participants}/new`) },
  {
    name: 'registration of a job specialist',
    alike: true,
    open: (page) => page.goto(`${participants}/new?role=job-specialist`),
  },
  {
    name: 'registration, not filled in',
    async open(page) {
      await page.goto(`${participants}/new`);
      await press(page, 'Registrer');
    },
  },
  {
    name: 'registration of somebody known',
    async open(page) {
      await page.getByLabel('Navn').fill('Kari Nordli');
      await page.getByLabel('E-post', { exact: true }).fill('kari.nordli@post.example');
      await page.getByLabel('Inklusjonsdato').fill('01.03.2018');
      await page.getByLabel('Gruppe').selectOption('kvp');
      await page.getByLabel('Sted').selectOption('harstad');
      await page.getByLabel('Dato for samtykke').fill('01.03.2018');
      await press(page, 'Registrer');
    },
  },
  {
    name: 'registered',
    alike: true,
    async open(page) {
      await page.getByLabel('Det er en annen person').check();
      await press(page, 'Registrer');
    },
  },
  { name: 'paper forms', open: (page, study) => signIn(page, study, 'keyer') },
  {
    name: 'paper forms, unknown code',
    alike: true,
    async open(page) {
      await page.getByLabel('Kode').fill('XXXXXXX');
      await press(page, 'Åpne skjemaet');
    },
  },
  {
    name: 'keying screen',
    async open(page) {
      await page.getByLabel('Kode').fill(codes.paper);
      await page.getByLabel('Målepunkt', { exact: true }).fill('1');
      await press(page, 'Åpne skjemaet');
    },
  },
  {
    name: 'keying screen, with problems',
    async open(page) {
      await page.getByLabel('Skjemaet kom').fill('31.12.2030');
      await page.locator('#age').fill('abc');
      await press(page, 'Lagre skjemaet');
    },
  },
  {
    name: 'keyed',
    async open(page) {
      await page.getByLabel('Skjemaet kom').fill('01.03.2018');
      await page.locator('#age').fill('34');
      await press(page, 'Lagre skjemaet');
    },
  },
  {
    name: 'keyed before',
    alike: true,
    open: (page) => page.goto(`/staff/paper-entries/${codes.paper}/1`),
  },
  { name: 'not for a keyer', alike: true, open: (page) => page.goto('/staff') },
  {
    name: 'signed out',
    alike: true,
    open: (page) => page.goto('/staff/paper-entries').then(() => press(page, 'Logg ut')),
  },
];
