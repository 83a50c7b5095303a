/** Random values that others are hashed with: made once, sealed, and sealed anew with a new key. */

import type { RegistryDb, RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

type Name = RegistryTables['secret']['name'];

export async function secretNamed(db: RegistrySelect, name: Name): Promise<string | null> {
  const row = await db
    .selectFrom('secret')
    .select('value_sealed')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value_sealed ?? null;
}

/** Of two that are made at once, the first stands; gives the one that does. */
export async function ensureSecret(
  db: RegistryDb,
  name: Name,
  value_sealed: string,
): Promise<string> {
  await db
    .insertInto('secret')
    .values({ name, value_sealed })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await secretNamed(db, name)) ?? value_sealed;
}
