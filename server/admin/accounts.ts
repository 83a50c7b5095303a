/** The accounts: who can sign in as what. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  accountEmail,
  createAccount,
  disableAccount,
  replaceAccountLink,
} from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { dayInWords, dayOf } from '../day.ts';
import { type Account, accountById, allAccounts, type Role } from '../db/accounts.ts';
import { CatalogueError } from '../errors.ts';
import { inputField, problemLinks, selectField } from '../field-models.ts';
import { readButton, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

const roles: readonly Role[] = ['coordinator', 'keyer', 'researcher', 'admin'];

type Field = 'email' | 'role';

interface AccountRequest {
  Params: { id: string };
}

export async function accountRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/admin/accounts', { config: onlyFor('admin') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    return accountsPage({ services, request, reply, signedIn }, {});
  });

  app.post('/admin/accounts', { config: onlyFor('admin') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const fields = formFields<Field>(readForm(request), ['email', 'role']);
    const email = fields.needed('email', fields.email('email'));
    const role = fields.needed('role', fields.choice('role', roles));
    if (email === null || role === null) return accountsPage(visitor, { fields });
    const actor = signedIn.account.id;
    const access = services.definitions.studies.map(({ study }) => ({ study, site: '' }));
    const token = await createAccount(services, { email, role, access, actor });
    if (token === null) fields.refuse('email', 'taken');
    return accountsPage(visitor, token === null ? { fields } : { made: { email, token } });
  });

  app.post<AccountRequest>(
    '/admin/accounts/:id/disablement',
    { config: onlyFor('admin') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      readButton(request);
      const account = await existing(services, request.params.id);
      const actor = signedIn.account.id;
      if (account.id === actor) throw new CatalogueError('not-allowed');
      await disableAccount(services, { id: account.id, actor });
      return reply.redirect('/admin/accounts', 303);
    },
  );

  app.post<AccountRequest>(
    '/admin/accounts/:id/links',
    { config: onlyFor('admin') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      readButton(request);
      const account = await existing(services, request.params.id);
      const actor = signedIn.account.id;
      const token = await replaceAccountLink(services, { id: account.id, actor });
      const made = { email: accountEmail(services, account), token };
      return accountsPage({ services, request, reply, signedIn }, { made });
    },
  );
}

/** An account that can still be used. */
async function existing(services: Services, id: string): Promise<Account> {
  const account = await accountById(services.db.registry, id);
  if (!account) throw new CatalogueError('not-found');
  return account;
}

interface Shown {
  readonly fields?: FormFields<Field>;
  /** A link that was just made: shown this once, kept nowhere. */
  readonly made?: { readonly email: string; readonly token: string };
}

async function accountsPage(visitor: Visitor, { fields, made }: Shown): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const say = texts(requestLanguage(request));
  const problems = problemTexts(fields ?? null, say);
  const inputs = [
    inputField('email', say('admin.email'), {
      type: 'email',
      value: fields?.typed.email ?? '',
      problem: problems.email,
    }),
    selectField('role', say('admin.role'), {
      value: fields?.typed.role ?? '',
      problem: problems.role,
      choices: roles.map((role) => ({ value: role, label: say(`admin.roles.${role}`) })),
    }),
  ];
  const accounts = await allAccounts(services.db.registry);
  return sendSignedInPage(
    visitor,
    {
      template: 'admin/accounts',
      title: say('admin.title'),
      model: {
        made: made
          ? { email: made.email, link: `${services.config.publicUrl}/account-links/${made.token}` }
          : null,
        inputs,
        problems: problemLinks(inputs),
        accounts: accounts.map((account) => accountRow(visitor, account, signedIn.account.id)),
      },
    },
    fields ? 422 : 200,
  );
}

function accountRow({ services, request }: Visitor, account: Account, own: string) {
  const language = requestLanguage(request);
  const timeZone = services.definitions.studies[0]?.time_zone ?? 'UTC';
  const day = (instant: string) => dayInWords(dayOf(instant, timeZone), language);
  const usable = account.disabled_at === null;
  return {
    id: account.id,
    email: accountEmail(services, account),
    role: texts(language)(`admin.roles.${account.role}`),
    created: day(account.created_at),
    disabled: account.disabled_at ? day(account.disabled_at) : '',
    waiting: usable && account.password_hash === null,
    isOwn: account.id === own,
    usable,
  };
}
