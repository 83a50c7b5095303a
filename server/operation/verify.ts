/** Looks through both stores, changing nothing and holding nobody up, and tells everything that is wrong. */

import { type DatabaseHome, type Store, stores } from '../db/dialects.ts';
import { latestMigration, migrationOf } from '../db/migrate.ts';
import { openReaders, type Readers } from '../db/open.ts';
import type { Sealer } from '../security/sealing.ts';
import { type Anchor, anchorCheck } from './anchors.ts';
import { type Check, faultsOf, storeChecks, unlessDamaged } from './checks.ts';
import { cutCheck } from './cut-check.ts';
import { keyChecks } from './key-checks.ts';
import { personCheck } from './person-check.ts';
import { requireStores } from './require-stores.ts';

export interface VerifyWith {
  /** Null when the key is not at hand, as on a machine that only keeps backups. */
  readonly sealer: Sealer | null;
  /** Null when none were given. */
  readonly anchors: readonly Anchor[] | null;
}

export async function verifyHome(
  home: DatabaseHome,
  { sealer, anchors }: VerifyWith,
): Promise<Check[]> {
  await requireStores(home);
  const readers = openReaders(home);
  try {
    const checks: Check[] = [];
    for (const store of stores) checks.push(...(await storeChecks(store, readers[store])));
    if (anchors) checks.push(await unlessDamaged('study', () => anchorCheck(readers, anchors)));
    const versions = await Promise.all(stores.map((store) => versionCheck(store, readers)));
    checks.push(...versions);
    // Tables of another version cannot be asked what this one would ask them.
    if (faultsOf(versions).length > 0) return checks;
    checks.push(await unlessDamaged('registry', () => personCheck(readers)));
    checks.push(await unlessDamaged('study', () => cutCheck(readers)));
    if (sealer) checks.push(...(await keyChecks(readers, sealer)));
    return checks;
  } finally {
    await readers.close();
  }
}

function versionCheck(store: Store, readers: Readers): Promise<Check> {
  return unlessDamaged(store, async () => {
    const found = await migrationOf(readers[store]);
    const expected = latestMigration(store);
    return {
      what: `${store}: its tables are of this version (${expected})`,
      faults:
        found === expected
          ? []
          : [
              `${store}: its tables are at ${found}, and this Målepunkt is at ${expected}: ` +
                'start the server once, which brings them up to date, and verify again',
            ],
    };
  });
}
