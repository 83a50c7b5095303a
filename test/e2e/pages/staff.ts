/** Every page that coordinators and keyers can meet, and how they get there. */

import type { Page } from 'playwright-core';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { addTask } from '../../../server/tasks/task-change.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { follow } from '../../support/browser.ts';
import { invite, register } from '../../support/participants.ts';
import { consentPages, importPages } from './enrolment.ts';
import { paperPages } from './paper.ts';
import type { PageVisit } from './participant.ts';
import { signIn, stepUp } from './sign-in.ts';

const press = (page: Page, name: string) =>
  follow(page.getByRole('button', { name, exact: true }).first());

const participants = '/staff/jobbspesialist/participants';
const board = '/staff/participants';
const codes = { paper: '', invited: '', second: '', died: '' };

async function find(page: Page, query: string): Promise<void> {
  await page.goto('/staff');
  await page.locator('#find').fill(query);
  await press(page, 'Finn');
}

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
    name: 'day with nothing to do',
    open: (page, study) => signIn(page, study, 'coordinator'),
  },
  { name: 'empty board', open: (page) => page.goto(board) },
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
      await page.goto(board);
    },
  },
  {
    name: 'board, filtered',
    alike: true,
    open: (page) => page.goto(`${board}?state=due&site=tromso`),
  },
  {
    name: 'board, after sending',
    alike: true,
    open: (page) => follow(page.locator('.board button').first()),
  },
  {
    name: 'board of another role, nobody',
    alike: true,
    open: (page) => page.goto(`${board}?role=job-specialist`),
  },
  { name: 'board in English', alike: true, open: (page) => page.goto(`${board}?lang=en`) },
  { name: 'new task', open: (page) => page.goto(`${participants}/${codes.invited}/tasks/new`) },
  {
    name: 'new task, wrong day',
    alike: true,
    async open(page) {
      await page.getByLabel('Hvilken dag?').fill('1.1.2018');
      await press(page, 'Legg på lista');
    },
  },
  {
    name: 'day with tasks of every kind',
    async open(page, study) {
      const candidate = (name: string, changes = {}) => register(study, { name, ...changes });
      const task = async (kind: 'bounced' | 'returned' | 'phone', code: string, dueOn: string) =>
        addTask(study.services, { study: 'jobbspesialist', code, kind, wave: 1, dueOn }, 'system');
      await candidate('Late Lie', { inclusionDate: '2018-01-30' });
      await task('bounced', codes.invited, '2018-02-28');
      await task('phone', codes.paper, '2018-03-01');
      await task('returned', await candidate('Kari Nordli-Hansen Bjørnstad'), '2018-02-27');
      await task('phone', await candidate('Ola Vik'), '2018-03-09');
      await page.goto('/staff');
    },
  },
  {
    name: 'day, asked how it went',
    async open(page) {
      await page.locator('.rows summary').first().click();
      await page.locator('.coming > summary').click();
    },
  },
  {
    name: 'day, wrong day',
    async open(page) {
      await page.locator('.rows [name=again]').first().fill('i morgen');
      await follow(page.getByRole('button', { name: 'Prøv igjen den dagen' }).first());
    },
  },
  {
    name: 'day, one done',
    alike: true,
    async open(page) {
      await page.goto('/staff?kind=phone');
      await follow(page.getByRole('button', { name: 'Gjort' }).first());
    },
  },
  { name: 'day in English', alike: true, open: (page) => page.goto('/staff?lang=en') },
  { name: 'search, several', open: (page) => find(page, 'kar') },
  { name: 'search, nobody', alike: true, open: (page) => find(page, 'Ingen Ingensen') },
  { name: 'search, blank', open: (page) => find(page, ' ') },
  { name: 'participant', open: (page) => page.goto(`${participants}/${codes.invited}`) },
  {
    name: 'participant, asked whether to close the link',
    open: (page) => page.locator('.board summary').first().click(),
  },
  {
    name: 'copy of data',
    async open(page) {
      await stepUp(page);
      await page.goto(`${participants}/${codes.invited}/data-copies`);
    },
  },
  {
    name: 'copy of data, not filled in',
    open: (page) => press(page, 'Vis lenken én gang, til å skrive ut'),
  },
  {
    name: 'copy of data, to print',
    async open(page) {
      await page.getByLabel('Hvordan har du sjekket').selectOption('document');
      await page.getByLabel('Jeg er sikker på').check();
      await press(page, 'Vis lenken én gang, til å skrive ut');
    },
  },
  {
    name: 'copy of data, sent',
    alike: true,
    async open(page) {
      await page.goto(`${participants}/${codes.invited}/data-copies`);
      await page.getByLabel('Hvordan har du sjekket').selectOption('known');
      await page.getByLabel('Jeg er sikker på').check();
      await follow(page.getByRole('button', { name: 'Send lenken til' }));
    },
  },
  { name: 'list of names', open: (page) => page.goto('/staff/jobbspesialist/identity-export') },
  { name: 'list of names, no purpose', open: (page) => press(page, 'Last ned') },
  {
    name: 'calendar, no address',
    async open(page) {
      await page.goto('/staff');
      await follow(page.getByRole('link', { name: 'Få datoene i kalenderen' }));
    },
  },
  { name: 'calendar, new address', open: (page) => press(page, 'Lag adresse') },
  {
    name: 'calendar, made before',
    open: (page) => page.goto('/staff/jobbspesialist/calendar-feed'),
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
      await page.getByLabel('Navn', { exact: true }).fill('Kari Nordli');
      await page.getByLabel('E-post', { exact: true }).fill('kari.nordli@post.example');
      await page.getByLabel('Svare på skjemaene').check();
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
  ...consentPages(() => `${participants}/${codes.paper}`),
  ...importPages,
  {
    name: 'what happened with somebody',
    open: (page) => page.goto(`${participants}/${codes.invited}/events`),
  },
  {
    name: 'merging, who is the other',
    async open(page, study) {
      codes.second = await register(study, { name: 'Kari Nordli', phone: null });
      await answerOnWeb(study, codes.second, 1, { jm02: '1', jm40: '7' });
      await page.goto(`${participants}/${codes.second}/merge`);
    },
  },
  {
    name: 'merging, no such code',
    async open(page) {
      await page.getByLabel('Den andre koden').fill('1234567');
      await press(page, 'Se begge');
    },
  },
  {
    name: 'merging, side by side',
    async open(page, study) {
      codes.paper = await register(study, { name: 'Kari Nordlie', channel: 'paper', email: null });
      await keyOnPaper(study, codes.paper, 1, {
        answers: { jm02: '2' },
        writtenOn: null,
        receivedOn: '2018-03-01',
      });
      await page.getByLabel('Den andre koden').fill(codes.paper);
      await press(page, 'Se begge');
    },
  },
  {
    name: 'merging, not decided',
    open: (page) => press(page, 'Slå sammen'),
  },
  {
    name: 'merged',
    async open(page) {
      await page.getByLabel('på nett').check();
      await page.getByLabel('Ja, jeg er sikker').check();
      await press(page, 'Slå sammen');
    },
  },
  ...paperPages,
  { name: 'not for a keyer', alike: true, open: (page) => page.goto('/staff') },
  {
    name: 'signed out',
    alike: true,
    open: (page) => page.goto('/staff/paper-entries').then(() => press(page, 'Logg ut')),
  },
];
