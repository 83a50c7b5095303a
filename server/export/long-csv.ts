/** One row per participant and wave, answered or not: what mixed models and plots want. */

import type { Cell } from '../../surveys/codebook.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { type ParticipantRecord, recordPages } from '../analysis/records.ts';
import { sheetsOfPage } from '../analysis/sheets.ts';
import type { ResearchView } from '../research-view.ts';
import { type AnswerColumns, answerColumns } from './answer-columns.ts';
import { type ExportColumn, participantColumns } from './columns.ts';
import { csvHeader, csvRows, csvType } from './csv.ts';
import type { ExportFormat, Flavour } from './format.ts';
import { waveColumns, waveNumberColumn } from './wave-columns.ts';

export const longCsv = longFile('long.csv', 'coded');
export const longBlankCsv = longFile('long-blank.csv', 'blank');

function longFile(file: string, flavour: Flavour): ExportFormat {
  return {
    ...{ file, contentType: csvType, scope: 'answers', shelf: 'table' },
    async *chunks(view, role, told) {
      const answers = await answerColumns(view, role, flavour);
      const own = participantColumns(view, role);
      const ofWave = waveCells(view);
      const columns = longColumns(view, role, answers);
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
        told?.(page.length);
      }
    },
  };
}

export function longColumns(
  view: ResearchView,
  role: StudyRole,
  answers: AnswerColumns,
): ExportColumn[] {
  return [...participantColumns(view, role), ...waveCells(view), ...answers.columns];
}

const waveCells = (view: ResearchView) => [waveNumberColumn(), ...waveColumns(view)];
