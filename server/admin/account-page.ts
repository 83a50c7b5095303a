/** The page of one account as its template gets it. */

import type { FastifyReply } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { accountEmail } from '../accounts/accounts.ts';
import { dayFor, sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { timestamp } from '../clock.ts';
import type { Account } from '../db/accounts.ts';
import { type ApiToken, usableApiTokens } from '../db/api-tokens.ts';
import { problemLinks } from '../field-models.ts';
import { type FormFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';
import { type AccessField, accessModels, type Ticks } from './access-form.ts';
import { accountState, linkShown } from './account-model.ts';

const notices = ['access-changed', 'second-factor-reset', 'token-revoked'] as const;
export type Notice = (typeof notices)[number];

interface Shown {
  readonly ticks: Ticks;
  readonly fields?: FormFields<AccessField>;
  /** A link that was just made: shown this once, kept nowhere. */
  readonly made?: { readonly email: string; readonly token: string };
}

export async function accountPage(
  visitor: Visitor,
  account: Account,
  { ticks, fields, made }: Shown,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const email = accountEmail(services, account);
  const problems = problemTexts(fields ?? null, say);
  const access = accessModels(services.definitions.studies, {
    ...{ ticks, role: account.role, problems, language },
  });
  const owner = { accountId: account.id };
  const tokens = await usableApiTokens(services.db.registry, owner, timestamp(services.clock));
  const { isUsable, ...state } = accountState(account);
  return sendSignedInPage(
    visitor,
    {
      template: 'admin/account',
      title: email,
      model: {
        ...{ email, path: `/admin/accounts/${account.id}`, isUsable, ...state },
        notice: noticeText(visitor),
        role: say(`admin.roles.${account.role}`),
        created: dayFor(visitor, account.created_at),
        disabled: account.disabled_at ? dayFor(visitor, account.disabled_at) : '',
        factorSince: account.totp_since ? dayFor(visitor, account.totp_since) : '',
        isOwn: account.id === signedIn.account.id,
        access: account.role === 'admin' || !isUsable ? [] : access,
        problems: problemLinks(access),
        made: made ? linkShown(services, made) : null,
        tokens: isUsable ? tokens.map((token) => tokenRow(visitor, token)) : [],
      },
    },
    fields ? 422 : 200,
  );
}

/** Empty when the address carries no notice of ours. */
function noticeText({ request }: Visitor): string {
  const { notice } = request.query as { notice?: unknown };
  const known = notices.find((name) => name === notice);
  return known ? texts(requestLanguage(request))(`admin.notice.${known}`) : '';
}

function tokenRow(visitor: Visitor, token: ApiToken) {
  const language = requestLanguage(visitor.request);
  const say = texts(language);
  const study = visitor.services.definitions.study(token.study);
  return {
    id: token.token_hash,
    name: token.name || say('research.tokens.unnamed'),
    study: study ? inLanguage(study.title, language) : token.study,
    scope: say(`research.tokens.scopes.${token.scope}`),
    expires: dayFor(visitor, token.expires_at),
  };
}
