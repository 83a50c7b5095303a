/** The tables of a study as they may be published, on a page and as files. */

import type { FastifyInstance } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { teamLimit } from '../analysis/publishable/columns.ts';
import { publishedRoles } from '../analysis/publishable/published-roles.ts';
import { CatalogueError } from '../errors.ts';
import { csvType } from '../export/csv.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { publishableCsv, responseLines, tableLines } from './publishable-lines.ts';
import { publishedTableModel } from './publishable-model.ts';
import { responseModel, responseName } from './publishable-response-model.ts';
import { type StudyRequest, signedInResearcher } from './researcher.ts';
import { onSameCut } from './same-cut.ts';
import { speaker } from './speaker.ts';
import { studyFrame } from './study-pages.ts';

interface FileRequest {
  Params: { study: string; table: string };
}

export async function publishableRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<StudyRequest>(
    '/research/:study/publishable',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const view = await openResearchView(services, researcher, { action: 'results read' });
      const { study } = view;
      const speak = speaker(study, requestLanguage(request));
      const roles = await publishedRoles(view);
      const tables = [
        ...study.analysis_plan.tables
          .flatMap(({ name }) => tableNamed(roles, name))
          .map((table) => publishedTableModel(study, table, speak)),
        ...roles.map((role) => responseModel(study, role, speak)),
      ].map(({ file, ...table }) => ({ ...table, file: onSameCut(file, researcher) }));
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/publishable',
          title: speak.say('publishable.title'),
          model: {
            study: inLanguage(study.title, speak.language),
            ...studyFrame(view, researcher, 'publishable', speak.language),
            ...{ limit: study.small_cell_limit, teamLimit },
            hasTeams: study.analysis_plan.tables.some(({ by }) => by === 'team'),
            tables,
          },
        },
      );
    },
  );

  app.get<FileRequest>(
    '/research/:study/publishable/:table.csv',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { researcher } = signedInResearcher(services, request);
      const { table } = request.params;
      const role = roleOfTable(researcher.study, table);
      if (role === null) throw new CatalogueError('not-found');
      const file = `publishable/${table}.csv`;
      const view = await openResearchView(services, researcher, {
        ...{ action: 'export downloaded', file, role },
      });
      const { study } = view;
      const speak = speaker(study, requestLanguage(request));
      const roles = await publishedRoles(view);
      const lines = [
        ...tableNamed(roles, table).flatMap((one) => tableLines(study, one, speak)),
        ...roles
          .filter((one) => responseName(one.role) === table)
          .flatMap(({ responses }) => responseLines(study, responses, speak)),
      ];
      reply.type(csvType);
      reply.header('content-disposition', `attachment; filename="${study.study}-${table}.csv"`);
      return reply.send(publishableCsv(lines));
    },
  );
}

type Roles = Awaited<ReturnType<typeof publishedRoles>>;

function tableNamed(roles: Roles, name: string) {
  return roles.flatMap(({ tables }) => tables.filter(({ table }) => table.name === name));
}

/** The role that a table is of; null where there is no such table. */
function roleOfTable({ roles, analysis_plan }: Study, table: string): string | null {
  const planned = analysis_plan.tables.find(({ name }) => name === table)?.role;
  return planned ?? roles.find(({ name }) => responseName(name) === table)?.name ?? null;
}
