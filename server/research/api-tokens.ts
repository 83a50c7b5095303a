/** Making and revoking the API tokens of the signed-in researcher. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { endApiToken, issueApiToken } from '../accounts/api-tokens.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { curlExample } from './api-token-model.ts';
import { type StudyRequest, signedInResearcher } from './researcher.ts';

export async function apiTokenRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.post<StudyRequest>(
    '/research/:study/api-tokens',
    { config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const { study, account } = researcher;
      const token = await issueApiToken(services, { accountId: account.id, study: study.study });
      const language = requestLanguage(request);
      // Not a redirect: the token is shown on this page only and kept nowhere.
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/api-token',
          title: texts(language)('research.tokens.new'),
          model: {
            token,
            example: curlExample(services, study, token),
            href: `/research/${study.study}`,
            heading: inLanguage(study.title, language),
          },
        },
        201,
      );
    },
  );

  app.post<{ Params: { study: string; id: string } }>(
    '/research/:study/api-tokens/:id/revocation',
    { config: onlyFor('researcher') },
    async (request, reply) => {
      const { researcher } = signedInResearcher(services, request);
      const { account, study } = researcher;
      const owner = { accountId: account.id, study: study.study };
      if (!(await endApiToken(services, owner, request.params.id)))
        throw new CatalogueError('not-found');
      return reply.redirect(`/research/${study.study}#tokens`, 303);
    },
  );
}
