/** The API tokens of the signed-in researcher for one study: listed, made and revoked. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { endApiToken, issueApiToken, lifetimes, scopes } from '../accounts/api-tokens.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { timestamp } from '../clock.ts';
import { type Scope, usableApiTokens } from '../db/api-tokens.ts';
import { CatalogueError } from '../errors.ts';
import { problemLinks } from '../field-models.ts';
import { readButton, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import {
  curlExample,
  type TokenField,
  tokenFields,
  tokenInputs,
  tokenRow,
} from './api-token-model.ts';
import { type Researcher, type StudyRequest, signedInResearcher } from './researcher.ts';

const longestName = 60;

export async function apiTokenRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const access = { config: onlyFor('researcher') };

  app.get<StudyRequest>('/research/:study/api-tokens', access, async (request, reply) => {
    const { signedIn, researcher } = signedInResearcher(services, request);
    return tokensPage({ services, request, reply, signedIn }, researcher, null);
  });

  app.post<StudyRequest>('/research/:study/api-tokens', access, async (request, reply) => {
    const { signedIn, researcher } = signedInResearcher(services, request);
    const visitor = { services, request, reply, signedIn };
    const fields: FormFields<TokenField> = formFields(readForm(request), tokenFields);
    const name = fields.needed('name', fields.text('name', longestName));
    const scope = fields.needed('scope', fields.choice('scope', scopes));
    const lasts = fields.needed('days', fields.choice('days', lifetimes.map(String)));
    const days = lifetimes.find((lifetime) => String(lifetime) === lasts);
    if (name === null || scope === null || days === undefined)
      return tokensPage(visitor, researcher, fields);
    const { study, account } = researcher;
    const made = { accountId: account.id, study: study.study, name, scope, days };
    const token = await issueApiToken(services, made);
    return newTokenPage(visitor, researcher, { token, scope });
  });

  app.post<{ Params: { study: string; id: string } }>(
    '/research/:study/api-tokens/:id/revocation',
    access,
    async (request, reply) => {
      const { researcher } = signedInResearcher(services, request);
      readButton(request);
      const { account, study } = researcher;
      const owner = { accountId: account.id, study: study.study };
      const revoked = { hash: request.params.id, actor: account.id };
      if (!(await endApiToken(services, owner, revoked))) throw new CatalogueError('not-found');
      return reply.redirect(tokensPath(researcher), 303);
    },
  );
}

const tokensPath = ({ study }: Researcher) => `/research/${study.study}/api-tokens`;

async function tokensPage(
  visitor: Visitor,
  researcher: Researcher,
  fields: FormFields<TokenField> | null,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const { study, account } = researcher;
  const language = requestLanguage(request);
  const say = texts(language);
  const inputs = tokenInputs(fields?.typed ?? null, problemTexts(fields, say), say);
  const owner = { accountId: account.id, study: study.study };
  const tokens = await usableApiTokens(services.db.registry, owner, timestamp(services.clock));
  return sendSignedInPage(
    visitor,
    {
      template: 'research/api-tokens',
      title: say('research.tokens.title'),
      model: {
        heading: inLanguage(study.title, language),
        back: `/research/${study.study}`,
        action: tokensPath(researcher),
        inputs,
        problems: problemLinks(inputs),
        example: curlExample(services, study, {
          token: say('research.tokens.key'),
          scope: 'answers',
        }),
        tokens: tokens.map((token) => tokenRow(token, study, language)),
      },
    },
    fields ? 422 : 200,
  );
}

/** Not a redirect: the token is shown on this page only and kept nowhere. */
function newTokenPage(
  visitor: Visitor,
  researcher: Researcher,
  made: { token: string; scope: Scope },
): FastifyReply {
  const language = requestLanguage(visitor.request);
  const { study } = researcher;
  return sendSignedInPage(
    visitor,
    {
      template: 'research/api-token',
      title: texts(language)('research.tokens.new'),
      model: {
        token: made.token,
        example: curlExample(visitor.services, study, made),
        href: tokensPath(researcher),
        heading: inLanguage(study.title, language),
      },
    },
    201,
  );
}
