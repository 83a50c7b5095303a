/** What a home holds before anything opens it, so that no half restored study is taken for a whole one. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { ExpectedError } from '../expected-error.ts';
import { type DatabaseHome, dialect, storeFile, stores } from './dialects.ts';
import type { AnyDb } from './migrations/columns.ts';

/** The folder, or the table, that stands in a home while something is restored into it. */
export const underRestoration = 'restoring';

export type HomeState = 'empty' | 'one store' | 'both stores' | 'half restored';

/** Thrown with what to do in words; the command line prints it. */
export class HomeError extends ExpectedError {
  override name = 'HomeError';
}

export async function stateOfHome(home: DatabaseHome): Promise<HomeState> {
  const names = home.kind === 'sqlite' ? filesIn(home.folder) : await tablesIn(home);
  if (names.some((found) => found.includes(underRestoration))) return 'half restored';
  const there = names.filter((found) => found.length > 0).length;
  return there === 0 ? 'empty' : there === 1 ? 'one store' : 'both stores';
}

export async function refuseHalfRestored(home: DatabaseHome): Promise<void> {
  if ((await stateOfHome(home)) === 'half restored')
    throw new HomeError(
      home.kind === 'sqlite'
        ? `A restore into ${home.folder} was cut off, or is under way. Once none is, empty the folder and restore again.`
        : 'A restore into the databases was cut off, or is under way. Once none is, make them anew and restore again.',
    );
}

/** Per store, what there is of it; a journal without its store would be replayed into the next one. */
function filesIn(folder: string): string[][] {
  const marker = existsSync(join(folder, underRestoration)) ? [underRestoration] : [];
  const files = stores.map((store) =>
    ['', '-wal', '-shm', '-journal']
      .map((ending) => storeFile(folder, store) + ending)
      .filter((file) => existsSync(file)),
  );
  return [...files, marker];
}

async function tablesIn(home: DatabaseHome): Promise<string[][]> {
  const found: string[][] = [];
  for (const store of stores) {
    const db: AnyDb = new Kysely({ dialect: dialect(home, store, 'read') });
    try {
      found.push((await db.introspection.getTables()).map(({ name }) => name));
    } finally {
      await db.destroy();
    }
  }
  return found;
}
