/** A command that looks at a study first makes sure that there is one, and that it knows its tables. */

import type { DatabaseHome, Store } from '../db/dialects.ts';
import { refuseHalfRestored, stateOfHome } from '../db/home.ts';
import { latestMigration, migrationOf } from '../db/migrate.ts';
import { OperationError } from './operation-error.ts';

export async function requireStores(home: DatabaseHome): Promise<void> {
  await refuseHalfRestored(home);
  if ((await stateOfHome(home)) !== 'both stores')
    throw new OperationError(
      home.kind === 'sqlite'
        ? `There is no study in ${home.folder}: it should hold study.sqlite and registry.sqlite.`
        : 'There is no study in the databases: at least one of them has no tables.',
    );
}

export async function requireCurrentTables(store: Store, db: unknown): Promise<void> {
  if ((await migrationOf(db)) !== latestMigration(store))
    throw new OperationError(
      `The tables of the ${store} are of another version of Målepunkt: start the server once, which brings them up to date.`,
    );
}
