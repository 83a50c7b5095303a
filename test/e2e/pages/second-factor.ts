/** Every page on the way from a password to a code from the phone, as somebody meets them who chooses to have one. */

import { codeOf, password } from '../../support/authenticator.ts';
import { follow } from '../../support/browser.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './sign-in.ts';

const secretOf = (text: string | null) => (text ?? '').replaceAll(' ', '');
let secret = '';

export const secondFactorPages: readonly PageVisit[] = [
  {
    name: 'own account without codes',
    async open(page, study) {
      await signIn(page, study, 'keyer');
      await follow(page.getByRole('link', { name: '@jobbstudien.example' }));
    },
  },
  {
    name: 'asked for the password again',
    open: (page) => follow(page.getByRole('link', { name: 'Sett opp koder' })),
  },
  {
    name: 'asked for the password again, wrong',
    alike: true,
    async open(page) {
      await page.getByLabel('Passord').fill('feil');
      await follow(page.getByRole('button', { name: 'Gå videre' }));
    },
  },
  {
    name: 'setting up an app',
    async open(page) {
      await page.getByLabel('Passord').fill(password);
      await follow(page.getByRole('button', { name: 'Gå videre' }));
    },
  },
  {
    name: 'setting up an app, wrong code',
    alike: true,
    async open(page) {
      await page.getByLabel('Koden fra appen').fill('12345');
      await follow(page.getByRole('button', { name: 'Gå videre' }));
    },
  },
  {
    name: 'recovery codes',
    async open(page, study) {
      secret = secretOf(await page.locator('.secret code').textContent());
      await page.getByLabel('Koden fra appen').fill(codeOf(study, secret));
      await follow(page.getByRole('button', { name: 'Gå videre' }));
    },
  },
  { name: 'own account with codes', open: async (page) => void (await page.goto('/account')) },
  {
    name: 'asked for a code again',
    open: async (page) => void (await page.goto('/account/recovery-codes')),
  },
  {
    name: 'asked whether to make new recovery codes',
    async open(page, study) {
      study.setTime('2018-03-01T09:01:00Z');
      await page.getByLabel('Koden fra appen').fill(codeOf(study, secret));
      await follow(page.getByRole('button', { name: 'Gå videre' }).first());
    },
  },
  {
    name: 'asked for a code after the password',
    async open(page) {
      await follow(page.getByRole('button', { name: 'Logg ut' }));
      await page.getByLabel('E-post').fill('keyer@jobbstudien.example');
      await page.getByLabel('Passord').fill(password);
      await follow(page.getByRole('button', { name: 'Logg inn' }));
      await page.locator('summary').click();
    },
  },
  {
    name: 'asked for a code, wrong recovery code',
    async open(page) {
      await page.getByLabel('Reservekode').fill('abcd-efgh');
      await follow(page.getByRole('button', { name: 'Gå videre' }).last());
    },
  },
];
