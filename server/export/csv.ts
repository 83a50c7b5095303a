/** Rows as CSV that R, SPSS, Stata and spreadsheets read alike, and that no spreadsheet runs. */

import { stringify } from 'csv-stringify/sync';
import type { Cell } from '../../surveys/codebook.ts';
import type { ExportColumn } from './columns.ts';

export const csvType = 'text/csv; charset=utf-8';

/**
 * Lines end with LF: everything that reads CRLF reads LF too, command-line tools read nothing else,
 * and it is how line breaks inside a text cell are stored. There is no byte order mark, as R and
 * Stata would take it for a part of the first name.
 */
const options = { record_delimiter: '\n', quoted_match: /[\r\n]|^\s|\s$/ };

export function csvHeader(columns: readonly { readonly name: string }[]): string {
  return stringify([columns.map(({ name }) => name)], options);
}

/** Texts are made harmless; numbers (also the codes of missing answers) and dates stay as they are. */
export function csvRows(
  columns: readonly Pick<ExportColumn, 'storage'>[],
  rows: readonly (readonly Cell[])[],
): string {
  const isText = columns.map(({ storage }) => storage === 'text');
  return stringify(
    rows.map((row) =>
      row.map((cell, at) => (isText[at] && typeof cell === 'string' ? harmless(cell) : cell)),
    ),
    options,
  );
}

// Also behind blanks and quotes, which spreadsheets may strip; with the full-width signs that some run.
const runnable = /^[\s"'‘’“”«»]*[=+\-@\t\r\n＝＋－＠]/;

/**
 * An apostrophe before what a spreadsheet would run. Who needs the text as it was typed takes away a
 * first apostrophe where the rest still looks runnable.
 */
export function harmless(text: string): string {
  return runnable.test(text) ? `'${text}` : text;
}
