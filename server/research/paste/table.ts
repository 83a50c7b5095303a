/** A table in the style of APA 7 as plain data: what its HTML, its CSV and what goes to the clipboard are made of. */

import { stringify } from 'csv-stringify/sync';
import { harmless } from '../../export/csv.ts';
import { plain, type Rich, textOf } from './rich.ts';

export interface PasteColumn {
  readonly head: Rich;
  /** What the columns beside each other that have the same word stand under; empty for none. */
  readonly under: string;
}

export interface PasteRow {
  readonly label: Rich;
  /** One of the parts of the row above. */
  readonly isPart: boolean;
  /** As many as there are columns. */
  readonly cells: readonly Rich[];
}

export interface PasteTable {
  /** The last part of its address, and of the name it is saved under. */
  readonly name: string;
  readonly language: string;
  /** `Table 3`. */
  readonly number: string;
  readonly title: string;
  /** Over the labels of the rows. */
  readonly stub: string;
  readonly columns: readonly PasteColumn[];
  readonly rows: readonly PasteRow[];
  /** The general note, notes on single rows, the note on probability. */
  readonly notes: readonly Rich[];
}

/** As a template prints it: one or two rows of heads, and which cells the rules run along. */
export function pasteModel({ columns, rows, stub, ...table }: PasteTable) {
  const isTwofold = columns.some(({ under }) => under !== '');
  const spans = spansOf(columns);
  const cell = {
    ...{ columns: 1, rows: isTwofold ? 2 : 1 },
    ...{ isTop: true, isLow: true, isSpan: false, isStub: false },
  };
  const top = spans.flatMap(({ under, columns: below }) =>
    under === ''
      ? below.map(({ head }) => ({ ...cell, text: head }))
      : [
          {
            ...cell,
            columns: below.length,
            rows: 1,
            isLow: false,
            isSpan: true,
            text: plain(under),
          },
        ],
  );
  const low = columns
    .filter(({ under }) => under !== '')
    .map(({ head }) => ({ ...cell, rows: 1, isTop: false, text: head }));
  return {
    ...table,
    heads: [[{ ...cell, isStub: true, text: plain(stub) }, ...top], ...(isTwofold ? [low] : [])],
    rows: rows.map((row, i) => ({
      ...{ ...row, isLast: i === rows.length - 1 },
      cells: row.cells.map(unbroken),
    })),
  };
}

/** What belongs together stays on a line: `[0.07, 1.01]`, `< .001`. */
const unbroken = (rich: Rich): Rich =>
  rich.map(({ text, mark }) => ({ text: text.replace(/(?<=[,;<>]) /g, '\u00a0'), mark }));

/** Neighbours under one word. */
function spansOf(columns: readonly PasteColumn[]) {
  const spans: { under: string; columns: PasteColumn[] }[] = [];
  for (const column of columns) {
    const last = spans.at(-1);
    if (last && last.under === column.under) last.columns.push(column);
    else spans.push({ under: column.under, columns: [column] });
  }
  return spans;
}

/** The lines of the table as texts; a column says under which word it stands. */
export function pasteLines({ stub, columns, rows }: PasteTable): string[][] {
  const heads = columns.map(({ head, under }) => [under, textOf(head)].filter(Boolean).join(' '));
  return [[stub, ...heads], ...rows.map(({ label, cells }) => [label, ...cells].map(textOf))];
}

/** For a spreadsheet: opens as columns where the decimal sign is a comma too. */
export function pasteCsv(table: PasteTable): string {
  const delimiter = table.language === 'nb' ? ';' : ',';
  const around = (lines: readonly string[]) => lines.map((line) => [harmless(line)]);
  const lines = [
    ...around([table.number, table.title]),
    ...pasteLines(table).map((line) => line.map(harmless)),
    ...around(table.notes.map(textOf)),
  ];
  // Without the mark a spreadsheet takes the letters for another alphabet's.
  return stringify(lines, { delimiter, bom: true, record_delimiter: '\r\n' });
}

/** For a text field: columns parted by tabs. */
export function pasteText(table: PasteTable): string {
  return [
    ...[table.number, table.title],
    ...pasteLines(table).map((line) => line.join('\t')),
    ...table.notes.map(textOf),
  ].join('\n');
}
