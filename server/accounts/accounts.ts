/** Making accounts: an administrator names an e-mail address and a role, the person chooses a password. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import {
  type Account,
  type AccountAccess,
  accountById,
  allAccounts,
  disableAccount as disableRow,
  endAccountLinks,
  insertAccount,
  insertAccountLink,
  type Role,
  setAccess,
  setPassword,
  usableAccountLink,
  useAccountLink,
  useFirstAdministratorLinks,
} from '../db/accounts.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import { endSessions } from '../db/sessions.ts';
import { hashPassword } from '../security/password.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { accessAsText } from './access.ts';

const linkLifetime = { hours: 72 };

/** The token of a one-time link, or null if the address has an account already. */
export async function createAccount(
  services: Services,
  given: { email: string; role: Role; access: readonly AccountAccess[]; actor: string },
): Promise<string | null> {
  const account = newAccount(services, given.email, given.role);
  return services.db.registry.transaction().execute(async (trx) => {
    if (!(await insertAccount(trx, account))) return null;
    await setAccess(trx, account.id, given.access);
    await appendEvent(trx, services.clock, {
      actor: given.actor,
      action: 'account created',
      detail: { account: account.id, role: given.role, access: accessAsText(given.access) },
    });
    return issueLink(services, trx, account.id);
  });
}

/** On an installation without accounts: the token of the link that makes its administrator. */
export async function firstAdministratorLink(services: Services): Promise<string | null> {
  const { registry } = services.db;
  const anyone = await registry.selectFrom('account').select('id').executeTakeFirst();
  if (anyone) return null;
  return registry.transaction().execute((trx) => issueLink(services, trx, null));
}

/** What a one-time link is for: a password for an account, or a first administrator; null if unusable. */
export async function accountLinkPurpose(
  services: Services,
  token: string,
): Promise<{ account: Account | null } | null> {
  if (!isTokenShaped(token)) return null;
  const { registry } = services.db;
  const link = await usableAccountLink(registry, tokenHash(token), timestamp(services.clock));
  if (!link) return null;
  if (link.account_id === null) return { account: null };
  const account = await accountById(registry, link.account_id);
  return account ? { account } : null;
}

/** Uses up the link. `email` is for the first administrator only. False if the link was used meanwhile. */
export async function choosePassword(
  services: Services,
  given: { token: string; password: string; email: string | null },
): Promise<boolean> {
  const purpose = await accountLinkPurpose(services, given.token);
  if (!purpose) return false;
  const passwordHash = await hashPassword(given.password);
  return services.db.registry.transaction().execute(async (trx) => {
    const at = timestamp(services.clock);
    const use = purpose.account ? useAccountLink : useFirstAdministratorLinks;
    if (!(await use(trx, tokenHash(given.token), at))) return false;
    const account = purpose.account ?? newAccount(services, given.email ?? '', 'admin');
    if (!purpose.account && !(await insertAccount(trx, account))) return false;
    await setPassword(trx, account.id, passwordHash);
    await endSessions(trx, { account_id: account.id }, at);
    await appendEvent(trx, services.clock, { actor: account.id, action: 'password chosen' });
    return true;
  });
}

/** A new one-time link for an account, for a first password or a forgotten one; older links stop working. */
export async function replaceAccountLink(
  services: Services,
  given: { id: string; actor: string },
): Promise<string> {
  return services.db.registry.transaction().execute(async (trx) => {
    await endAccountLinks(trx, given.id, timestamp(services.clock));
    await appendEvent(trx, services.clock, {
      actor: given.actor,
      action: 'account link made',
      detail: { account: given.id },
    });
    return issueLink(services, trx, given.id);
  });
}

/** The account can no longer sign in, and whoever is signed in to it is signed out. */
export async function disableAccount(
  services: Services,
  given: { id: string; actor: string },
): Promise<void> {
  await services.db.registry.transaction().execute(async (trx) => {
    const at = timestamp(services.clock);
    await disableRow(trx, given.id, at);
    await endSessions(trx, { account_id: given.id }, at);
    await appendEvent(trx, services.clock, {
      actor: given.actor,
      action: 'account disabled',
      detail: { account: given.id },
    });
  });
}

/** The address of an account, for the page of the person it belongs to. */
export function accountEmail({ sealer }: Services, account: Account): string {
  return sealer.open(account.email_sealed, emailPlace(account.id));
}

/** The addresses of all accounts by id, closed ones too: whoever did something stays named. */
export async function accountEmails(services: Services): Promise<ReadonlyMap<string, string>> {
  const accounts = await allAccounts(services.db.registry);
  return new Map(accounts.map((account) => [account.id, accountEmail(services, account)]));
}

const emailPlace = (id: string) => ({ table: 'account', column: 'email', row: id });

function newAccount({ sealer, clock }: Services, email: string, role: Role): Account {
  const id = randomUUID();
  return {
    id,
    role,
    email_sealed: sealer.seal(email.trim(), emailPlace(id)),
    email_index: sealer.blindIndex(email, 'email'),
    password_hash: null,
    created_at: timestamp(clock),
    disabled_at: null,
    totp_sealed: null,
    totp_since: null,
    totp_step: null,
  };
}

async function issueLink(
  { clock }: Services,
  trx: RegistryTransaction,
  accountId: string | null,
): Promise<string> {
  const token = newToken();
  await insertAccountLink(trx, {
    token_hash: tokenHash(token),
    account_id: accountId,
    expires_at: timestamp({ now: () => clock.now().add(linkLifetime) }),
    used_at: null,
  });
  return token;
}
