/** How staff get in, in a real browser. */

import type { Page } from 'playwright-core';
import { choosePassword, createAccount } from '../../../server/accounts/accounts.ts';
import type { Role } from '../../../server/db/accounts.ts';
import { type TestApp, wholeStudies } from '../../support/app.ts';
import { follow } from '../../support/browser.ts';

const password = 'fjell og fjord 1814';

/** Makes an account, unless it is there, and signs in to it as people do. */
export async function signIn(
  page: Page,
  { services }: TestApp,
  role: Role,
  access = wholeStudies(services),
): Promise<void> {
  const email = `${[role, ...access.map(({ site }) => site)].filter(Boolean).join('.')}@jobbstudien.example`;
  const token = await createAccount(services, {
    email,
    role,
    access,
    actor: 'system',
  });
  if (token) await choosePassword(services, { token, password, email: null });
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel('Passord').fill(password);
  await follow(page.getByRole('button', { name: 'Logg inn' }));
}

/** Proves once more who it is, as pages with identities ask for. */
export async function stepUp(page: Page): Promise<void> {
  await page.goto('/step-up?next=/staff');
  await page.getByLabel('Passord').fill(password);
  await follow(page.getByRole('button', { name: 'Gå videre' }));
}
