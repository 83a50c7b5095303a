/** The event log for administrators: both stores as one list, filtered, page by page, and as a file that proves itself. */

import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventFilter, eventsBefore, everyEvent } from '../../../server/db/event-log.ts';
import { appendEvent } from '../../../server/db/events.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { logPage, type Place, top } from '../../../server/event-log/pages.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, open, type Staff } from '../../support/staff.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let admin: Staff;
  let code: string;
  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    code = await register(t, { name: 'Kari Nordli' });
    t.setTime('2018-03-02T09:00:00Z');
    await invite(t, code);
    await answerOnWeb(t, code, 1, { jm02: '1' });
    t.setTime('2018-03-03T22:59:00Z');
    admin = await t.signedIn('admin');
    await withdrawParticipant(t.services, code, admin.accountId);
    await register(t, { name: 'Ola Vik' });
  });
  afterAll(() => t.close());

  /** The sentences on a page, without markup. */
  async function sentences(query = ''): Promise<string[]> {
    const { body, statusCode } = await open(t, admin, `/admin/events${query}`);
    expect(statusCode).toBe(200);
    return [...body.matchAll(/<th scope="row"[^>]*>([^<]*)</g)].map(([, what = '']) => what);
  }

  test('the newest is on top, and nothing tells a name or an answer', async () => {
    const { body } = await open(t, admin, '/admin/events');
    expect(body).toContain(code);
    expect(body).not.toMatch(/Nordli|Vik|post\.example|99 00 11 22/);
    expect((await sentences())[0]).toBe('Skrev inn person og samtykke, tekst 1');
  });

  test('one person’s are found by the code in any spelling', async () => {
    const typed = `${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`;
    const found = await sentences(`?person=${typed}`);
    expect(found[0]).toBe('Endret status: trukket seg fra 3. mars 2018. Før: er med');
    expect(found.at(-1)).toBe('Registrerte deltakeren');
    expect(found).toContain('Leverte på nett, målepunkt 1');
  });

  test('by actor, by kind and by day, and all of them at once', async () => {
    const submitted = 'Leverte på nett, målepunkt 1';
    expect(await sentences('?actor=participant&kind=answers')).toContain(submitted);
    expect(await sentences('?actor=participant&kind=people')).toEqual([]);
    expect(await sentences(`?actor=${admin.accountId}&kind=people`)).toEqual([
      'Endret status: trukket seg fra 3. mars 2018. Før: er med',
    ]);
    expect(await sentences('?from=02.03.2018&to=02.03.2018')).toContain(submitted);
    expect(await sentences('?from=2018-03-04')).toEqual([]);
    // One minute to midnight in Oslo, and a day later by its date alone.
    expect((await sentences('?from=03.03.2018&kind=people')).length).toBe(3);
    const all = `?person=${code}&actor=participant&kind=answers&from=01.03.2018&to=04.03.2018`;
    expect(await sentences(all)).toContain(submitted);
  });

  test('what a filter cannot read is told at its field, and never breaks the page', async () => {
    const bad = [
      ...['?person=abc', '?person=01019912345', '?actor=nobody', '?kind=%00', '?from=31.02.2018'],
      ...['?to=x&to=y', `?person=${'x'.repeat(5000)}`, '?kind=__proto__', '?from=%EF%BF%BF'],
    ];
    for (const query of bad) {
      const { statusCode, body } = await open(t, admin, `/admin/events${query}`);
      expect([query, statusCode]).toEqual([query, 422]);
      expect(body).toContain('ds-validation-message');
      expect(body).not.toContain('01019912345');
      expect((await open(t, admin, `/admin/events.csv${query}`)).statusCode).toBe(400);
    }
    for (const query of ['?after=x', '?after=9999999999.1', '?after=-1.1', '?after=1.1&after=2'])
      expect((await open(t, admin, `/admin/events${query}`)).statusCode).toBe(200);
  });

  test('the file tells of itself first, holds every entry, and proves both chains', async () => {
    const reply = await open(t, admin, '/admin/events.csv');
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows = parse(reply.body, { columns: true }) as Record<string, string>[];
    const stored = [...(await eventsIn(t, 'registry')), ...(await eventsIn(t, 'study'))];
    expect(rows.length).toBe(stored.length);
    expect(stored.some(({ action }) => action === 'event log exported')).toBe(true);
    const own = rows.find(({ action }) => action === 'event log exported');
    expect(own).toMatchObject({ actor: admin.accountId, actor_role: 'admin', store: 'registry' });
    expect(reply.body).not.toMatch(/Nordli|@/);

    for (const store of ['registry', 'study']) {
      let previous = '';
      for (const row of rows.filter((one) => one.store === store)) {
        const text = [Number(row.seq), row.at, row.actor, row.action, row.code || null];
        const canonical = JSON.stringify([...text, row.detail, previous]);
        previous = createHash('sha256').update(canonical).digest('hex');
        expect([row.seq, row.hash]).toEqual([row.seq, previous]);
      }
    }
  });

  test('a file with a filter holds what the page shows, and its entry says for whom it was', async () => {
    const { body } = await open(t, admin, `/admin/events.csv?person=${code}&kind=answers`);
    const rows = parse(body, { columns: true }) as Record<string, string>[];
    expect(new Set(rows.map((row) => row.code))).toEqual(new Set([code]));
    expect(rows.at(-1)?.action).toBe('response submitted');
    expect((await eventsIn(t, 'registry')).at(-1)).toMatchObject({
      action: 'event log exported',
      code,
      detail: '{"kind":"answers"}',
    });
  });

  test('page after page meets each of a thousand entries once, though new ones come in between', async () => {
    const { db, clock } = t.services;
    const actor = randomUUID();
    const entries = Array.from({ length: 1000 }, (_, i) => ({
      i,
      store: i % 3 === 0 ? ('registry' as const) : ('study' as const),
    }));
    for (const store of ['registry', 'study'] as const)
      await db[store as 'study'].transaction().execute(async (trx) => {
        for (const { i } of entries.filter((entry) => entry.store === store)) {
          t.setTime(Temporal.Instant.fromEpochMilliseconds(1_530_000_000_000 + i * 7).toString());
          await appendEvent(trx, clock, { actor, action: 'signed in', detail: { i } });
        }
      });
    const met: string[] = [];
    for (let place: Place | null = top; place; ) {
      const page: Awaited<ReturnType<typeof logPage>> = await logPage(
        db,
        { ...everyEvent, actor },
        place,
      );
      met.push(...page.entries.map((e) => `${e.store} ${JSON.parse(e.detail).i}`));
      place = page.next;
      await db.study
        .transaction()
        .execute((trx) => appendEvent(trx, clock, { actor, action: 'signed out' }));
    }
    expect(met).toEqual(entries.map(({ store, i }) => `${store} ${i}`).toReversed());
  });
});

