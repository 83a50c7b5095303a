/** The files of a study: from the page by session, for scripts by API token. */

import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { covers } from '../accounts/api-tokens.ts';
import { discreet } from '../discreet.ts';
import { CatalogueError } from '../errors.ts';
import { fileName } from '../export/file-name.ts';
import { exportFormats } from '../export/index.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { downloadingResearcher } from './researcher.ts';

interface DownloadRequest {
  Params: { study: string; file: string };
  Querystring: { role?: string | string[] };
}

export async function downloadRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // No HEAD: it would make the whole file, and log a download, for nobody to read.
  app.get<DownloadRequest>(
    '/research/:study/exports/:file',
    { exposeHeadRoute: false, config: { access: { roles: ['researcher'], apiToken: true } } },
    async (request, reply) => {
      const researcher = await downloadingResearcher(services, request, reply);
      const format = exportFormats.find(({ file }) => file === request.params.file);
      const role = roleAsked(researcher.study, request.query.role);
      if (!format || !role) throw new CatalogueError('not-found');
      if (!covers(researcher.scope, format.scope)) throw new CatalogueError('narrow-token');
      const view = await openResearchView(services, researcher, {
        action: 'export downloaded',
        file: format.file,
        role: role.name,
      });
      reply.type(format.contentType);
      reply.header(
        'content-disposition',
        `attachment; filename="${fileName(view.study, role, format.file)}"`,
      );
      // When the client goes away the stream is destroyed, and with it the reading.
      return reply.send(Readable.from(discreet(format.chunks(view, role))));
    },
  );
}

/** The study's first role unless another is named; null if there is none of that name. */
function roleAsked({ roles }: Study, name: string | string[] | undefined): StudyRole | null {
  return (name === undefined ? roles[0] : roles.find((role) => role.name === name)) ?? null;
}
