/** When a study may be kept no longer, nobody can be found from its answers, and no other study loses anything. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../../server/clock.ts';
import { shippedSurveys } from '../../../server/config.ts';
import { identityTables } from '../../../server/db/retention.ts';
import { faultsOf } from '../../../server/operation/checks.ts';
import { endRetention, keptOf } from '../../../server/operation/retention.ts';
import { verifyHome } from '../../../server/operation/verify.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { contentsOf, fill } from './jobb-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
const afterwards: Clock = { now: () => Temporal.Instant.from('2030-01-02T09:00:00Z') };

const homes = testHomes();
beforeAll(async () => {
  for (const part of ['instruments', 'studies'])
    cpSync(join(shippedSurveys, part), join(folder, part), { recursive: true });
  const text = readFileSync(join(folder, 'studies/jobbspesialist.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'studies/oppfolging.yaml'),
    text.replace('study: jobbspesialist', 'study: oppfolging'),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(homeKinds)('on %s', (kind) => {
  test('identities and links are gone, answers and the other study are as they were', async () => {
    const app = await twoStudies();
    const { home } = app.services.config;
    const before = await contentsOf(home);
    await endRetention(app.services.db, 'jobbspesialist', afterwards);

    const after = await contentsOf(home);
    for (const table of ['response', 'score', 'definition', 'participant_change'])
      expect(after.study[table]).toEqual(before.study[table]);
    expect(after.study.saved_page).toHaveLength(before.study.saved_page?.length ?? 0);
    expect(after.study.link).toEqual([]);
    expect(after.study.visit).toEqual([]);
    const keys = after.study.participant?.map(({ study, event_key }) => [study, event_key !== '']);
    expect(new Set(keys?.map(String))).toEqual(
      new Set(['jobbspesialist,false', 'oppfolging,true']),
    );
    for (const table of Object.keys(identityTables))
      expect(before.registry[table]?.length, table).toBeGreaterThan(0);
    expect(after.registry.person?.map(({ study }) => study)).toEqual(['oppfolging']);
    expect(after.registry.consent).toHaveLength(1);
    for (const table of ['outbox', 'note', 'consent_scan', 'data_copy', 'import_draft'])
      expect(after.registry[table], table).toEqual([]);
    expect(
      faultsOf(await verifyHome(home, { sealer: app.services.sealer, anchors: null })),
    ).toEqual([]);
    await app.close();
  });

  test('one that was cut off is completed by the next, and a third finds nothing', async () => {
    const app = await twoStudies();
    const { db, config, sealer } = app.services;
    let asked = 0;
    const failing: Clock = {
      now() {
        asked += 1;
        if (asked > 1) throw new Error('the power is gone');
        return afterwards.now();
      },
    };
    await expect(endRetention(db, 'jobbspesialist', failing)).rejects.toThrow('the power is gone');
    expect(await kept(app)).toMatchObject({ registry: { person: 3 }, traces: {} });
    const halfWay = await verifyHome(config.home, { sealer, anchors: null });
    expect(faultsOf(halfWay)).toEqual([]);

    for (const _time of ['second', 'third']) await endRetention(db, 'jobbspesialist', afterwards);
    expect(await kept(app)).toMatchObject({ registry: {}, traces: {} });
    for (const store of [db.study, db.registry]) {
      const told = await (store as typeof db.study)
        .selectFrom('event')
        .select('actor')
        .where('action', '=', 'retention ended')
        .execute();
      expect(told).toEqual([{ actor: 'system' }]);
    }
    await app.close();
  });

  test('what would go is counted, and the last day is a whole day where the study is', async () => {
    const app = await twoStudies();
    expect(await kept(app)).toMatchObject({
      registry: { person: 3, consent: 3, consent_scan: 1, note: 1, import_draft: 1, outbox: 2 },
      traces: { event_key: 3, link: 2, visit: 2 },
    });
    const at = async (instant: string) =>
      (await kept(app, { now: () => Temporal.Instant.from(instant) }))?.isOver;
    expect(await at('2029-12-31T22:59:59Z')).toBe(false);
    expect(await at('2029-12-31T23:00:00Z')).toBe(true);
    await app.close();
  });

  async function twoStudies(): Promise<TestApp> {
    const app = await testApp({ home: await homes.fresh(kind), surveys: folder });
    const { kari } = await fill(app);
    await register(app, { name: 'Ola Vik' }, 'oppfolging');
    await app.services.db.registry
      .insertInto('data_copy')
      .values({
        ...{ token_hash: 'a-hash', code: kari, made_by: 'system' },
        ...{ made_at: '2018-03-01T09:00:00.000Z', expires_at: '2018-03-08T09:00:00.000Z' },
      })
      .execute();
    return app;
  }
});

test('every table that knows of persons is reached', async () => {
  const app = await testApp();
  const tables = await app.services.db.registry.introspection.getTables();
  const ofPersons = tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'code' || name === 'consent_id'))
    .map(({ name }) => name)
    .filter((name) => name !== 'event');
  expect(Object.keys(identityTables).sort()).toEqual([...ofPersons, 'import_draft'].sort());
  await app.close();
});

async function kept({ services }: TestApp, clock: Clock = afterwards) {
  const study = services.definitions.study('jobbspesialist');
  return study && keptOf(services.db, study, clock);
}
