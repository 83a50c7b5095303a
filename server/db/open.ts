/** Opens the two stores, on SQLite or PostgreSQL, and brings their tables up to date. */

import { Kysely } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import { type DatabaseHome, dialect } from './dialects.ts';
import { refuseHalfRestored } from './home.ts';
import { migrate } from './migrate.ts';
import type { RegistryTables } from './registry-tables.ts';
import type { StudyTables } from './study-tables.ts';

export type { DatabaseHome } from './dialects.ts';
export type RegistryDb = Kysely<RegistryTables>;
export type StudyDb = Kysely<StudyTables>;
/** What research, analysis and exports are given: it cannot write, in type or in fact. */
export type StudyReader = ReadonlyKysely<StudyTables>;
export type RegistryReader = ReadonlyKysely<RegistryTables>;
/** What a query that only reads asks for: any connection to the store, or a transaction in it. */
export type StudySelect = Pick<StudyReader, 'selectFrom'>;
export type RegistrySelect = Pick<RegistryDb, 'selectFrom'>;

/** Three connections that never meet: joins by code happen in `server/`, not in SQL. */
export interface Databases {
  readonly registry: RegistryDb;
  readonly study: StudyDb;
  readonly studyReader: StudyReader;
  close(): Promise<void>;
}

/** Both stores as they stand, for commands that look and change nothing, not even a migration. */
export interface Readers {
  readonly registry: RegistryReader;
  readonly study: StudyReader;
  close(): Promise<void>;
}

export async function openDatabases(home: DatabaseHome): Promise<Databases> {
  await refuseHalfRestored(home);
  const registry = new Kysely<RegistryTables>({ dialect: dialect(home, 'registry', 'write') });
  const study = new Kysely<StudyTables>({ dialect: dialect(home, 'study', 'write') });
  await migrate(registry, 'registry');
  await migrate(study, 'study');
  const studyReader = new Kysely<StudyTables>({ dialect: dialect(home, 'study', 'read') });
  return {
    registry,
    study,
    studyReader: studyReader as unknown as StudyReader,
    async close() {
      for (const db of [studyReader, study, registry]) await db.destroy();
    },
  };
}

export function openReaders(home: DatabaseHome): Readers {
  const registry = new Kysely<RegistryTables>({ dialect: dialect(home, 'registry', 'read') });
  const study = new Kysely<StudyTables>({ dialect: dialect(home, 'study', 'read') });
  return {
    registry: registry as unknown as RegistryReader,
    study: study as unknown as StudyReader,
    async close() {
      for (const db of [study, registry]) await db.destroy();
    },
  };
}
