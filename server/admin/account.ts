/** One account: its access, a new link, its second factor, its API tokens, and closing it. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { changeAccess } from '../accounts/access.ts';
import { accountEmail, disableAccount, replaceAccountLink } from '../accounts/accounts.ts';
import { endApiToken } from '../accounts/api-tokens.ts';
import { signedInOf } from '../accounts/guard.ts';
import { resetSecondFactor } from '../accounts/second-factor.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { type Account, accessOf, accountById, accountOfAnyState } from '../db/accounts.ts';
import { CatalogueError } from '../errors.ts';
import { readButton, readForm } from '../form.ts';
import { type FormFields, formFields } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyAfterStepUp, onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import {
  type AccessField,
  accessFieldNames,
  partForm,
  readAccess,
  ticksFor,
} from './access-form.ts';
import { accountPage, type Notice } from './account-page.ts';

interface AccountRequest {
  Params: { id: string };
}
interface TokenRequest {
  Params: { id: string; token: string };
}

const path = '/admin/accounts/:id';

export async function oneAccountRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { studies } = services.definitions;
  const forAdmin = { config: onlyFor('admin') };
  const afterStepUp = { config: onlyAfterStepUp('admin') };

  app.get<AccountRequest>(path, forAdmin, async (request, reply) => {
    const account = await accountOfAnyState(services.db.registry, request.params.id);
    if (!account) throw new CatalogueError('not-found');
    const access = await accessOf(services.db.registry, account.id);
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    return accountPage(visitor, account, { ticks: ticksFor(studies, access) });
  });

  app.post<AccountRequest>(`${path}/access`, forAdmin, async (request, reply) => {
    const account = await existing(services, request);
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const { ticks, rest } = partForm(studies, readForm(request));
    const fields: FormFields<AccessField> = formFields(rest, accessFieldNames(studies));
    const access = readAccess(studies, account.role, ticks, fields);
    if (Object.keys(fields.problems()).length > 0)
      return accountPage(visitor, account, { ticks, fields });
    const actor = visitor.signedIn.account.id;
    await changeAccess(services, { id: account.id, access, actor });
    return done(reply, account, 'access-changed');
  });

  app.post<AccountRequest>(`${path}/links`, forAdmin, async (request, reply) => {
    const account = await existing(services, request);
    readButton(request);
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const actor = visitor.signedIn.account.id;
    const token = await replaceAccountLink(services, { id: account.id, actor });
    const access = await accessOf(services.db.registry, account.id);
    const made = { email: accountEmail(services, account), token };
    return accountPage(visitor, account, { ticks: ticksFor(studies, access), made });
  });

  app.get<AccountRequest>(`${path}/second-factor-reset`, afterStepUp, async (request, reply) => {
    const account = await somebodyElse(services, request);
    return resetPage({ services, request, reply, signedIn: signedInOf(request) }, account);
  });

  app.post<AccountRequest>(`${path}/second-factor-reset`, afterStepUp, async (request, reply) => {
    const account = await somebodyElse(services, request);
    readButton(request);
    await resetSecondFactor(services, { account, actor: signedInOf(request).account.id });
    return done(reply, account, 'second-factor-reset');
  });

  app.post<TokenRequest>(
    `${path}/api-tokens/:token/revocation`,
    forAdmin,
    async (request, reply) => {
      const account = await existing(services, request);
      readButton(request);
      const revoked = { hash: request.params.token, actor: signedInOf(request).account.id };
      if (!(await endApiToken(services, { accountId: account.id }, revoked)))
        throw new CatalogueError('not-found');
      return done(reply, account, 'token-revoked');
    },
  );

  app.post<AccountRequest>(`${path}/disablement`, forAdmin, async (request, reply) => {
    const account = await somebodyElse(services, request);
    readButton(request);
    await disableAccount(services, { id: account.id, actor: signedInOf(request).account.id });
    return reply.redirect('/admin/accounts', 303);
  });
}

/** An account that can still be used. */
async function existing(
  services: Services,
  { params }: FastifyRequest<AccountRequest>,
): Promise<Account> {
  const account = await accountById(services.db.registry, params.id);
  if (!account) throw new CatalogueError('not-found');
  return account;
}

/** Nobody shuts themselves out, or gets past their own second factor. */
async function somebodyElse(
  services: Services,
  request: FastifyRequest<AccountRequest>,
): Promise<Account> {
  const account = await existing(services, request);
  if (account.id === signedInOf(request).account.id) throw new CatalogueError('not-allowed');
  return account;
}

function resetPage(visitor: Visitor, account: Account): FastifyReply {
  return sendSignedInPage(visitor, {
    template: 'admin/second-factor-reset',
    title: texts(requestLanguage(visitor.request))('admin.factor.reset'),
    model: {
      email: accountEmail(visitor.services, account),
      action: `/admin/accounts/${account.id}/second-factor-reset`,
      back: `/admin/accounts/${account.id}`,
    },
  });
}

function done(reply: FastifyReply, { id }: Account, notice: Notice): FastifyReply {
  return reply.redirect(`/admin/accounts/${id}?notice=${notice}`, 303);
}
