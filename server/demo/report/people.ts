/** The people of the report, read from the answers beside this file: what each wrote, at each wave that the report tells of. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Fields } from '../../../surveys/answers.ts';

/** As a browser sends them or a keyer keys them; a question that was left open is not there. */
export type Written = ReadonlyMap<number, Fields>;

export interface ReportCandidate {
  readonly arm: string;
  readonly channel: 'web' | 'paper';
  readonly forms: Written;
}

export interface ReportSpecialist {
  readonly team: string;
  readonly forms: Written;
}

const belongings = ['person', 'arm', 'team', 'channel', 'wave'];

/** The 43 who answered at inclusion, 20 of them at three months too. */
export const reportCandidates: readonly ReportCandidate[] = people('candidates').map((rows) => ({
  arm: rows[0]?.arm ?? '',
  channel: rows[0]?.channel === 'paper' ? 'paper' : 'web',
  forms: formsOf(rows),
}));

/** Ten in two teams, fewer at each wave. */
export const reportSpecialists: readonly ReportSpecialist[] = people('specialists').map((rows) => ({
  team: rows[0]?.team ?? '',
  forms: formsOf(rows),
}));

type Row = Readonly<Record<string, string>>;

/** The rows of one person together. */
function people(file: string): Row[][] {
  const text = readFileSync(new URL(`${file}.csv`, import.meta.url), 'utf8');
  const rows: Row[] = parse(text, { columns: true });
  return [...Map.groupBy(rows, ({ person }) => person).values()];
}

function formsOf(rows: readonly Row[]): Written {
  return new Map(
    rows.map((row) => [
      Number(row.wave),
      Object.fromEntries(
        Object.entries(row)
          .filter(([name, value]) => !belongings.includes(name) && value !== '')
          .map(([name, value]) => [name, value.split(' ')]),
      ),
    ]),
  );
}
