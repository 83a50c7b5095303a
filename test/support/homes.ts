/** The two homes a study can live in, for tests that must hold in both. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { type DatabaseHome, openDatabases } from '../../server/db/open.ts';

export interface Homes {
  /** With the tables as they are today, and nothing in them. */
  fresh(kind: DatabaseHome['kind']): Promise<DatabaseHome>;
  /** Nothing at all. */
  empty(kind: DatabaseHome['kind']): Promise<DatabaseHome>;
  close(): Promise<void>;
}

export const homeKinds = ['sqlite', 'postgres'] as const;

/** For a test file: what lived in them is gone when its tests are over. */
export function testHomes(): Homes {
  const homes = openHomes();
  afterAll(() => homes.close());
  return homes;
}

export function openHomes(): Homes {
  const folders: string[] = [];
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'malepunkt-home-'));
    folders.push(folder);
    return folder;
  };
  return {
    async fresh(kind) {
      if (kind === 'postgres') return postgresHome('fresh');
      const folder = newFolder();
      await makeTables(folder);
      return { kind, folder };
    },
    async empty(kind) {
      return kind === 'postgres' ? postgresHome('empty') : { kind, folder: newFolder() };
    },
    async close() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

let made: Promise<string> | undefined;

/** Every migration takes longer than to copy what they have made. */
export async function makeTables(folder: string): Promise<void> {
  made ??= migratedFolder();
  cpSync(await made, folder, { recursive: true });
}

async function migratedFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-tables-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await (await openDatabases({ kind: 'sqlite', folder })).close();
  return folder;
}

async function postgresHome(tables: 'fresh' | 'empty'): Promise<DatabaseHome> {
  const answer = await fetch(`${inject('postgresServer')}/${tables}`);
  if (!answer.ok) throw new Error(`no PostgreSQL: ${await answer.text()}`);
  return (await answer.json()) as DatabaseHome;
}
