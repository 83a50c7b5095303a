/** One row per participant and wave, answered or not: what mixed models and plots want. */

import type { Cell } from '../../surveys/codebook.ts';
import { type ParticipantRecord, recordPages } from '../analysis/records.ts';
import { sheetsOfPage } from '../analysis/sheets.ts';
import { answerColumns } from './answer-columns.ts';
import { participantColumns } from './columns.ts';
import { csvHeader, csvRows, csvType } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { waveColumns, waveNumberColumn } from './wave-columns.ts';

export const longCsv: ExportFormat = {
  file: 'long.csv',
  contentType: csvType,
  scope: 'answers',
  async *chunks(view, role) {
    const answers = await answerColumns(view, role);
    const own = participantColumns(view, role);
    const ofWave = [waveNumberColumn(), ...waveColumns(view)];
    const columns = [...own, ...ofWave, ...answers.columns];
    yield csvHeader(columns);
    for await (const page of recordPages(view, role)) {
      const sheets = await sheetsOfPage(view, page);
      const rowsOf = ({ participant, waves }: ParticipantRecord): Cell[][] =>
        waves
          .filter(({ wave }) => view.waves.includes(wave))
          .map((record) => [
            ...own.map((column) => column.cell(participant)),
            ...ofWave.map((column) => column.cell(record)),
            ...answers.cells(record, sheets),
          ]);
      yield csvRows(columns, page.flatMap(rowsOf));
    }
  },
};
