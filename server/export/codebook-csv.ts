/** One row per column of the wide file: what it is called, what its numbers mean, how it was made. */

import type { Cell } from '../../surveys/codebook.ts';
import { missingReasons } from '../../surveys/missing.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { texts } from '../texts.ts';
import { answerColumns } from './answer-columns.ts';
import type { ExportColumn } from './columns.ts';
import { csvHeader, csvRows, csvType } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { wideColumns } from './wide-csv.ts';

const fields = [
  'name',
  'label',
  'label_en',
  'kind',
  'storage',
  'measure',
  'wave',
  'values',
  'values_en',
  'missing',
  'missing_en',
  'note',
].map((name) => ({ name, storage: 'text' as const }));

export const codebookCsv: ExportFormat = {
  file: 'codebook.csv',
  contentType: csvType,
  scope: 'documentation',
  shelf: 'documentation',
  async *chunks(view, role) {
    yield codebookTable(wideColumns(view, role, await answerColumns(view, role)));
  },
};

export function codebookTable(columns: readonly ExportColumn[]): string {
  return csvHeader(fields) + csvRows(fields, columns.map(codebookRow));
}

function codebookRow(column: ExportColumn): Cell[] {
  const { name, label, kind, storage, measure, wave, values, note } = column;
  const answers = kind === 'item' || kind === 'scale';
  const missing = answers
    ? missingReasons.map((reason) => ({ value: reason.code, label: reason.label }))
    : [];
  return [
    name,
    oneLine(label, 'nb'),
    oneLine(label, 'en'),
    kind,
    storage,
    measure,
    wave ?? '',
    listed(values, 'nb'),
    listed(values, 'en'),
    listed(missing, 'nb'),
    listed(missing, 'en'),
    storage === 'text' && answers ? `${note} ${texts('en')('research.note.text')}`.trim() : note,
  ];
}

/** `1=Ja|2=Nei`; a bar in a label would read as the end of it. */
function listed(values: ExportColumn['values'], language: string): string {
  return values
    .map(({ value, label }) => `${value}=${oneLine(label, language).replaceAll('|', '/')}`)
    .join('|');
}

function oneLine(label: Texts, language: string): string {
  return inLanguage(label, language).replace(/\s+/g, ' ').trim();
}
