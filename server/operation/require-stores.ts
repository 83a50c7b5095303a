/** A command that looks at a study first makes sure that there is one. */

import type { DatabaseHome } from '../db/dialects.ts';
import { refuseHalfRestored, stateOfHome } from '../db/home.ts';
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
