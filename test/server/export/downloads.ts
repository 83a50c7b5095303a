/** Downloads as a test reads them: the file as text, or its rows by column name. */

import { parse } from 'csv-parse/sync';
import type { TestApp } from '../../support/app.ts';

export type Row = Readonly<Record<string, string>>;

export interface Downloads {
  text(address: string): Promise<string>;
  rows(address: string): Promise<Row[]>;
  /** Its only row with this code. */
  row(address: string, code: string, wave?: string): Promise<Row>;
}

/** Downloads as a signed-in researcher; `address` is for example `wide.csv?role=candidate`. */
export async function downloadsOf(testApp: TestApp, study = 'jobbspesialist'): Promise<Downloads> {
  const { cookie } = await testApp.signedIn('researcher');
  const self: Downloads = {
    async text(address) {
      const url = `/research/${study}/exports/${address}`;
      const { statusCode, body } = await testApp.app.inject({ url, headers: { cookie } });
      if (statusCode !== 200) throw new Error(`${url} gives ${statusCode}`);
      return body;
    },
    rows: async (address) => parse(await self.text(address), { columns: true }) as Row[],
    async row(address, code, wave) {
      const rows = (await self.rows(address)).filter(
        (row) => row.code === code && (wave === undefined || row.wave === wave),
      );
      const [only, another] = rows;
      if (!only || another) throw new Error(`${rows.length} rows of ${code}`);
      return only;
    },
  };
  return self;
}

/** Some of a row's cells, in the order asked for. */
export function pick(row: Row, names: string): string {
  return names
    .split(/[\s,]+/)
    .map((name) => `${name}=${row[name] ?? '(no such column)'}`)
    .join(' ');
}

/** The distinct cells of the items and scales of one wave. */
export function answersOf(row: Row, wave: number): Set<string> {
  const around =
    /^(status|submitted|dated_by|days_from_target|outside_window|channel|received|keyed|keyed_by|keyed_again_by|version)_w/;
  return new Set(
    Object.entries(row).flatMap(([name, cell]) =>
      name.endsWith(`_w${wave}`) && !around.test(name) ? [cell] : [],
    ),
  );
}
