/** A file that was found good becomes participants once, all of them, whatever happens between the two stores. */

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeAccess } from '../../../server/accounts/access.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { sendFile } from '../../support/files.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { file, line } from '../../support/import-files.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

const path = '/staff/jobbspesialist/participants/import';
const two = file([
  line(),
  line({ Navn: 'Siv Lie', 'E-post': 'siv@post.example', Sted: 'Tromsø', Gruppe: 'Jobbspesialist' }),
]);

const homes = testHomes();
let t: TestApp;
let coordinator: Staff;
afterEach(() => t.close());

async function begin(kind: (typeof homeKinds)[number]): Promise<void> {
  t = await testApp({ home: await homes.fresh(kind) });
  coordinator = await t.signedIn('coordinator');
}

/** Uploads a good file and gives the address that its button posts to. */
async function uploaded(staff = coordinator, body = two): Promise<string> {
  const reply = await sendFile(t, staff, path, { name: 'f.csv', body }, { _role: 'candidate' });
  expect(reply.statusCode).toBe(200);
  return /action="([^"]*import\/[^"]+)"/.exec(reply.body)?.[1] ?? '';
}

async function counts() {
  const { registry, study } = t.services.db;
  const tables = ['person', 'consent', 'consent_answer', 'import_draft'] as const;
  const rows = await Promise.all(
    tables.map((table) => registry.selectFrom(table).selectAll().execute()),
  );
  const participants = await study.selectFrom('participant').selectAll().execute();
  return [...rows, participants].map((list) => list.length);
}

describe.each(homeKinds)('on %s', (kind) => {
  beforeEach(() => begin(kind));

  test('the button pressed four times at once makes two participants, and a list of their codes', async () => {
    const confirm = await uploaded();
    expect(await counts()).toEqual([0, 0, 0, 1, 0]);
    const presses = await Promise.all([1, 2, 3, 4].map(() => send(t, coordinator, confirm)));
    presses.push(await send(t, coordinator, confirm));
    for (const reply of presses)
      expect([reply.statusCode, reply.headers.location]).toEqual([303, confirm]);
    expect(await counts()).toEqual([2, 2, 8, 1, 2]);

    const list = await open(t, coordinator, confirm);
    const rows = await t.services.db.study
      .selectFrom('participant')
      .select(['code', 'arm', 'site', 'inclusion_date', 'channel'])
      .orderBy('site')
      .execute();
    expect(rows).toMatchObject([
      { arm: 'kvp', site: 'harstad', inclusion_date: '2018-02-01', channel: 'web' },
      { arm: 'jobbspesialist', site: 'tromso', inclusion_date: '2018-02-01', channel: 'web' },
    ]);
    for (const text of ['2 personer er registrert', 'Bjørn Åsheim', 'Siv Lie'])
      expect(list.body).toContain(text);
    for (const { code } of rows) expect(list.body).toContain(code);

    const events = await eventsIn(t, 'registry');
    const imported = events.filter(({ action }) => action === 'people imported');
    expect(imported.map(({ detail }) => JSON.parse(detail))).toEqual([
      { study: 'jobbspesialist', role: 'candidate', count: 2 },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Bjørn|Siv|post\.example/);
    for (const db of [t.services.db.registry, t.services.db.study])
      expect(await firstBrokenEvent(db as never)).toBeNull();
  });

  test('two files with the same people, looked through at once, become two participants', async () => {
    const [one, other] = [await uploaded(), await uploaded()];
    expect((await send(t, coordinator, one)).statusCode).toBe(303);
    const late = await send(t, coordinator, other);
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('er registrert før');
    expect((await counts()).at(-1)).toBe(2);
  });

  test('after an hour what was not registered is gone', async () => {
    const confirm = await uploaded();
    t.setTime('2018-03-01T10:00:01Z');
    const late = await send(t, coordinator, confirm);
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain('Last den opp på nytt');
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
    await uploaded();
    expect(await counts()).toEqual([0, 0, 0, 1, 0]);
  });
});

describe('a file between its preview and the button', () => {
  beforeEach(() => begin('sqlite'));

  test('is sealed, and belongs to whoever uploaded it', async () => {
    const confirm = await uploaded();
    const [draft] = await t.services.db.registry.selectFrom('import_draft').selectAll().execute();
    expect(JSON.stringify(draft)).not.toMatch(/Bjørn|post\.example|Harstad/);
    const before = await everyRow(t.services.db);
    const other = await t.signedIn('coordinator');
    const after = await send(t, other, confirm);
    expect(after.statusCode).toBe(410);
    expect((await open(t, other, confirm)).statusCode).toBe(404);
    expect((await open(t, coordinator, confirm)).statusCode).toBe(404);
    expect((await counts()).slice(0, 3)).toEqual([0, 0, 0]);
    expect(before).toContain('import_draft');
  });

  test('holds only codes once it was imported', async () => {
    const confirm = await uploaded();
    await send(t, coordinator, confirm);
    const [draft] = await t.services.db.registry.selectFrom('import_draft').selectAll().execute();
    const place = { table: 'import_draft', column: 'rows', row: draft?.id ?? '' };
    const content = t.services.sealer.open(draft?.rows_sealed ?? '', place);
    expect(content).toMatch(/^\["[2-9A-Z]{7}","[2-9A-Z]{7}"\]$/);
  });

  test('shows its list only of those whom the coordinator may still see', async () => {
    const confirm = await uploaded();
    await send(t, coordinator, confirm);
    const access = [{ study: 'jobbspesialist', site: 'harstad' }];
    await changeAccess(t.services, { id: coordinator.accountId, access, actor: 'system' });
    const { body } = await open(t, coordinator, confirm);
    expect(body).toContain('Bjørn Åsheim');
    expect(body).not.toContain('Siv Lie');
  });

  test('is looked at once more: somebody registered meanwhile is told of', async () => {
    const confirm = await uploaded();
    await register(t, { email: 'siv@post.example' });
    const reply = await send(t, coordinator, confirm);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('er registrert før');
    expect((await counts()).at(-1)).toBe(1);
  });

  test('that was cut off between the two stores is finished by pressing again', async () => {
    const confirm = await uploaded();
    const { study } = t.services.db;
    await sql`create trigger full_disk before insert on participant begin select raise(abort, 'full'); end`.execute(
      study,
    );
    expect((await send(t, coordinator, confirm)).statusCode).toBe(500);
    expect(await counts()).toEqual([2, 2, 8, 1, 0]);
    await sql`drop trigger full_disk`.execute(study);
    // Somebody with the same address in between holds up nothing that was agreed to before.
    await register(t, { email: 'siv@post.example' });
    expect((await send(t, coordinator, confirm)).statusCode).toBe(303);
    expect(await counts()).toEqual([3, 3, 12, 1, 3]);
    expect((await open(t, coordinator, confirm)).body).toContain('Siv Lie');
  });

  test('of a thousand lines is looked through and imported', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) =>
      line({ Navn: `Person Nummer ${i}`, 'E-post': `person${i}@post.example` }),
    );
    const started = performance.now();
    const confirm = await uploaded(coordinator, file(lines));
    const looked = performance.now();
    expect((await send(t, coordinator, confirm)).statusCode).toBe(303);
    const done = performance.now();
    const list = await open(t, coordinator, confirm);
    expect(list.body).toContain('Person Nummer 999');
    expect((await counts()).at(-1)).toBe(1000);
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
    process.stdout.write(
      `1000 lines: looked through in ${seconds(started, looked)} s, imported in ${seconds(looked, done)} s\n`,
    );
  });
});
