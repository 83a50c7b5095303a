/** Tasks: once on the list however often noticed, seen to once, and gone with whoever has left. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { participationOf } from '../../../server/collection/participation.ts';
import { markEarlierDeliveries } from '../../../server/contact/link-delivery.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { participantByCode } from '../../../server/db/participants.ts';
import type { TaskOutcome } from '../../../server/db/study-tables.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { openTasks } from '../../../server/tasks/open-tasks.ts';
import { addTask, type Settlement, settleTask } from '../../../server/tasks/task-change.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  /** Kari, in Tromsø, included on 1 March: her first wave is late from 22 March and closes after 12 April. */
  let kari: string;
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    kari = await register(t);
  });
  afterEach(() => t.close());

  const study = () => {
    const found = t.services.definitions.study('jobbspesialist');
    if (!found) throw new Error('the study is missing');
    return found;
  };
  const list = async (sites: readonly string[] | null = null) =>
    (await openTasks(t.services, study(), sites)).map(
      ({ code, kind: what, wave, dueOn }) => `${code} ${what} ${wave} ${dueOn}`,
    );
  const call = (dueOn: string, code = kari) =>
    addTask(
      t.services,
      { study: 'jobbspesialist', code, kind: 'phone', wave: 0, dueOn },
      'an-account',
    );
  const settle = async (
    outcome: TaskOutcome,
    given: Partial<Settlement> = {},
  ): Promise<'settled' | 'over'> => {
    const participant = await participantByCode(t.services.db.study, kari);
    if (!participant) throw new Error('nobody');
    const late = { code: kari, kind: 'late', wave: 1, task: null, again: null } as const;
    const settlement = { ...late, outcome, ...given };
    return settleTask(t.services, study(), participant, settlement, 'an-account');
  };
  const idOf = async () => (await openTasks(t.services, study(), null))[0]?.id ?? null;
  const enter = (state: 'paused' | 'dead' | 'withdrawn' | 'enrolled') =>
    changeState(t.services, { code: kari, state, fromOn: '2018-03-01', actor: 'an-account' });

  test('a call that is agreed anew moves to its new day, and is one call', async () => {
    const openings = [await call('2018-03-05'), await call('2018-03-05'), await call('2018-03-09')];
    expect(openings).toEqual(['opened', 'unchanged', 'moved']);
    expect(await list()).toEqual([`${kari} phone 0 2018-03-09`]);
    const actions = (await eventsIn(t, 'study')).map(({ action, detail }) => [action, detail]);
    expect(actions.slice(-2)).toEqual([
      ['task opened', '{"kind":"phone","wave":0,"due":"2018-03-05"}'],
      ['task moved', '{"kind":"phone","wave":0,"due":"2018-03-09"}'],
    ]);
  });

  test('noticed six times at once it is on the list once, with one event', async () => {
    await Promise.all(Array.from({ length: 6 }, () => call('2018-03-05')));
    expect(await list()).toHaveLength(1);
    const opened = (await eventsIn(t, 'study')).filter(({ action }) => action === 'task opened');
    expect(opened).toHaveLength(1);
  });

  test('who was not reached is called again on another day, however often the button is pressed', async () => {
    await call('2018-03-05');
    const task = await idOf();
    const press = () =>
      settle('not-reached', { kind: 'phone', wave: 0, task, again: '2018-03-07' });
    expect([await press(), await press()]).toEqual(['settled', 'over']);
    expect(await list()).toEqual([`${kari} phone 0 2018-03-07`]);
    const rows = await t.services.db.study.selectFrom('task').selectAll().execute();
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['not-reached', null]);
  });

  test('two who see to it at once have seen to it once', async () => {
    t.setTime('2018-03-25T09:00:00Z');
    const outcomes = await Promise.all([settle('done'), settle('no-longer'), settle('done')]);
    expect(outcomes.toSorted()).toEqual(['over', 'over', 'settled']);
    expect(await t.services.db.study.selectFrom('task').selectAll().execute()).toHaveLength(1);
    expect(await firstBrokenEvent(t.services.db.study as never)).toBeNull();
  });

  test('a wave is on the list from the day it is late to the day it closes, until it is answered', async () => {
    const on = async (day: string) => {
      t.setTime(`${day}T09:00:00Z`);
      return list();
    };
    const late = `${kari} late 1 2018-03-22`;
    expect([await on('2018-03-21'), await on('2018-03-22'), await on('2018-04-12')]).toEqual([
      [],
      [late],
      [late],
    ]);
    expect(await on('2018-04-13')).toEqual([]);
    await on('2018-03-23');
    await answerOnWeb(t, kari, 1, { jm02: '1' });
    expect(await list()).toEqual([]);
  });

  test('a late wave that was seen to stays off the list, and one put off comes back on its day', async () => {
    t.setTime('2018-03-25T09:00:00Z');
    expect(await settle('not-reached', { again: '2018-03-28' })).toBe('settled');
    expect(await list()).toEqual([`${kari} late 1 2018-03-28`]);
    expect(await settle('done')).toBe('over');
    expect(await settle('done', { task: await idOf() })).toBe('settled');
    expect(await list()).toEqual([]);
  });

  test('nobody can see to a wave that is not late', async () => {
    expect(await settle('done')).toBe('over');
    expect(await t.services.db.study.selectFrom('task').selectAll().execute()).toEqual([]);
  });

  test('who is paused is not reminded but still called as agreed; who is dead is left alone', async () => {
    t.setTime('2018-03-25T09:00:00Z');
    await call('2018-03-25');
    await enter('paused');
    expect(await list()).toEqual([`${kari} phone 0 2018-03-25`]);
    await enter('dead');
    expect(await list()).toEqual([]);
  });

  test('the lists of two sites have nothing in common, and who has no site is on neither', async () => {
    t.setTime('2018-03-25T09:00:00Z');
    const ola = await register(t, { name: 'Ola Vik', arm: 'kvp', site: 'harstad' });
    const sand = await register(t, {
      role: 'job-specialist',
      arm: null,
      site: null,
      team: 'team-1',
    });
    for (const code of [kari, ola, sand]) await call('2018-03-25', code);
    const codes = async (sites: readonly string[] | null) =>
      [...new Set((await openTasks(t.services, study(), sites)).map(({ code }) => code))].sort();
    expect(await codes(['tromso'])).toEqual([kari]);
    expect(await codes(['harstad'])).toEqual([ola]);
    expect(await codes(null)).toEqual([kari, ola, sand].sort());
  });

  test('links that were sent before there was a place to say so are marked once, at the start', async () => {
    await invite(t, kari);
    const db = t.services.db.study;
    const sent = await db.selectFrom('link').selectAll().executeTakeFirstOrThrow();
    await db.updateTable('link').set({ sent_at: null }).execute();
    await markEarlierDeliveries(t.services);
    await markEarlierDeliveries(t.services);
    expect(await db.selectFrom('link').selectAll().execute()).toEqual([sent]);
    expect(await participationOf(t.services, kari, 1)).not.toBeNull();
  });
});
