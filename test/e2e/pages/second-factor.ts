/** Every page on the way from a password to a code from the phone, as somebody meets them who chooses to have one. */

import { codeOf, password } from '../../support/authenticator.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './staff.ts';

const secretOf = (text: string | null) => (text ?? '').replaceAll(' ', '');
let secret = '';

export const secondFactorPages: readonly PageVisit[] = [
  {
    name: 'own account without codes',
    async open(page, study) {
      await signIn(page, study, 'keyer');
      await page.getByRole('link', { name: '@jobbstudien.example' }).click();
    },
  },
  {
    name: 'asked for the password again',
    open: (page) => page.getByRole('link', { name: 'Sett opp koder' }).click(),
  },
  {
    name: 'asked for the password again, wrong',
    alike: true,
    async open(page) {
      await page.getByLabel('Passord').fill('feil');
      await page.getByRole('button', { name: 'Gå videre' }).click();
    },
  },
  {
    name: 'setting up an app',
    async open(page) {
      await page.getByLabel('Passord').fill(password);
      await page.getByRole('button', { name: 'Gå videre' }).click();
    },
  },
  {
    name: 'setting up an app, wrong code',
    alike: true,
    async open(page) {
      await page.getByLabel('Koden fra appen').fill('12345');
      await page.getByRole('button', { name: 'Gå videre' }).click();
    },
  },
  {
    name: 'recovery codes',
    async open(page, study) {
      secret = secretOf(await page.locator('.secret code').textContent());
      await page.getByLabel('Koden fra appen').fill(codeOf(study, secret));
      await page.getByRole('button', { name: 'Gå videre' }).click();
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
      await page.getByRole('button', { name: 'Gå videre' }).first().click();
    },
  },
  {
    name: 'asked for a code after the password',
    async open(page) {
      await page.getByRole('button', { name: 'Logg ut' }).click();
      await page.getByLabel('E-post').fill('keyer@jobbstudien.example');
      await page.getByLabel('Passord').fill(password);
      await page.getByRole('button', { name: 'Logg inn' }).click();
      await page.locator('summary').click();
    },
  },
  {
    name: 'asked for a code, wrong recovery code',
    async open(page) {
      await page.getByLabel('Reservekode').fill('abcd-efgh');
      await page.getByRole('button', { name: 'Gå videre' }).last().click();
    },
  },
];
