/** Every page that an administrator can meet, from the first start on, and the links they hand out. */

import { firstAdministratorLink } from '../../../server/accounts/accounts.ts';
import { issueApiToken } from '../../../server/accounts/api-tokens.ts';
import { password } from '../../support/authenticator.ts';
import { follow } from '../../support/browser.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './sign-in.ts';

let handedOut = '';
let reset = '';

export const adminPages: readonly PageVisit[] = [
  {
    name: 'link of the first administrator',
    async open(page, { services }) {
      await page.goto(`/account-links/${await firstAdministratorLink(services)}`);
    },
  },
  {
    name: 'link of the first administrator, not filled in',
    open: (page) => follow(page.getByRole('button', { name: 'Lagre' })),
  },
  {
    name: 'password chosen',
    async open(page) {
      await page.getByLabel('E-post').fill('first@jobbstudien.example');
      await page.getByLabel('Nytt passord').fill('fjell og fjord 1814');
      await page.getByLabel('Skriv passordet en gang til').fill('fjell og fjord 1814');
      await follow(page.getByRole('button', { name: 'Lagre' }));
    },
  },
  { name: 'accounts', open: (page, study) => signIn(page, study, 'admin') },
  {
    name: 'account made',
    async open(page) {
      await page.getByLabel('E-post').fill('ny@jobbstudien.example');
      await page.getByLabel('Rolle').selectOption('keyer');
      await page.getByLabel('Hele studien').uncheck();
      await page.getByLabel('Harstad').check();
      await follow(page.getByRole('button', { name: 'Lag konto' }));
    },
  },
  {
    name: 'account not made',
    async open(page) {
      await page.getByLabel('Rolle').selectOption('coordinator');
      await page.getByLabel('Hele studien').uncheck();
      await follow(page.getByRole('button', { name: 'Lag konto' }));
    },
  },
  {
    name: 'account of a keyer, about to be closed',
    async open(page) {
      await follow(page.getByRole('link', { name: 'ny@jobbstudien.example' }));
      await page.locator('summary').click();
    },
  },
  {
    name: 'access changed',
    async open(page) {
      await page.getByLabel('Tromsø').check();
      await follow(page.getByRole('button', { name: 'Lagre tilgang' }));
    },
  },
  {
    name: 'new link',
    async open(page) {
      await follow(page.getByRole('button', { name: 'Ny lenke til passord' }));
      handedOut = new URL((await page.locator('code').textContent()) ?? '').pathname;
    },
  },
  {
    name: 'account of a researcher with a key, and a code from the phone',
    async open(page, study) {
      const { services } = study;
      const { accountId } = await study.signedIn('researcher');
      await issueApiToken(services, {
        ...{ accountId, study: 'jobbspesialist', name: 'R på kontoret' },
        ...{ scope: 'documentation', days: 30 },
      });
      await services.db.registry
        .updateTable('account')
        .set({ totp_since: '2018-03-01T09:00:00.000Z' })
        .where('id', '=', accountId)
        .execute();
      reset = `/admin/accounts/${accountId}/second-factor-reset`;
      await page.goto(`/admin/accounts/${accountId}`);
    },
  },
  {
    name: 'asked whether to reset codes',
    async open(page) {
      await page.goto(reset);
      await page.getByLabel('Passord').fill(password);
      await follow(page.getByRole('button', { name: 'Gå videre' }));
    },
  },
  { name: 'events', open: (page) => page.goto('/admin/events') },
  {
    name: 'events, filtered',
    alike: true,
    async open(page) {
      await page.getByLabel('Hva slags').selectOption('accounts');
      await follow(page.getByRole('button', { name: 'Vis', exact: true }));
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
