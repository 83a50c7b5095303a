/** Backs up both stores while the server runs, and believes in a backup only once it has been restored. */

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, timestamp } from '../clock.ts';
import { type DatabaseHome, type Store, storeFile, stores } from '../db/dialects.ts';
import { eventHead } from '../db/events.ts';
import { isDamage } from '../db/integrity.ts';
import { migrationOf } from '../db/migrate.ts';
import { openReaders } from '../db/open.ts';
import { writeSnapshot } from '../db/snapshot.ts';
import { syncFolder } from '../files.ts';
import { version } from '../version.ts';
import { type BackupLock, encryptFile, lockAndKey } from './encryption.ts';
import { type Manifest, type StoreManifest, writeManifest } from './manifest.ts';
import { OperationError } from './operation-error.ts';
import { requireStores } from './require-stores.ts';
import { encryptedFile, unpackBackup } from './unpack.ts';
import { inWorkFolder } from './work-folder.ts';

export interface Backup {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Why it cannot be relied on; empty when it was restored as it should be. */
  readonly faults: readonly string[];
}

/** Makes a folder in `target`, named by the time; with `-not-verified` at its end when something is wrong. */
export async function makeBackup(
  home: DatabaseHome,
  target: string,
  given: BackupLock,
  clock: Clock,
): Promise<Backup> {
  await requireStores(home);
  const { lock, key } = await lockAndKey(given);
  return inWorkFolder(target, async (work) => {
    const plain = subfolder(work, 'plain');
    const made = subfolder(work, 'made');
    const madeAt = timestamp(clock);
    for (const store of stores) await snapshot(home, store, storeFile(plain, store));
    const manifest = await encryptStores(plain, made, lock, madeAt);
    writeManifest(made, manifest);
    rmSync(plain, { recursive: true });

    const faults = await unpackBackup(made, key, subfolder(work, 'restored'));
    syncFolder(made);
    const name = madeAt.replaceAll(':', '-') + (faults.length > 0 ? '-not-verified' : '');
    const folder = join(target, name);
    renameSync(made, folder);
    syncFolder(target);
    return { folder, manifest, faults };
  });
}

async function encryptStores(
  plain: string,
  to: string,
  lock: BackupLock,
  madeAt: string,
): Promise<Manifest> {
  const readers = openReaders({ kind: 'sqlite', folder: plain });
  const describe = async (store: Store): Promise<StoreManifest> => {
    const head = await eventHead(readers[store]);
    const migration = (await migrationOf(readers[store])) ?? '';
    const sha256 = await encryptFile(storeFile(plain, store), encryptedFile(to, store), lock);
    return { sha256, events: head.seq, head: head.hash, migration };
  };
  try {
    const study = await describe('study');
    const registry = await describe('registry');
    const malepunkt = version;
    return { format: 1, made_at: madeAt, malepunkt, stores: { study, registry } };
  } finally {
    await readers.close();
  }
}

async function snapshot(home: DatabaseHome, store: Store, file: string): Promise<void> {
  try {
    await writeSnapshot(home, store, file);
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new OperationError(
      `The ${store} store is damaged and cannot be copied: ${(error as Error).message}. ` +
        '`malepunkt verify` tells more; the last backup is from before.',
    );
  }
}

function subfolder(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { mode: 0o700 });
  return path;
}
