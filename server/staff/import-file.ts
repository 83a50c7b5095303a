/** Reads a file that a spreadsheet saved as CSV: in which letters and with which separator, and line by line what stands there. */

import { CsvError, parse } from 'csv-parse/sync';

export const mostLines = 2000;

export type FileProblem =
  | 'no-file'
  | 'too-large'
  | 'not-text'
  | 'empty'
  | 'too-many'
  | 'quote-not-closed';

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';
export type Delimiter = ';' | ',' | '\t';

export interface CsvLine {
  /** Where it begins in the file, as an editor counts. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** Those that are not empty. */
  readonly lines: readonly CsvLine[];
}

export type ReadCsv =
  | { readonly file: CsvFile }
  | { readonly problem: FileProblem; readonly line: number };

export function readCsv(body: Buffer): ReadCsv {
  const decoded = decode(body);
  if (!decoded) return { problem: 'not-text', line: 0 };
  // A quoted line break of two characters would count as two lines.
  const text = decoded.text.replace(/\r\n?/g, '\n');
  // Some spreadsheets say on a line of its own what stands between the cells.
  const told = /^sep=([;,\t])\n/i.exec(text);
  const delimiter = (told?.[1] as Delimiter | undefined) ?? delimiterOf(text);
  const records = readRecords(told ? text.slice(told[0].length) : text, delimiter);
  if ('line' in records) return { problem: 'quote-not-closed', line: records.line };

  const [header, ...lines] = records.lines.map(({ number, cells }) => ({
    number: number + (told ? 1 : 0),
    cells,
  }));
  if (!header || lines.length === 0) return { problem: 'empty', line: 0 };
  if (lines.length > mostLines) return { problem: 'too-many', line: 0 };
  return { file: { encoding: decoded.encoding, delimiter, header: header.cells, lines } };
}

/** By its first bytes; else UTF-8 where it can be that, else as Norwegian spreadsheets have saved for decades. */
function decode(body: Buffer): { encoding: Encoding; text: string } | null {
  const [first, second] = body;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-16be';
  const isWide = encoding === 'utf-16le' || (first === 0xfe && second === 0xff);
  const wide = isWide ? strictly(encoding, body) : null;
  const narrow = isWide ? null : strictly('utf-8', body);
  const text = wide ?? narrow ?? (isWide ? null : new TextDecoder('windows-1252').decode(body));
  if (text === null || text.includes('\0')) return null;
  if (isWide) return { encoding: 'UTF-16', text };
  return { encoding: narrow === null ? 'Windows-1252' : 'UTF-8', text };
}

function strictly(encoding: string, body: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** What stands most often in the first line, outside quotes. */
function delimiterOf(text: string): Delimiter {
  const header = (text.trimStart().split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter) => header.split(delimiter).length;
  return ([';', '\t', ','] as const).reduce((best, next) =>
    count(next) > count(best) ? next : best,
  );
}

function readRecords(text: string, delimiter: Delimiter): { lines: CsvLine[] } | { line: number } {
  const lines: CsvLine[] = [];
  let number = 1;
  try {
    parse(text, {
      delimiter,
      trim: true,
      relax_quotes: true,
      relax_column_count: true,
      on_record(cells: string[], { lines: end }) {
        if (cells.some((cell) => cell !== '')) lines.push({ number, cells });
        number = end + 1;
        return null;
      },
    });
    return { lines };
  } catch (error) {
    if (error instanceof CsvError) return { line: number };
    throw error;
  }
}
