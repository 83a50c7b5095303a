/** Tells at start whether the configured key is the one that the data was sealed with. */

import { ConfigError } from '../config.ts';
import type { RegistryDb, RegistrySelect } from '../db/open.ts';
import { insertKeyCheck, keyCheckOf, sealedCells } from '../db/sealed.ts';
import { placeOf, sealedColumns } from './sealed-columns.ts';
import type { Place, Sealer } from './sealing.ts';

export const wrongKey = 'MALEPUNKT_KEY_FILE is not the key this data was sealed with';

/** What a new key check holds, sealed. */
export function sealedKeyCheck(sealer: Sealer): string {
  return sealer.seal('malepunkt', place);
}

/** Throws when the key is another one; from the first start with a key on, that key is held to. */
export async function checkKey(registry: RegistryDb, sealer: Sealer): Promise<void> {
  if (!(await keyFits(registry, sealer))) throw new ConfigError(wrongKey);
  await insertKeyCheck(registry, sealedKeyCheck(sealer));
}

export async function keyFits(registry: RegistrySelect, sealer: Sealer): Promise<boolean> {
  const check = await keyCheckOf(registry);
  if (check !== null) return opens(sealer, check, place);
  // Data from before there was a check: one of its cells stands for all.
  for (const column of sealedColumns)
    for await (const { row, sealed } of sealedCells(registry, column))
      return opens(sealer, sealed, placeOf(column, row));
  return true;
}

export function opens(sealer: Sealer, sealed: string, at: Place): boolean {
  try {
    sealer.open(sealed, at);
    return true;
  } catch {
    return false;
  }
}

const place: Place = { table: 'key_check', column: 'sealed', row: '1' };
