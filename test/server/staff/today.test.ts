/** The coordinator's day: what is to be done, about whom, since when; and saying how it went. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Staff, send } from '../../support/staff.ts';

const study = 'jobbspesialist';
let t: TestApp;
let coordinator: Staff;
let kari: string;
let tasks: string;
beforeEach(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  kari = await register(t);
  tasks = `/staff/${study}/participants/${kari}/tasks`;
});
afterEach(() => t.close());

/** A later day; a session does not last that long. */
async function on(day: string): Promise<void> {
  t.setTime(`${day}T09:00:00Z`);
  coordinator = await t.signedIn('coordinator');
}
const callBack = (due: string, changes = {}) =>
  send(t, coordinator, tasks, { kind: 'phone', wave: '', due, ...changes });
const today = async (query = '') => (await open(t, coordinator, `/staff${query}`)).body;
const reads = async () =>
  (await eventsIn(t, 'registry')).filter(({ action }) => action === 'identity read');

test('an empty day says so, and nobody is opened for it', async () => {
  expect(await today()).toContain('Alt er gjort for i dag. Bra jobbet!');
  expect(await reads()).toEqual([]);
});

test('a call that was agreed is there on its day, with the number to ring; until then it is folded away', async () => {
  const reply = await callBack('5.3.2018');
  expect(reply.headers.location).toBe(
    `/staff/${study}/participants/${kari}?notice=task-opened&code=${kari}`,
  );
  expect(await today()).toContain('Kommer senere (1)');
  await on('2018-03-05');
  const page = await today();
  for (const text of [
    'Ring tilbake',
    'Kari Nordli',
    kari,
    'href="tel:99001122"',
    'Siden 5. mars 2018',
  ])
    expect(page).toContain(text);
  expect(page).not.toContain('Kommer senere');
});

test('the oldest stands first, kinds are counted, and one entry in the log tells how many were opened', async () => {
  const ola = await register(t, { name: 'Ola Vik', inclusionDate: '2018-02-20' });
  await on('2018-03-25');
  await callBack('25.3.2018');
  const page = await today();
  expect([...page.matchAll(/Ola Vik<\/a>|Kari Nordli<\/a>/g)].map(([name]) => name)).toEqual([
    'Ola Vik</a>',
    'Kari Nordli</a>',
    'Kari Nordli</a>',
  ]);
  const counts = [...page.matchAll(/>([^<]+) <span class="count">(\d+)</g)].map(
    ([, name, count]) => [name?.trim(), Number(count)],
  );
  expect(counts).toEqual([
    ['Alle', 3],
    ['Ring tilbake', 1],
    ['Har ikke svart', 2],
  ]);
  expect(await today('?kind=phone')).not.toContain('Ola Vik');
  expect((await reads()).map(({ detail }) => JSON.parse(detail).count)).toEqual([2, 1]);
  expect(ola).not.toBe(kari);
});

test('when one kind is done and others are not, the day is not called done', async () => {
  await callBack('1.3.2018');
  const page = await today('?kind=bounced');
  expect(page).not.toContain('Alt er gjort');
  expect(page).toContain('Det er mer igjen i dag.');
  expect(await today()).toContain('Ring tilbake');
});

test('fifty stand on a page, and no more are opened', async () => {
  for (let i = 0; i < 51; i += 1)
    await register(t, { name: `Person ${i}`, email: null, phone: null });
  await on('2018-03-25');
  const first = await today();
  expect(first.match(/<li class="row">/g)).toHaveLength(50);
  expect(first).toContain('Side 1 av 2');
  expect((await today('?page=2')).match(/<li class="row">/g)).toHaveLength(2);
  expect((await today('?page=99')).match(/<li class="row">/g)).toHaveLength(2);
  expect((await reads()).map(({ detail }) => JSON.parse(detail).count)).toEqual([50, 2, 2]);
});

