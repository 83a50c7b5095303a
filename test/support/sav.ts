/** SPSS files as somebody else's reader has them. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ReadVariable {
  readonly name: string;
  readonly label: string;
  /** 0 for a number, 1 for a text. */
  readonly type: 0 | 1;
  readonly missing: unknown;
}

interface Reader {
  open(): Promise<void>;
  readAllRows(): Promise<Readonly<Record<string, unknown>>[]>;
  readonly meta: {
    readonly sysvars: readonly ReadVariable[];
    getValueLabels(
      name: string,
    ): readonly { readonly val: number | string; readonly label: string }[] | undefined;
  };
}

// It can only be required.
const { SavFileReader } = createRequire(import.meta.url)('sav-reader') as {
  readonly SavFileReader: new (file: string) => Reader;
};

export async function readSav(file: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-sav-'));
  writeFileSync(join(folder, 'read.sav'), file);
  const reader = new SavFileReader(join(folder, 'read.sav'));
  await reader.open();
  const rows = await reader.readAllRows();
  rmSync(folder, { recursive: true });
  return { meta: reader.meta, rows };
}
