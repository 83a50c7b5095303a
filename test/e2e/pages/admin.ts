/** Every page that an administrator can meet, from the first start on, and the links they hand out. */

import { firstAdministratorLink } from '../../../server/accounts/accounts.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './staff.ts';

let handedOut = '';

export const adminPages: readonly PageVisit[] = [
  {
    name: 'link of the first administrator',
    async open(page, { services }) {
      await page.goto(`/account-links/${await firstAdministratorLink(services)}`);
    },
  },
  {
    name: 'link of the first administrator, not filled in',
    open: (page) => page.getByRole('button', { name: 'Lagre' }).click(),
  },
  {
    name: 'password chosen',
    async open(page) {
      await page.getByLabel('E-post').fill('first@jobbstudien.example');
      await page.getByLabel('Nytt passord').fill('fjell og fjord 1814');
      await page.getByLabel('Skriv passordet en gang til').fill('fjell og fjord 1814');
      await page.getByRole('button', { name: 'Lagre' }).click();
    },
  },
  { name: 'accounts', open: (page, study) => signIn(page, study, 'admin') },
  {
    name: 'account made',
    async open(page) {
      await page.getByLabel('E-post').fill('ny@jobbstudien.example');
      await page.getByLabel('Rolle').selectOption('keyer');
      await page.getByRole('button', { name: 'Lag konto' }).click();
      handedOut = new URL((await page.locator('code').textContent()) ?? '').pathname;
    },
  },
  {
    name: 'asked whether to close an account',
    open: (page) => page.locator('summary').first().click(),
  },
  {
    name: 'account not made',
    open: (page) => page.getByRole('button', { name: 'Lag konto' }).click(),
  },
  { name: 'events', open: (page) => page.goto('/admin/events') },
  {
    name: 'events, filtered',
    alike: true,
    async open(page) {
      await page.getByLabel('Hva slags').selectOption('accounts');
      await page.getByRole('button', { name: 'Vis', exact: true }).click();
    },
  },
  {
    name: 'events, filter not understood',
    open: (page) => page.goto('/admin/events?person=abc&from=31.02.2018'),
  },
  { name: 'link of an account', open: (page) => page.goto(handedOut) },
  {
    name: 'link that does not work',
    open: (page) => page.goto('/account-links/nothing'),
  },
];
