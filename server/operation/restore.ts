/** Puts a backup into an empty home, on SQLite or PostgreSQL, whichever it came from. */

import { type DatabaseHome, stores } from '../db/dialects.ts';
import { refuseHalfRestored, stateOfHome } from '../db/home.ts';
import { isKnownMigration } from '../db/migrate.ts';
import { openDatabases } from '../db/open.ts';
import { fillHome, makeRestorationFolder } from '../db/restoration.ts';
import type { BackupKey } from './encryption.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { OperationError } from './operation-error.ts';
import { unpackBackup } from './unpack.ts';
import { removedAfter } from './work-folder.ts';

/** Nothing of it is there until all of it is. Afterwards the tables are brought up to date. */
export async function restoreBackup(
  home: DatabaseHome,
  backup: string,
  key: BackupKey,
): Promise<Manifest> {
  const manifest = readManifest(backup);
  refuseNewer(manifest);
  await refuseUnlessEmpty(home);
  const folder = makeRestorationFolder(home);
  await removedAfter(folder, async () => {
    const faults = await unpackBackup(backup, key, folder);
    if (faults.length > 0)
      throw new OperationError(['The backup cannot be restored:', ...faults].join('\n'));
    await fillHome(home, folder);
  });
  await (await openDatabases(home)).close();
  return manifest;
}

function refuseNewer({ malepunkt, stores: described }: Manifest): void {
  if (stores.every((store) => isKnownMigration(store, described[store].migration))) return;
  throw new OperationError(
    `The backup was made by a newer Målepunkt (${malepunkt}), whose tables this one does not know: restore it with that one.`,
  );
}

async function refuseUnlessEmpty(home: DatabaseHome): Promise<void> {
  await refuseHalfRestored(home);
  if ((await stateOfHome(home)) === 'empty') return;
  throw new OperationError(
    home.kind === 'sqlite'
      ? `There is a study in ${home.folder} already, and nothing is written over it. Name an empty folder in MALEPUNKT_DATA.`
      : 'There are tables in the databases already, and nothing is written over them. Name empty ones.',
  );
}
