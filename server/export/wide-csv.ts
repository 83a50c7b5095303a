/** One row per participant, the waves side by side: what SPSS and repeated measures want. */

import type { Cell } from '../../surveys/codebook.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { type ParticipantRecord, recordPages } from '../analysis/records.ts';
import { type Sheets, sheetsOfPage } from '../analysis/sheets.ts';
import type { Enrolled } from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';
import { type AnswerColumns, answerColumns } from './answer-columns.ts';
import { atWave, type ExportColumn, participantColumns } from './columns.ts';
import { csvHeader, csvRows, csvType } from './csv.ts';
import type { ExportFormat, Flavour } from './format.ts';
import { waveColumns } from './wave-columns.ts';

export const wideCsv = wideFile('wide.csv', 'coded');
export const wideBlankCsv = wideFile('wide-blank.csv', 'blank');

function wideFile(file: string, flavour: Flavour): ExportFormat {
  return {
    ...{ file, contentType: csvType, scope: 'answers', shelf: 'table' },
    async *chunks(view, role, told) {
      const { columns, pages } = await wideRows(view, role, flavour);
      yield csvHeader(columns);
      for await (const rows of pages) {
        yield csvRows(columns, rows);
        told?.(rows.length);
      }
    },
  };
}

export interface WideRows {
  readonly columns: readonly ExportColumn[];
  /** A row for each participant, a page of them at a time. */
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** What stands in the wide file, whatever is made of it; of everybody, or of those who are taken. */
export async function wideRows(
  view: ResearchView,
  role: StudyRole,
  flavour: Flavour,
  isTaken: (participant: Enrolled) => boolean = () => true,
): Promise<WideRows> {
  const answers = await answerColumns(view, role, flavour);
  const cellsOf = wideRow(view, role, answers);
  return { columns: wideColumns(view, role, answers), pages: pagesOf() };

  async function* pagesOf() {
    for await (const page of recordPages(view, role)) {
      const sheets = await sheetsOfPage(view, page);
      const taken = page.filter(({ participant }) => isTaken(participant));
      yield taken.map((record) => cellsOf(record, sheets));
    }
  }
}

/** The columns of the file, which are also the rows of the codebook. */
export function wideColumns(
  view: ResearchView,
  role: StudyRole,
  answers: AnswerColumns,
): ExportColumn[] {
  return [
    ...participantColumns(view, role),
    ...view.waves.flatMap((wave) => [
      ...waveColumns(view).map((column) => atWave(column, wave)),
      ...answers.columns
        .filter(({ once }) => isAsked(once, wave))
        .map((column) => atWave(column, wave)),
    ]),
  ];
}

function wideRow(view: ResearchView, role: StudyRole, answers: AnswerColumns) {
  const [own, ofWave] = [participantColumns(view, role), waveColumns(view)];
  return ({ participant, waves }: ParticipantRecord, sheets: Sheets): Cell[] => [
    ...own.map((column) => column.cell(participant)),
    ...waves
      .filter(({ wave }) => view.waves.includes(wave))
      .flatMap((record) => [
        ...ofWave.map((column) => column.cell(record)),
        ...answers
          .cells(record, sheets)
          .filter((_, at) => isAsked(answers.columns[at]?.once ?? false, record.wave)),
      ]),
  ];
}

/** What is asked once has a column for the first wave only. */
function isAsked(once: boolean, wave: number): boolean {
  return !once || wave === 1;
}
