/** The two homes a study can live in, for tests that must hold in both. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseHome } from '../../server/db/open.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

export interface Homes {
  fresh(kind: DatabaseHome['kind']): Promise<DatabaseHome>;
  close(): Promise<void>;
}

export const homeKinds = ['sqlite', 'postgres'] as const;

export async function openHomes(): Promise<Homes> {
  const postgres: PostgresServer = await startPostgres();
  const folders: string[] = [];
  return {
    async fresh(kind) {
      if (kind === 'postgres') return postgres.newHome();
      const folder = mkdtempSync(join(tmpdir(), 'malepunkt-home-'));
      folders.push(folder);
      return { kind, folder };
    },
    async close() {
      await postgres.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
