/** The page for the calendar: an address is made, shown once, replaced and revoked. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

const page = '/staff/jobbspesialist/calendar-feed';
const addressIn = (body: string) => /\/calendars\/[a-z0-9]{26}\.ics(\?lang=\w+)?/.exec(body)?.[0];

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let kari: Staff;
  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    await register(t);
  });
  beforeEach(async () => {
    kari = await t.signedIn('coordinator');
  });
  afterAll(() => t.close());

  const make = async (staff = kari, query = '') => {
    const made = await send(t, staff, page + query);
    expect(made.statusCode).toBe(201);
    return addressIn(made.body) ?? '';
  };
  const status = async (address: string) => (await t.app.inject(address)).statusCode;
  const feeds = () =>
    t.services.db.registry
      .selectFrom('calendar_feed')
      .selectAll()
      .where('account_id', '=', kari.accountId)
      .execute();
  const told = async () =>
    (await eventsIn(t, 'registry'))
      .filter(({ actor, action }) => actor === kari.accountId && action.startsWith('calendar'))
      .map(({ action, detail }) => ({ action, ...JSON.parse(detail) }));

  test('an address is shown once, works, and is kept as a hash only', async () => {
    expect((await open(t, kari, page)).body).toContain('Du har ingen adresse nå.');
    const address = await make();
    expect(await status(address)).toBe(200);
    const again = await open(t, kari, page);
    expect(addressIn(again.body)).toBeUndefined();
    expect(again.body).toContain('Du laget en adresse 1. mars 2018.');
    const [token = ''] = /[a-z0-9]{26}/.exec(address) ?? [];
    expect(token).toHaveLength(26);
    expect(JSON.stringify(await feeds())).not.toContain(token);
    expect(await told()).toEqual([{ action: 'calendar feed made', study: 'jobbspesialist' }]);
  });

  test('a new address takes the place of the one before', async () => {
    const [old, fresh] = [await make(), await make()];
    expect([await status(old), await status(fresh)]).toEqual([404, 200]);
    expect((await told()).map(({ action }) => action)).toEqual([
      'calendar feed made',
      'calendar feed made',
      'calendar feed revoked',
    ]);
  });

  test('of addresses made at once, one is live', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => make()));
    const statuses = await Promise.all(made.map(status));
    expect(statuses.toSorted()).toEqual([200, 404, 404, 404]);
    expect((await feeds()).filter(({ revoked_at }) => revoked_at === null)).toHaveLength(1);
  });

  test('it is revoked on the page; pressing twice is harmless, and told of once', async () => {
    const address = await make();
    for (const _press of [1, 2]) {
      const revoked = await send(t, kari, `${page}/revocation`);
      expect([revoked.statusCode, revoked.headers.location]).toEqual([303, `${page}?lang=nb`]);
    }
    expect(await status(address)).toBe(404);
    expect((await open(t, kari, page)).body).toContain('Du har ingen adresse nå.');
    expect((await told()).map(({ action }) => action)).toEqual([
      'calendar feed made',
      'calendar feed revoked',
    ]);
  });

  test('each has their own: nobody’s address is touched by another’s', async () => {
    const ola = await t.signedIn('coordinator');
    const [hers, his] = [await make(kari), await make(ola)];
    await send(t, ola, `${page}/revocation`);
    expect([await status(hers), await status(his)]).toEqual([200, 404]);
  });
});

describe('the page', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp({ publicUrl: 'https://studien.example' });
    await register(t);
  });
  afterAll(() => t.close());
  // Under https the cookie has a name that no other host can set.
  const secure = async (role: 'coordinator' | 'researcher') => {
    const staff = await t.signedIn(role);
    return { ...staff, cookie: `__Host-${staff.cookie}` };
  };

  test('gives the whole address, in the language that the page is in', async () => {
    const kari = await secure('coordinator');
    const nb = await send(t, kari, page, { _lang: 'nb' });
    expect(nb.body).toMatch(/<code id="address">https:\/\/studien\.example\/calendars\/\w+\.ics</);
    const en = await send(t, kari, page, { _lang: 'en' });
    expect(en.body).toMatch(/https:\/\/studien\.example\/calendars\/\w+\.ics\?lang&#x3D;en</);
    const calendar = await t.app.inject(`${addressIn(en.body.replaceAll('&#x3D;', '='))}`);
    expect(calendar.body).toContain('SUMMARY:Inclusion opens for 1 person (Candidate)');
  });

  test('tells a researcher that small numbers are not shown, and leads back to the study', async () => {
    const siri = await secure('researcher');
    const { body } = await open(t, siri, page);
    expect(body).toContain('Gjelder det færre enn 5, står det «noen få».');
    expect(body).toContain('href="/research/jobbspesialist"');
    const kari = await secure('coordinator');
    const hers = (await open(t, kari, page)).body;
    expect(hers).not.toContain('noen få');
    expect(hers).toContain('href="/staff?study&#x3D;jobbspesialist"');
  });

  test('is found from the day, and from the study', async () => {
    const link = `href="${page}"`;
    expect((await open(t, await secure('coordinator'), '/staff')).body).toContain(link);
    const study = await open(t, await secure('researcher'), '/research/jobbspesialist');
    expect(study.body).toContain(link);
  });

  test('makes nothing without the form token, or with fields that are not its own', async () => {
    const kari = await secure('coordinator');
    const feeds = () => t.services.db.registry.selectFrom('calendar_feed').selectAll().execute();
    const before = await feeds();
    expect((await send(t, { ...kari, csrf: 'x' }, page)).statusCode).toBe(403);
    expect((await send(t, kari, page, { name: 'Kari' })).statusCode).toBe(400);
    expect(await feeds()).toEqual(before);
  });
});
