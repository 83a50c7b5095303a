/** The two homes a study can live in, for tests that must hold in both. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseHome } from '../../server/db/open.ts';

export interface Homes {
  fresh(kind: DatabaseHome['kind']): Promise<DatabaseHome>;
  close(): Promise<void>;
}

export const homeKinds = ['sqlite', 'postgres'] as const;

export async function openHomes(): Promise<Homes> {
  const folders: string[] = [];
  return {
    async fresh(kind) {
      if (kind === 'postgres') return newPostgresHome();
      const folder = mkdtempSync(join(tmpdir(), 'malepunkt-home-'));
      folders.push(folder);
      return { kind, folder };
    },
    async close() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newPostgresHome(): Promise<DatabaseHome> {
  const answer = await fetch(inject('postgresServer'));
  if (!answer.ok) throw new Error(`no PostgreSQL: ${await answer.text()}`);
  return (await answer.json()) as DatabaseHome;
}
