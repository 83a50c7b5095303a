/** How a store is reached: a SQLite file set up to lose nothing, or a pool of PostgreSQL connections. */

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type Dialect,
  PostgresDialect,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely';
import pg from 'pg';

/** Where the stores live: a folder for SQLite, or two addresses for PostgreSQL. */
export type DatabaseHome =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly registryUrl: string; readonly studyUrl: string };

export type Store = 'registry' | 'study';
/** `alone`: writes, and keeps everybody else out. */
export type Access = 'read' | 'write' | 'alone';

/** The study first: what spans both stores is in the registry by the time the study knows of it. */
export const stores = ['study', 'registry'] as const satisfies readonly Store[];

export function dialect(home: DatabaseHome, store: Store, access: Access): Dialect {
  if (home.kind === 'sqlite')
    return new SqliteDialect({
      database: async () => keepingStatements(openSqlite(storeFile(home.folder, store), access)),
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

export function storeFile(folder: string, store: Store): string {
  return join(folder, `${store}.sqlite`);
}

export function openSqlite(file: string, access: Access): Database.Database {
  if (access !== 'read') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new Database(file, { readonly: access === 'read' });
  try {
    setUp(database, access);
    return database;
  } catch (error) {
    // Left open, it would keep others out as long as nobody collects it.
    database.close();
    throw error;
  }
}

function setUp(database: Database.Database, access: Access): void {
  database.pragma(`busy_timeout = ${access === 'alone' ? 1000 : 5000}`);
  database.pragma('trusted_schema = off');
  if (access === 'read') return;
  // Said before the first look at the file: SQLite then asks for the whole of it.
  if (access === 'alone') database.pragma('locking_mode = exclusive');
  database.pragma('journal_mode = wal');
  // WAL opens at NORMAL here, which can lose the last answers when the power goes.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  // Deleted rows are overwritten, so that nothing of a person stays in free pages.
  database.pragma('secure_delete = on');
  assertDurable(database);
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
