/** The list of names: who may take it out, what is in it, and that it is on record before it leaves. */

import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff } from '../../support/staff.ts';

const file = '/staff/jobbspesialist/identity-export.csv';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
  });
  afterEach(() => t.close());

  const rows = async (staff: Staff, query = '?purpose=letters') => {
    const reply = await open(t, staff, file + query);
    expect(reply.statusCode).toBe(200);
    return parse(reply.body, { columns: true, bom: true }) as Record<string, string>[];
  };

  test('names everybody in the order of their codes, also over many pages', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 230; i += 1) codes.push(await register(t, { name: `Kari ${i}` }));
    const coordinator = await t.signedIn('coordinator');
    const list = await rows(coordinator);
    expect(list.map(({ code }) => code)).toEqual(codes.sort());
    expect(list[0]).toMatchObject({
      ...{ contact: 'ja', email: 'kari.nordli@post.example', phone: '99 00 11 22' },
      ...{ address: 'Storgata 1, 9008 Tromsø', channel: 'På nett', state: 'er med' },
      ...{ role: 'Kandidat', arm: 'Jobbspesialist', site: 'Tromsø' },
    });
    const exported = (await eventsIn(t, 'registry')).at(-1);
    expect([exported?.actor, exported?.action, exported?.detail]).toEqual([
      coordinator.accountId,
      'identity exported',
      '{"study":"jobbspesialist","purpose":"letters","count":230}',
    ]);
  });

  test('is of the visitor’s own site', async () => {
    await register(t, { name: 'Tor Tromsø' });
    await register(t, { name: 'Hanne Harstad', arm: 'kvp', site: 'harstad' });
    const harstad = [{ study: 'jobbspesialist', site: 'harstad' }];
    const coordinator = await t.signedIn('coordinator', harstad);
    expect((await rows(coordinator)).map(({ name }) => name)).toEqual(['Hanne Harstad']);
    const event = (await eventsIn(t, 'registry')).at(-1);
    expect(JSON.parse(event?.detail ?? '{}')).toMatchObject({ count: 1 });
    const nowhere = await t.signedIn('coordinator', []);
    expect((await open(t, nowhere, `${file}?purpose=letters`)).statusCode).toBe(404);
  });

  test('says of who is dead or has left that nobody is to write to them', async () => {
    for (const [name, state] of [
      ['Dag Død', 'dead'],
      ['Unni Ute', 'withdrawn'],
      ['Pia Pause', 'paused'],
    ] as const)
      await changeState(t.services, {
        ...{ code: await register(t, { name }), state, fromOn: '2018-03-01', actor: 'system' },
      });
    const list = await rows(await t.signedIn('coordinator'));
    const contact = Object.fromEntries(list.map((row) => [row.name, row.contact]));
    expect(contact).toEqual({ 'Dag Død': 'NEI, DØD', 'Unni Ute': 'NEI', 'Pia Pause': 'NEI' });
  });

  test('holds nothing that a spreadsheet would run, and no answers', async () => {
    const code = await register(t, {
      name: '=HYPERLINK("http://x")',
      address: '@SUM(1)\n9008 Tromsø',
    });
    await answerOnWeb(t, code, 1, { gender: '1', age: '34', jm40: '7' });
    const [row] = await rows(await t.signedIn('coordinator'));
    expect(row?.name).toBe(`'=HYPERLINK("http://x")`);
    expect(row?.address).toBe("'@SUM(1)\n9008 Tromsø");
    expect(Object.keys(row ?? {})).toEqual([
      ...['code', 'contact', 'name', 'email', 'phone', 'address'],
      ...['channel', 'state', 'role', 'arm', 'site'],
    ]);
  });
});

describe('without a purpose', () => {
  test.each(['', '?purpose=', '?purpose=curiosity', '?purpose=letters&purpose=calls'])(
    'nothing leaves: %s',
    async (query) => {
      const t = await testApp();
      await register(t, { name: 'Kari Nordli' });
      const coordinator = await t.signedIn('coordinator');
      const before = await eventsIn(t, 'registry');
      const reply = await open(t, coordinator, file + query);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('Feltet må fylles ut.');
      expect(reply.body).not.toContain('Nordli');
      expect(await eventsIn(t, 'registry')).toEqual(before);
      await t.close();
    },
  );
});

test('is for coordinators, and a look at the file without reading it is not a download', async () => {
  const t = await testApp();
  const page = '/staff/jobbspesialist/identity-export';
  for (const role of ['keyer', 'researcher', 'admin'] as const)
    for (const url of [page, `${file}?purpose=letters`])
      expect((await open(t, await t.signedIn(role), url)).statusCode).toBe(403);
  const coordinator = await t.signedIn('coordinator');
  expect((await open(t, coordinator, page)).body).toContain('Lista er tom.');
  const before = await eventsIn(t, 'registry');
  for (const url of [page, `${file}?purpose=letters`]) {
    const { cookie } = coordinator;
    const head = await t.app.inject({ method: 'HEAD', url, headers: { cookie } });
    expect(head.statusCode).toBe(404);
  }
  expect(await eventsIn(t, 'registry')).toEqual(before);
  expect((await open(t, coordinator, '/staff/none/identity-export')).statusCode).toBe(404);
  await t.close();
});
