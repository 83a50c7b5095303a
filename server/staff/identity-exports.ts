/** Taking the list of names out of the house: what it is, what it is for, and the file. */

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf, studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { countWithin } from '../db/identity-pages.ts';
import { discreet } from '../discreet.ts';
import { csvType } from '../export/csv.ts';
import { problemLinks, selectField } from '../field-models.ts';
import { requestLanguage } from '../language.ts';
import { exportIdentities, identityPurposes } from '../rights/identity-list.ts';
import { onlyAfterStepUp } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

interface ExportRequest {
  Params: { study: string };
  Querystring: { purpose?: string | string[] };
}

export async function identityExportRoutes(app: FastifyInstance, services: Services) {
  const config = onlyAfterStepUp('coordinator');

  app.get<ExportRequest>(
    '/staff/:study/identity-export',
    { exposeHeadRoute: false, config },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const study = studyNamed(services, signedIn, request.params.study);
      return purposePage({ services, request, reply, signedIn }, study, false);
    },
  );

  app.get<ExportRequest>(
    '/staff/:study/identity-export.csv',
    { exposeHeadRoute: false, config },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const study = studyNamed(services, signedIn, request.params.study);
      const purpose = identityPurposes.find((name) => name === request.query.purpose);
      if (!purpose) return purposePage({ services, request, reply, signedIn }, study, true);
      const pieces = await exportIdentities(services, {
        study,
        sites: sitesOf(signedIn, study),
        purpose,
        language: requestLanguage(request),
        actor: signedIn.account.id,
      });
      reply.type(csvType);
      reply.header('content-disposition', `attachment; filename="${study.study}-identities.csv"`);
      return reply.send(Readable.from(discreet(pieces)));
    },
  );
}

async function purposePage(
  visitor: Visitor,
  study: Study,
  isMissing: boolean,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const purpose = selectField('purpose', say('identityExport.purpose'), {
    value: '',
    problem: isMissing ? say('field.required') : '',
    choices: identityPurposes.map((value) => ({
      value,
      label: say(`identityExport.purposes.${value}`),
    })),
  });
  const sites = sitesOf(signedIn, study);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/identity-export',
      title: say('identityExport.title'),
      model: {
        study: inLanguage(study.title, language),
        count: await countWithin(services.db.study, { study: study.study, sites }),
        purpose,
        problems: problemLinks([purpose]),
        action: `/staff/${study.study}/identity-export.csv`,
        back: `/staff?study=${study.study}`,
      },
    },
    isMissing ? 422 : 200,
  );
}
