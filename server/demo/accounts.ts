/** The demo's staff: one account of each role and one of a single site, with passwords that the demo tells everyone. */

import { choosePassword, createAccount, firstAdministratorLink } from '../accounts/accounts.ts';
import { accountByEmail, type Role } from '../db/accounts.ts';
import type { Services } from '../services.ts';

export interface DemoAccount {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  /** The only site they see; empty for the whole study. */
  readonly site: string;
}

const account = (role: Role, site = ''): DemoAccount => ({
  role,
  email: `${[role, site].filter(Boolean).join('.')}@demo.example`,
  password: `malepunkt-${role}`,
  site,
});

const administrator = account('admin');
const others = [
  account('coordinator'),
  account('keyer'),
  account('researcher'),
  account('coordinator', 'harstad'),
];
export const demoAccounts: readonly DemoAccount[] = [administrator, ...others];

/** The ids of the accounts, as the event log names them. */
export async function makeAccounts(services: Services): Promise<Readonly<Record<Role, string>>> {
  const { email, password } = administrator;
  await choose(services, await firstAdministratorLink(services), password, email);
  const admin = await idOf(services, email);
  await Promise.all(
    others.map(async ({ email, role, password, site }) => {
      const access = services.definitions.studies.map(({ study }) => ({ study, site }));
      const token = await createAccount(services, { email, role, access, actor: admin });
      await choose(services, token, password, null);
    }),
  );
  const [coordinator = '', keyer = '', researcher = ''] = await Promise.all(
    others.slice(0, 3).map(({ email }) => idOf(services, email)),
  );
  return { admin, coordinator, keyer, researcher };
}

async function choose(
  services: Services,
  token: string | null,
  password: string,
  email: string | null,
): Promise<void> {
  if (!token || !(await choosePassword(services, { token, password, email })))
    throw new Error('the account cannot be made');
}

async function idOf({ db, sealer }: Services, email: string): Promise<string> {
  const found = await accountByEmail(db.registry, sealer.blindIndex(email, 'email'));
  if (!found) throw new Error('the account is not there');
  return found.id;
}