describe('a filter looks at what it asks for, not at every entry', () => {
  const actions = ['signed in', 'signed out'];
  const day = { from: '2018-03-01T00:00:00.000Z', until: '2018-03-02T00:00:00.000Z' };
  const filters: readonly [string, EventFilter, string][] = [
    ['actor', { ...everyEvent, actor: 'participant' }, 'INDEX event_actor (actor=? AND seq<?)'],
    ['person', { ...everyEvent, codes: ['K7M4QXR'] }, 'INDEX event_code (code=? AND rowid<?)'],
    ['kind', { ...everyEvent, actions }, 'INDEX event_action (action=? AND seq<?)'],
    ['day', { ...everyEvent, ...day }, 'COVERING INDEX event_at (at>? AND at<?)'],
    ['nothing', everyEvent, 'INTEGER PRIMARY KEY (rowid<?)'],
  ];
  test.each(filters)('%s', async (_, filter, index) => {
    const t = await testApp();
    const { sql, parameters } = eventsBefore(t.services.db.study, filter, 4711, 51).compile();
    const database = new Database(join(t.folder, 'study.sqlite'), { readonly: true });
    const plan = database.prepare(`explain query plan ${sql}`).all(...parameters) as {
      detail: string;
    }[];
    database.close();
    await t.close();
    const steps = plan.map(({ detail }) => detail).filter((step) => !/SUBQUERY|B-TREE/.test(step));
    expect(steps).toContain(`SEARCH event USING ${index}`);
    expect(steps.filter((step) => !step.startsWith('SEARCH event USING '))).toEqual([]);
  });
});
