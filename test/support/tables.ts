/** Everything that is written in the two stores, as text to compare before and after. */

import type { AnyDb } from '../../server/db/migrations/columns.ts';
import type { Databases } from '../../server/db/open.ts';

export async function everyRow({ registry, study }: Databases): Promise<string> {
  const stores = { registry, study } as unknown as Record<string, AnyDb>;
  const lines: string[] = [];
  for (const [store, db] of Object.entries(stores))
    for (const { name } of await db.introspection.getTables())
      for (const row of await db.selectFrom(name).selectAll().execute())
        lines.push(`${store} ${name} ${JSON.stringify(row)}`);
  return lines.sort().join('\n');
}
