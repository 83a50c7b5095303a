/** Brings the tables of a store to a migration, and tells which one they are at. */

import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Store } from './dialects.ts';
import type { AnyDb } from './migrations/columns.ts';
import { registryMigrations, studyMigrations } from './migrations/index.ts';

const migrationsOf: Readonly<Record<Store, Readonly<Record<string, Migration>>>> = {
  registry: registryMigrations,
  study: studyMigrations,
};

/** To the latest one, or to the one that is named. */
export async function migrate(db: unknown, store: Store, to?: string): Promise<void> {
  const migrator = new Migrator({
    db: db as Kysely<unknown>,
    provider: { getMigrations: async () => ({ ...migrationsOf[store] }) },
  });
  const { error } = await (to === undefined ? migrator.migrateToLatest() : migrator.migrateTo(to));
  if (error) throw error;
}

/** The migration that a store's tables are at; null before the first. */
export async function migrationOf(db: unknown): Promise<string | null> {
  const tables = db as AnyDb;
  const all = await tables.introspection.getTables({ withInternalKyselyTables: true });
  if (!all.some(({ name }) => name === 'kysely_migration')) return null;
  const row = await tables
    .selectFrom('kysely_migration')
    .select(sql<string>`max(name)`.as('latest'))
    .executeTakeFirst();
  return (row?.latest as string | null | undefined) ?? null;
}

export function latestMigration(store: Store): string {
  return Object.keys(migrationsOf[store]).sort().at(-1) ?? '';
}

/** False for a migration of a newer Målepunkt, whose tables this one does not know. */
export function isKnownMigration(store: Store, name: string): boolean {
  return name in migrationsOf[store];
}
