/** Whatever was done to a study behind the server's back is found, on both homes, and told in words. */

import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import type { DatabaseHome } from '../../../server/db/dialects.ts';
import { appendEvent } from '../../../server/db/events.ts';
import { type Databases, openDatabases, openReaders } from '../../../server/db/open.ts';
import { deleteIdentities } from '../../../server/db/retention.ts';
import { anchorLines, anchorsIn } from '../../../server/operation/anchors.ts';
import { faultsOf } from '../../../server/operation/checks.ts';
import { verifyHome } from '../../../server/operation/verify.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { fill, folderOf, jobbStudy, newSealer, sealerOf } from './jobb-study.ts';
import { carefulTamperings, type Log, tamperings } from './tampering.ts';

const homes = testHomes();

const faultsIn = async (home: DatabaseHome, anchors: string | null = null) =>
  faultsOf(
    await verifyHome(home, { sealer: null, anchors: anchors === null ? null : anchorsIn(anchors) }),
  );

describe.each(homeKinds)('on %s', (kind) => {
  test('a study that nobody touched has no faults, while its server runs', async () => {
    const app = await testApp({ home: await homes.fresh(kind) });
    const study = await fill(app);
    const anchors = await anchorsOf(study.home);
    const checks = await verifyHome(study.home, {
      sealer: sealerOf(study),
      anchors: anchorsIn(anchors),
    });
    expect(faultsOf(checks)).toEqual([]);
    const said = checks.map(({ what }) => what);
    for (const words of [
      /^study: [1-9]\d* events, each sealed to the one before$/,
      /^registry: [1-9]\d* events, each sealed to the one before$/,
      /^3 participants, each with a person or erased$/,
      /^registry: [1-9]\d* sealed values, each opens with the key$/,
      /^2 anchors hold$/,
    ])
      expect(said).toContainEqual(expect.stringMatching(words));
    await app.close();
  });

  describe.each(['study', 'registry'] as const)('in the log of the %s store', (store) => {
    let home: DatabaseHome;
    let anchors: string;
    let db: Databases;
    beforeAll(async () => {
      ({ home } = await jobbStudy(await homes.fresh(kind)));
      anchors = await anchorsOf(home);
      db = await openDatabases(home);
    });
    afterAll(() => db.close());
    const undone = async (tamper: (log: Log) => Promise<void>, look: () => Promise<void>) => {
      const log = db[store] as unknown as Log;
      const entries = await log.selectFrom('event').selectAll().execute();
      const head = await log.selectFrom('event_head').selectAll().executeTakeFirstOrThrow();
      await tamper(log);
      await look();
      await log.deleteFrom('event').execute();
      await log.insertInto('event').values(entries).execute();
      await log.updateTable('event_head').set(head).execute();
      expect(await faultsIn(home, anchors)).toEqual([]);
    };

    test.each(Object.entries(tamperings))('it is found that %s', async (_what, tamper) => {
      await undone(tamper, async () => {
        const [fault] = await faultsIn(home);
        expect(fault).toMatch(new RegExp(`^${store}: the chain of events is broken at number `));
      });
    });

    test.each(Object.entries(carefulTamperings))(
      'only an anchor shows that %s',
      async (_what, tamper) => {
        await undone(tamper, async () => {
          expect(await faultsIn(home)).toEqual([]);
          const [fault, ...others] = await faultsIn(home, anchors);
          expect(fault).toMatch(
            new RegExp(`^${store}: event \\d+(, which| is not the one that) an anchor tells of`),
          );
          expect(others).toEqual([]);
        });
      },
    );
  });

  test('a participant without a person is found, and one who was erased is not a fault', async () => {
    const { home, kari, ola, aud } = await jobbStudy(await homes.fresh(kind));
    const db = await openDatabases(home);
    await db.registry
      .transaction()
      .execute((trx) => deleteIdentities(trx, { study: 'jobbspesialist' }));
    await db.study
      .updateTable('participant')
      .set({ event_key: '' })
      .where('code', 'in', [kari, aud])
      .execute();
    await db.close();
    expect(await faultsIn(home)).toEqual([
      `participant ${ola} has no person in the registry, and was not erased`,
    ]);
  });

  test('a sealed value that was moved to another person is found', async () => {
    const study = await jobbStudy(await homes.fresh(kind));
    const db = await openDatabases(study.home);
    const { name_sealed } = await db.registry
      .selectFrom('person')
      .select('name_sealed')
      .where('code', '=', study.kari)
      .executeTakeFirstOrThrow();
    await db.registry
      .updateTable('person')
      .set({ name_sealed })
      .where('code', '=', study.ola)
      .execute();
    await db.close();
    const checks = await verifyHome(study.home, { sealer: sealerOf(study), anchors: null });
    expect(faultsOf(checks)).toEqual([`registry: name of person ${study.ola} does not open`]);
  });

  test('a file without anchors checks nothing, and that is a fault', async () => {
    const { home } = await jobbStudy(await homes.fresh(kind));
    expect(await faultsIn(home, 'Hei!')).toEqual(['there are no anchors in the file']);
  });

  test('another key is told from damage', async () => {
    const { home } = await jobbStudy(await homes.fresh(kind));
    expect(faultsOf(await verifyHome(home, { sealer: newSealer(), anchors: null }))).toEqual([
      'MALEPUNKT_KEY_FILE is not the key this data was sealed with',
    ]);
  });
});

describe('on SQLite', () => {
  test('a row that refers to nothing is found', async () => {
    const { home, ola } = await jobbStudy(await homes.fresh('sqlite'));
    const registry = new Database(join(folderOf(home), 'registry.sqlite'));
    registry.pragma('foreign_keys = off');
    registry.prepare('delete from person where code = ?').run(ola);
    registry.close();
    const faults = await faultsIn(home);
    for (const table of ['consent', 'outbox', 'person_name'])
      expect(faults).toContainEqual(
        expect.stringMatching(
          `^registry: row \\d+ of ${table} refers to a person that is not there$`,
        ),
      );
  });

  test('a damaged file is told in words', async () => {
    const { home } = await jobbStudy(await homes.fresh('sqlite'));
    const file = openSync(join(folderOf(home), 'study.sqlite'), 'r+');
    writeSync(file, Buffer.alloc(40_000, 'x'), 0, 40_000, 8192);
    closeSync(file);
    const faults = await faultsIn(home);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.startsWith('study: '))).toBe(true);
  });

  test('what is appended while the log is read does not look like a break', async () => {
    const app: TestApp = await testApp({ home: await homes.fresh('sqlite') });
    await register(app);
    let over = false;
    const appending = (async () => {
      while (!over) {
        await app.services.db.study
          .transaction()
          .execute((trx) =>
            appendEvent(trx, systemClock, { actor: 'system', action: 'identity read' }),
          );
        await breath();
      }
    })();
    for (let looks = 0; looks < 20; looks += 1)
      expect(await faultsIn(app.services.config.home)).toEqual([]);
    over = true;
    await appending;
    await app.close();
  });
});

async function anchorsOf(home: DatabaseHome): Promise<string> {
  const readers = openReaders(home);
  const lines = await anchorLines(readers);
  await readers.close();
  return lines.join('\n');
}
