/** The comparisons of a plan as tables in the style of APA 7, to be saved as HTML and CSV. */

import type { FastifyInstance } from 'fastify';
import { covers } from '../accounts/api-tokens.ts';
import { CatalogueError } from '../errors.ts';
import { csvType } from '../export/csv.ts';
import { requestLanguage } from '../language.ts';
import { renderFile } from '../render.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { resultsOf } from './kept-results.ts';
import { comparisonTable } from './paste/comparison-table.ts';
import { printedFrom } from './paste/printed.ts';
import { type PasteTable, pasteCsv, pasteModel } from './paste/table.ts';
import { downloadingResearcher } from './researcher.ts';
import { comparedIn } from './results-model.ts';
import { speaker } from './speaker.ts';

interface TableRequest {
  Params: { study: string; file: string };
}

const formats: Readonly<Record<string, { type: string; made(table: PasteTable): string }>> = {
  html: {
    type: 'text/html; charset=utf-8',
    made: (table) => renderFile('research/apa-document', table.language, pasteModel(table)),
  },
  csv: { type: csvType, made: pasteCsv },
};

export async function pasteFileRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<TableRequest>(
    '/research/:study/results/:file',
    { exposeHeadRoute: false, config: { access: { roles: ['researcher'], apiToken: true } } },
    async (request, reply) => {
      const researcher = await downloadingResearcher(services, request, reply);
      if (!covers(researcher.scope, 'answers')) throw new CatalogueError('narrow-token');
      const [, name, ending = ''] = /^([\w-]+)\.(html|csv)$/.exec(request.params.file) ?? [];
      const format = formats[ending];
      if (!format) throw new CatalogueError('not-found');
      const view = await openResearchView(services, researcher, { action: 'results read' });
      const results = await resultsOf(view);
      const result = comparedIn(results).find(({ comparison }) => comparison.name === name);
      if (!result || result.withheld) throw new CatalogueError('not-found');
      const speak = speaker(view.study, requestLanguage(request));
      const table = comparisonTable(results, result, speak, printedFrom(view, speak));
      reply.type(format.type);
      reply.header(
        'content-disposition',
        `attachment; filename="${view.study.study}-${table.name}-${speak.language}.${ending}"`,
      );
      return reply.send(format.made(table));
    },
  );
}
