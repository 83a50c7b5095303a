/** Whether the key that is configured opens everything that is sealed. */

import type { RegistrySelect } from '../db/open.ts';
import { sealedCells } from '../db/sealed.ts';
import { keyFits, opens, wrongKey } from '../security/key-check.ts';
import { placeOf, sealedColumns } from '../security/sealed-columns.ts';
import type { Sealer } from '../security/sealing.ts';
import { type Check, unlessDamaged } from './checks.ts';

export async function keyChecks(
  { registry }: { registry: RegistrySelect },
  sealer: Sealer,
): Promise<Check[]> {
  if (!(await keyFits(registry, sealer))) return [{ what: '', faults: [wrongKey] }];
  const opening = await unlessDamaged('registry', async () => {
    let cells = 0;
    const faults: string[] = [];
    for (const column of sealedColumns)
      for await (const { row, sealed } of sealedCells(registry, column)) {
        cells += 1;
        if (!opens(sealer, sealed, placeOf(column, row)))
          faults.push(`registry: ${column.column} of ${column.table} ${row} does not open`);
      }
    return { what: `registry: ${cells} sealed values, each opens with the key`, faults };
  });
  return [opening];
}
