/** Migrations run over rows that are there already, on both homes, and leave them as they were. */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { AnyDb } from '../../../server/db/migrations/columns.ts';
import { registryMigrations, studyMigrations } from '../../../server/db/migrations/index.ts';
import { type DatabaseHome, openDatabases } from '../../../server/db/open.ts';
import { replacedBy, rowsAfter } from '../../fixtures/rows-after-migration.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';

const homes = testHomes();

const stores = [
  { store: 'study', migrations: studyMigrations },
  { store: 'registry', migrations: registryMigrations },
] as const;

describe.each(homeKinds)('on %s', (kind) => {
  describe.each(stores)('the $store store', ({ store, migrations }) => {
    test.each(Object.keys(migrations))(
      'rows written after %s survive to the latest',
      async (name) => {
        const home = await homes.empty(kind);
        const before = connect(home, store);
        await migrateTo(before, migrations, name);
        const rows = rowsAfter[store][name] ?? {};
        for (const [table, row] of Object.entries(rows))
          await before.insertInto(table).values(row).execute();
        await before.destroy();

        const databases = await openDatabases(home);
        await databases.close();

        const after = connect(home, store);
        const now = Object.entries(rows).flatMap(([table, row]) =>
          Object.entries(replacedBy[table] ?? { [table]: row }),
        );
        for (const [table, row] of now) {
          const found = await after.selectFrom(table).selectAll().execute();
          expect(found).toHaveLength(1);
          expect(found[0]).toMatchObject(row);
        }
        await after.destroy();
      },
    );
  });

  test('opening a second time changes nothing', async () => {
    const home = await homes.empty(kind);
    await (await openDatabases(home)).close();
    const again = await openDatabases(home);
    const events = await again.study.selectFrom('event').selectAll().execute();
    expect(events).toEqual([]);
    await again.close();
  });

  test('the reader of the study store cannot write', async () => {
    const databases = await openDatabases(await homes.empty(kind));
    const writer = databases.studyReader as unknown as typeof databases.study;
    const write = writer.updateTable('event_head').set({ seq: 7 }).where('id', '=', 1).execute();
    await expect(write).rejects.toThrow(/read-?only/);
    await databases.close();
  });
});

function connect(home: DatabaseHome, store: 'study' | 'registry'): AnyDb {
  if (home.kind === 'sqlite')
    return new Kysely({
      dialect: new SqliteDialect({ database: new Database(join(home.folder, `${store}.sqlite`)) }),
    });
  const connectionString = store === 'study' ? home.studyUrl : home.registryUrl;
  return new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }) });
}

async function migrateTo(
  db: AnyDb,
  migrations: Readonly<Record<string, Migration>>,
  name: string,
): Promise<void> {
  const migrator = new Migrator({
    db: db as unknown as Kysely<unknown>,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateTo(name);
  if (error) throw error;
}
