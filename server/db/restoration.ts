/** Puts the two files of a backup in an empty home, so that a restore that is cut off is known for one. */

import { mkdirSync, mkdtempSync, renameSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { syncFile, syncFolder } from '../files.ts';
import { type DatabaseHome, dialect, type Store, storeFile, stores } from './dialects.ts';
import { underRestoration } from './home.ts';
import type { AnyDb } from './migrations/columns.ts';
import { readSnapshot } from './snapshot.ts';

/** A folder for the plain files; in a home on SQLite it also marks that a restore is under way. */
export function makeRestorationFolder(home: DatabaseHome): string {
  if (home.kind === 'postgres') return mkdtempSync(join(tmpdir(), 'malepunkt-restore-'));
  mkdirSync(home.folder, { recursive: true, mode: 0o700 });
  const folder = join(home.folder, underRestoration);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** The home is whole when the mark is gone: until then nothing opens it. */
export async function fillHome(home: DatabaseHome, folder: string): Promise<void> {
  if (home.kind === 'sqlite') return moveInto(home.folder, folder);
  for (const store of stores)
    await within(home, store, (db) =>
      db.schema.createTable(underRestoration).addColumn('id', 'integer').execute(),
    );
  for (const store of stores) await readSnapshot(home, store, storeFile(folder, store));
  for (const store of stores)
    await within(home, store, (db) => db.schema.dropTable(underRestoration).execute());
}

function moveInto(home: string, folder: string): void {
  for (const store of stores) syncFile(storeFile(folder, store));
  for (const store of stores) renameSync(storeFile(folder, store), storeFile(home, store));
  syncFolder(home);
  rmdirSync(folder);
  syncFolder(home);
}

async function within(
  home: DatabaseHome,
  store: Store,
  work: (db: AnyDb) => Promise<void>,
): Promise<void> {
  const db: AnyDb = new Kysely({ dialect: dialect(home, store, 'write') });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
