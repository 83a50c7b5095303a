/** The files of a study: from the page by session, for scripts by API token. */

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { covers } from '../accounts/api-tokens.ts';
import { discreet } from '../discreet.ts';
import { CatalogueError } from '../errors.ts';
import { fileName } from '../export/file-name.ts';
import type { Told } from '../export/format.ts';
import { type ExportFormat, type ExportPack, exportFormats, exportPacks } from '../export/index.ts';
import type { ResearchView } from '../research-view.ts';
import { archivableCodes } from '../rights/archivable.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { counted, isId, type Progress, Progresses, participantCount } from './download-progress.ts';
import { openResearchView } from './gate.ts';
import { downloadingResearcher, type StudyRequest, signedInResearcher } from './researcher.ts';
import { roleAsked } from './role-choice.ts';

interface DownloadRequest {
  Params: { study: string; file: string };
  Querystring: { role?: string | string[]; progress?: unknown };
}

/** What was asked for: a file of one role, or a pack of a whole study. */
interface Download {
  readonly file: string;
  readonly contentType: string;
  readonly scope: ExportFormat['scope'];
  readonly savedAs: string;
  readonly role: string;
  readonly roles: readonly StudyRole[];
  /** How many times each participant's data are read for it. */
  readonly rounds: number;
  chunks(view: ResearchView, told: Told): AsyncIterable<string | Uint8Array>;
}

export async function downloadRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const progresses = new Progresses();

  // No HEAD: it would make the whole file, and log a download, for nobody to read.
  app.get<DownloadRequest>(
    '/research/:study/exports/:file',
    { exposeHeadRoute: false, config: { access: { roles: ['researcher'], apiToken: true } } },
    async (request, reply) => {
      const researcher = await downloadingResearcher(services, request, reply);
      const download = downloadAsked(services, researcher.study, request);
      if (!download) throw new CatalogueError('not-found');
      if (!covers(researcher.scope, download.scope)) throw new CatalogueError('narrow-token');
      const { file, role } = download;
      const view = await openResearchView(services, researcher, {
        ...{ action: 'export downloaded', file, role },
      });
      const id = request.query.progress;
      const rows = isId(id) ? await participantCount(view, download.roles) : 0;
      const progress = progresses.begin(researcher.account.id, id, rows * download.rounds);
      const told = (participants: number) => {
        progress.done += participants;
      };
      reply.type(download.contentType);
      reply.header('content-disposition', `attachment; filename="${download.savedAs}"`);
      // When the client goes away the stream is destroyed, and with it the reading.
      return reply.send(Readable.from(counted(discreet(download.chunks(view, told)), progress)));
    },
  );

  app.get<StudyRequest & { Params: { id: string } }>(
    '/research/:study/download-progress/:id',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request): Promise<Progress> => {
      const { researcher } = signedInResearcher(services, request);
      const progress = progresses.of(researcher.account.id, request.params.id);
      if (!progress) throw new CatalogueError('not-found');
      return progress;
    },
  );
}

/** Null where the study has no such file or role. */
function downloadAsked(
  services: Services,
  study: Study,
  { params, query }: FastifyRequest<DownloadRequest>,
): Download | null {
  const pack = exportPacks.find(({ file, isOf }) => file === params.file && isOf(study));
  if (pack) return query.role === undefined ? ofStudy(services, study, pack) : null;
  const format = exportFormats.find(({ file }) => file === params.file);
  return format ? ofRole(study, roleAsked(study, query), format) : null;
}

function ofRole(study: Study, role: StudyRole, format: ExportFormat): Download {
  const { file, contentType, scope } = format;
  return {
    ...{ file, contentType, scope, role: role.name, roles: [role] },
    savedAs: fileName(study, role, file),
    rounds: scope === 'answers' ? 1 : 0,
    chunks: (view, told) => format.chunks(view, role, told),
  };
}

function ofStudy(services: Services, study: Study, pack: ExportPack): Download {
  const { file, scope, rounds } = pack;
  return {
    ...{ file, contentType: 'application/zip', scope, rounds, role: 'all', roles: study.roles },
    savedAs: `${study.study}-${file}`,
    // Consent is in the registry, which the makers of files have no way to: they get codes.
    chunks: (view, told) =>
      pack.chunks(view, { told, archivable: () => archivableCodes(services, study) }),
  };
}
