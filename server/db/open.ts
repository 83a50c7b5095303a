/** Opens the two stores, on SQLite or PostgreSQL, and brings their tables up to date. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type Dialect,
  Kysely,
  PostgresDialect,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { ReadonlyKysely } from 'kysely/readonly';
import pg from 'pg';
import { registryMigrations, studyMigrations } from './migrations/index.ts';
import type { RegistryTables } from './registry-tables.ts';
import type { StudyTables } from './study-tables.ts';

export type RegistryDb = Kysely<RegistryTables>;
export type StudyDb = Kysely<StudyTables>;
/** What research, analysis and exports are given: it cannot write, in type or in fact. */
export type StudyReader = ReadonlyKysely<StudyTables>;
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

/** Where the stores live: a folder for SQLite, or two addresses for PostgreSQL. */
export type DatabaseHome =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly registryUrl: string; readonly studyUrl: string };

export async function openDatabases(home: DatabaseHome): Promise<Databases> {
  const registry = new Kysely<RegistryTables>({ dialect: dialect(home, 'registry', 'write') });
  const study = new Kysely<StudyTables>({ dialect: dialect(home, 'study', 'write') });
  await migrate(registry, registryMigrations);
  await migrate(study, studyMigrations);
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

type Store = 'registry' | 'study';
type Access = 'read' | 'write';

function dialect(home: DatabaseHome, store: Store, access: Access): Dialect {
  if (home.kind === 'sqlite')
    return new SqliteDialect({
      database: async () => keepingStatements(sqlite(home.folder, store, access)),
    });
  const connectionString = store === 'registry' ? home.registryUrl : home.studyUrl;
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    ...(access === 'read' ? { options: '-c default_transaction_read_only=on' } : {}),
  });
  // The pool replaces an idle connection that the database closed; unheard, its error ends the process.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}

function sqlite(folder: string, store: Store, access: Access): Database.Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Database(join(folder, `${store}.sqlite`), { readonly: access === 'read' });
  database.pragma('busy_timeout = 5000');
  database.pragma('trusted_schema = off');
  if (access === 'read') return database;
  database.pragma('journal_mode = wal');
  // WAL opens at NORMAL here, which can lose the last answers when the power goes.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  // Deleted rows are overwritten, so that nothing of a person stays in free pages.
  database.pragma('secure_delete = on');
  assertDurable(database);
  return database;
}

/** Far more than the server has queries; only lists of changing length make new ones. */
const mostStatements = 300;

/**
 * Kysely has every query prepared anew, which takes longer than most of our queries. A statement can
 * be kept, as Kysely lets only one query at a time onto a connection, streams included.
 */
function keepingStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(source) {
      if (kept.size >= mostStatements) kept.clear();
      const statement = kept.get(source) ?? database.prepare(source);
      kept.set(source, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

/** After a write, as it is only then that SQLite has settled on its mode. */
function assertDurable(database: Database.Database): void {
  database.pragma('user_version = 1');
  const mode = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== 2)
    throw new Error(`the database is not durable: journal ${mode}, synchronous ${synchronous}`);
}

async function migrate(
  db: RegistryDb | StudyDb,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({
    db: db as Kysely<unknown>,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
