/** The accounts: who can sign in as what, and a form that makes another. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { accountEmail, createAccount } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { dayFor, sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import {
  type Account,
  type AccountAccess,
  accessOfAll,
  allAccounts,
  type Role,
} from '../db/accounts.ts';
import { inputField, problemLinks, selectField } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { type Say, texts } from '../texts.ts';
import {
  type AccessField,
  accessFieldNames,
  accessModels,
  partForm,
  readAccess,
  type Ticks,
  usualTicks,
} from './access-form.ts';
import { accountState, linkShown } from './account-model.ts';

const roles: readonly Role[] = ['coordinator', 'keyer', 'researcher', 'admin'];

type Field = 'email' | 'role' | AccessField;

export async function accountRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { studies } = services.definitions;

  app.get('/admin/accounts', { config: onlyFor('admin') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    return accountsPage({ services, request, reply, signedIn }, { ticks: usualTicks(studies) });
  });

  app.post('/admin/accounts', { config: onlyFor('admin') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const { ticks, rest } = partForm(studies, readForm(request));
    const names: Field[] = ['email', 'role', ...accessFieldNames(studies)];
    const fields = formFields<Field>(rest, names);
    const email = fields.needed('email', fields.email('email'));
    const role = fields.needed('role', fields.choice('role', roles));
    const access = role === null ? [] : readAccess(studies, role, ticks, fields);
    if (email === null || role === null || Object.keys(fields.problems()).length > 0)
      return accountsPage(visitor, { fields, ticks });
    const actor = signedIn.account.id;
    const token = await createAccount(services, { email, role, access, actor });
    if (token !== null)
      return accountsPage(visitor, { made: { email, token }, ticks: usualTicks(studies) });
    fields.refuse('email', 'taken');
    return accountsPage(visitor, { fields, ticks });
  });
}

interface Shown {
  readonly fields?: FormFields<Field>;
  readonly ticks: Ticks;
  /** A link that was just made: shown this once, kept nowhere. */
  readonly made?: { readonly email: string; readonly token: string };
}

async function accountsPage(visitor: Visitor, shown: Shown): Promise<FastifyReply> {
  const { services, request } = visitor;
  const { studies } = services.definitions;
  const { fields, ticks, made } = shown;
  const language = requestLanguage(request);
  const say = texts(language);
  const problems = problemTexts(fields ?? null, say);
  const inputs = accountInputs(fields, problems, say);
  const access = accessModels(studies, { ticks, role: null, problems, language });
  const accounts = await allAccounts(services.db.registry);
  const accessOf = await accessOfAll(services.db.registry);
  return sendSignedInPage(
    visitor,
    {
      template: 'admin/accounts',
      title: say('admin.title'),
      model: {
        made: made ? linkShown(services, made) : null,
        inputs,
        access,
        problems: problemLinks([...inputs, ...access]),
        accounts: accounts.map((one) => accountRow(visitor, one, accessOf.get(one.id) ?? [])),
      },
    },
    fields ? 422 : 200,
  );
}

function accountInputs(
  fields: FormFields<Field> | undefined,
  problems: Readonly<Partial<Record<Field, string>>>,
  say: Say,
) {
  return [
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
}

function accountRow(visitor: Visitor, account: Account, access: readonly AccountAccess[]) {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  return {
    href: `/admin/accounts/${account.id}`,
    email: accountEmail(services, account),
    role: texts(language)(`admin.roles.${account.role}`),
    access: accessInWords(services.definitions.studies, access, language),
    created: dayFor(visitor, account.created_at),
    isOwn: account.id === signedIn.account.id,
    ...accountState(account),
  };
}

/** For example Tromsø; with the study where there is more than one. */
function accessInWords(
  studies: readonly Study[],
  access: readonly AccountAccess[],
  language: string,
): string {
  const say = texts(language);
  return access
    .flatMap((row) => {
      const study = studies.find(({ study }) => study === row.study);
      const site = study?.sites.find(({ name }) => name === row.site);
      if (!study) return [];
      const place = site ? inLanguage(site.label, language) : say('admin.access.whole');
      return studies.length > 1 ? `${inLanguage(study.title, language)}: ${place}` : place;
    })
    .join(', ');
}
