/** The codebook to read: every question, answer, score and reason in the study's own languages. */

import { answerColumns } from './answer-columns.ts';
import { codebookPage } from './codebook/page.ts';
import type { ExportFormat } from './format.ts';
import { wideColumns } from './wide-csv.ts';

export const codebookHtml: ExportFormat = {
  file: 'codebook.html',
  contentType: 'text/html; charset=utf-8',
  scope: 'documentation',
  shelf: 'documentation',
  async *chunks(view, role) {
    const answers = await answerColumns(view, role);
    const columns = wideColumns(view, role, answers);
    yield codebookPage(view, role, {
      ...{ of: 'wide', columns, instruments: answers.instruments },
    });
  },
};
