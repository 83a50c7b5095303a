/** Opens a backup into a folder and compares it with what it says of itself. */

import { join } from 'node:path';
import { type Store, storeFile, stores } from '../db/dialects.ts';
import { eventHead } from '../db/events.ts';
import { migrationOf } from '../db/migrate.ts';
import { openReaders } from '../db/open.ts';
import { type Check, faultsOf, storeChecks, unlessDamaged } from './checks.ts';
import { type BackupKey, decryptFile } from './encryption.ts';
import { readManifest, type StoreManifest } from './manifest.ts';

export function encryptedFile(backup: string, store: Store): string {
  return join(backup, `${store}.sqlite.age`);
}

/** Leaves the two plain files in `into`; gives everything that is wrong with them. */
export async function unpackBackup(
  backup: string,
  key: BackupKey,
  into: string,
): Promise<string[]> {
  const manifest = readManifest(backup);
  for (const store of stores) {
    const { sha256 } = manifest.stores[store];
    const found = await decryptFile(encryptedFile(backup, store), storeFile(into, store), key);
    if (found !== sha256) return [`${store}: the file is not the one that manifest.json tells of`];
  }
  const readers = openReaders({ kind: 'sqlite', folder: into });
  try {
    const checks: Check[] = [];
    for (const store of stores) {
      checks.push(...(await storeChecks(store, readers[store])));
      checks.push(await asDescribed(store, readers[store], manifest.stores[store]));
    }
    return faultsOf(checks);
  } finally {
    await readers.close();
  }
}

function asDescribed(
  store: Store,
  db: Parameters<typeof eventHead>[0],
  { events, head, migration }: StoreManifest,
): Promise<Check> {
  return unlessDamaged(store, async () => {
    const found = await eventHead(db);
    const same =
      found.seq === events && found.hash === head && (await migrationOf(db)) === migration;
    const faults = same ? [] : [`${store}: it is not at the event that manifest.json tells of`];
    return { what: `${store}: as manifest.json tells`, faults };
  });
}
