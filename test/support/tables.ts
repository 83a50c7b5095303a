/** Everything that is written in the two stores, as text to compare before and after. */

import type { AnyDb } from '../../server/db/migrations/columns.ts';
import type { Databases } from '../../server/db/open.ts';
import { sha256 } from '../../server/digest.ts';

export async function everyRow({ registry, study }: Databases): Promise<string> {
  const stores = { registry, study } as unknown as Record<string, AnyDb>;
  const lines: string[] = [];
  for (const [store, db] of Object.entries(stores))
    for (const { name } of await db.introspection.getTables())
      for (const row of await db.selectFrom(name).selectAll().execute())
        lines.push(`${store} ${name} ${JSON.stringify(row, (_, value) => shortened(value))}`);
  return lines.sort().join('\n');
}

/** A whole instrument in a difference would hide what changed. */
function shortened(value: unknown): unknown {
  return typeof value === 'string' && value.length > 2000 ? sha256(value) : value;
}