describe('saying how it went', () => {
  const settle = async (fields: Record<string, string>) => {
    const page = await open(t, coordinator, '/staff');
    const task = inputValue(page, '_task');
    return send(t, coordinator, `${tasks}/phone/0/outcomes`, { _task: task, ...fields });
  };

  test('done takes it off the list, and a second press does no harm', async () => {
    await callBack('1.3.2018');
    const task = inputValue(await open(t, coordinator, '/staff'), '_task');
    const press = () =>
      send(t, coordinator, `${tasks}/phone/0/outcomes`, { _task: task, outcome: 'done' });
    const reply = await press();
    expect(reply.headers.location).toBe(`/staff?study=${study}&notice=task-settled&code=${kari}`);
    expect(await today()).toContain('Alt er gjort');
    expect((await press()).headers.location).toContain('notice=task-over');
    const closed = (await eventsIn(t, 'study')).filter(({ action }) => action === 'task closed');
    expect(closed.map(({ actor, code, detail }) => [actor, code, detail])).toEqual([
      [coordinator.accountId, kari, '{"kind":"phone","wave":0,"outcome":"done"}'],
    ]);
  });

  test('not reached comes again on the day that was chosen', async () => {
    await callBack('1.3.2018');
    await settle({ outcome: 'not-reached', again: '8.3.2018' });
    expect(await today()).toContain('Gjøres 8. mars 2018');
  });

  test.each([
    ['', 'Feltet må fylles ut.'],
    ['i morgen', 'Skriv datoen slik'],
    ['1.3.2018', 'Datoen kan ikke være før 02.03.2018.'],
    ['1.3.2108', 'Datoen kan ikke være etter'],
    ['01019912345', 'fødselsnummer'],
  ])('again on %j is told at the field, and the task stays', async (again, problem) => {
    await callBack('1.3.2018');
    const reply = await settle({ outcome: 'not-reached', again });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(problem);
    expect(reply.body).not.toContain('01019912345');
    expect(await today()).toContain('Ring tilbake');
  });

  test('of a kind, a wave or an outcome that there is not is refused', async () => {
    const post = (path: string, outcome = 'done') =>
      send(t, coordinator, `${tasks}/${path}/outcomes`, { outcome });
    for (const path of ['party/0', 'phone/9', 'phone/x', 'phone/-1'])
      expect([path, (await post(path)).statusCode]).toEqual([path, 404]);
    expect((await post('phone/0', 'maybe')).statusCode).toBe(422);
  });
});

test.each([
  [{ kind: 'late' }, 'Det valget finnes ikke.'],
  [{ kind: '' }, 'Feltet må fylles ut.'],
  [{ wave: '7' }, 'Det valget finnes ikke.'],
  [{ due: '28.2.2018' }, 'Datoen kan ikke være før 01.03.2018.'],
])('a new task with %j is told at the field', async (changes, problem) => {
  const reply = await callBack('5.3.2018', changes);
  expect(reply.statusCode).toBe(422);
  expect(reply.body).toContain(problem);
  expect(await t.services.db.study.selectFrom('task').selectAll().execute()).toEqual([]);
});

test('a keyer hands an unclear form on, from the screen or the receipt, and it is on the list once', async () => {
  const keyer = await t.signedIn('keyer');
  const screen = `/staff/paper-entries/${(await logged(t, kari, 1, '2018-03-01')).id}`;
  const form = { 'written-on': '', jm02: '1' };
  const keyed = await send(t, keyer, screen, { ...form, 'unclear-form': 'yes' });
  expect(keyed.headers.location).toBe(`${screen}/receipt`);
  const told = await send(t, keyer, `${screen}/tasks`);
  expect((await open(t, keyer, String(told.headers.location))).body).toContain(
    `En koordinator får vite at skjemaet til ${kari} er uklart.`,
  );
  const page = await today();
  expect(page.match(/<li class="row">/g)).toHaveLength(1);
  expect(page).toContain('Uklart skjema');
  expect(page).toContain('Inklusjon');
});

test('two coordinators at two sites have nothing on their lists in common', async () => {
  const ola = await register(t, { name: 'Ola Vestad', arm: 'kvp', site: 'harstad' });
  await on('2018-03-25');
  const at = (site: string) => t.signedIn('coordinator', [{ study, site }]);
  const [north, south] = [await at('tromso'), await at('harstad')];
  const shown = async (who: Staff) => {
    const { body } = await open(t, who, '/staff');
    return [kari, ola].filter((code) => body.includes(code));
  };
  expect([await shown(north), await shown(south)]).toEqual([[kari], [ola]]);
  const reply = await send(t, south, `${tasks}/late/1/outcomes`, { _task: '', outcome: 'done' });
  expect(reply.statusCode).toBe(404);
  for (const who of [north, south]) {
    const { body } = await open(t, who, '/staff/participants?site=tromso&state=late');
    expect(body.includes(kari)).toBe(who === north);
    expect(body).not.toContain('name="site"');
  }
});
