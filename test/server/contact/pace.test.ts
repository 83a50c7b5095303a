/** When messages leave: at the study's hours where the study is, no faster than it allows, and none while it stands still. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { pauseSending, resumeSending } from '../../../server/contact/sending-pause.ts';
import { standingPause } from '../../../server/db/sending-pauses.ts';
import type { Services } from '../../../server/services.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { aroundEachMail } from '../../support/interposed.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';
import { surveysWith } from '../../support/surveys.ts';

let t: TestApp;
afterEach(() => t.close());

let people = 0;
async function registerMany(count: number, changes = {}): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    people += 1;
    await register(t, {
      name: `Person ${people}`,
      email: `person${people}@post.example`,
      ...changes,
    });
  }
}

describe('the hours of the study', () => {
  const sendsAt = async (instant: string) => {
    t.setTime(instant);
    await registerMany(1, { inclusionDate: instant.slice(0, 10) });
    return (await dispatch(t.services)).sent > 0;
  };

  // Norway goes from UTC+1 to UTC+2 on 25 March 2018 at 01:00Z, and back on 28 October 2018 at 01:00Z.
  const edges: readonly (readonly [string, string, boolean])[] = [
    ['the day before summer time, at 7:59', '2018-03-24T06:59:59Z', false],
    ['the day before summer time, at 8:00', '2018-03-24T07:00:00Z', true],
    ['on the first day of summer time, at 7:59', '2018-03-25T05:59:59Z', false],
    ['on the first day of summer time, at 8:00', '2018-03-25T06:00:00Z', true],
    ['on the first day of summer time, at 19:59', '2018-03-25T17:59:59Z', true],
    ['on the first day of summer time, at 20:00', '2018-03-25T18:00:00Z', false],
    ['the day before winter time, at 8:00', '2018-10-27T06:00:00Z', true],
    ['on the first day of winter time, at 7:59', '2018-10-28T06:59:59Z', false],
    ['on the first day of winter time, at 8:00', '2018-10-28T07:00:00Z', true],
    ['on the first day of winter time, at 19:59', '2018-10-28T18:59:59Z', true],
    ['on the first day of winter time, at 20:00', '2018-10-28T19:00:00Z', false],
  ];

  test('are the same on the clock whatever the season, on the days of the change too', async () => {
    t = await testApp();
    const found: [string, string, boolean][] = [];
    for (const [when, instant] of edges) found.push([when, instant, await sendsAt(instant)]);
    expect(found).toEqual(edges);
  });

  test('that do not exist on one day are left out on it, and those that come twice are used twice', async () => {
    const surveys = surveysWith({
      'hours: { from: 8, until: 20 }': 'hours: { from: 2, until: 3 }',
    });
    t = await testApp({ surveys });
    expect(await sendsAt('2018-03-25T00:59:59Z')).toBe(false);
    expect(await sendsAt('2018-03-25T01:00:00Z')).toBe(false);
    expect(await sendsAt('2018-10-28T00:00:00Z')).toBe(true);
    expect(await sendsAt('2018-10-28T01:30:00Z')).toBe(true);
    expect(await sendsAt('2018-10-28T02:00:00Z')).toBe(false);
  });

  test('end in the middle of a batch: what is left goes the next morning', async () => {
    t = await testApp({ now: '2018-03-01T18:59:58Z' });
    await registerMany(3);
    const services = aroundEachMail(t.services, {
      after: async () =>
        t.setTime(t.mails.length < 2 ? '2018-03-01T18:59:59Z' : '2018-03-01T19:00:00Z'),
    });
    expect(await dispatch(services)).toEqual({ sent: 2, failed: 0 });
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 0 });
    t.setTime('2018-03-02T07:00:00Z');
    expect(await dispatch(services)).toEqual({ sent: 1, failed: 0 });
  });
});

describe('no more than five a minute', () => {
  let now: Temporal.Instant;
  const passes = (milliseconds: number) => {
    now = now.add({ milliseconds: Math.ceil(milliseconds) });
    t.setTime(now.toString());
  };
  beforeEach(async () => {
    t = await testApp({ surveys: surveysWith({ 'per_minute: 60': 'per_minute: 5' }) });
    now = Temporal.Instant.from('2018-03-01T09:00:00Z');
    await registerMany(12);
  });
  const claims = async () => {
    const rows = await t.services.db.registry.selectFrom('outbox').select('claimed_at').execute();
    return rows
      .map(({ claimed_at }) => Temporal.Instant.from(claimed_at ?? ''))
      .sort(Temporal.Instant.compare);
  };

  test('count to the millisecond, also when the clock stands at a whole second', async () => {
    now = Temporal.Instant.from('2018-03-01T09:00:00.500Z');
    t.setTime(now.toString());
    const stopping = new AbortController();
    const { signal } = stopping;
    const five = aroundEachMail(t.services, {
      after: async () => (t.mails.length === 5 ? stopping.abort() : undefined),
    });
    expect(await dispatch(five, { signal })).toEqual({ sent: 5, failed: 0 });
    // A minute after the first half of that second: the five still fill it.
    t.setTime('2018-03-01T09:01:00Z');
    const waits: number[] = [];
    const again = new AbortController();
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds);
      again.abort();
    };
    expect(await dispatch(t.services, { signal: again.signal, wait })).toEqual({
      sent: 0,
      failed: 0,
    });
    expect(waits).toEqual([501]);
  });

  test('leave, whichever of two dispatchers in turn sends them', async () => {
    const waits: number[] = [];
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds);
      passes(milliseconds);
    };
    const services = aroundEachMail(t.services, { after: async () => passes(1000) });
    const stopping = new AbortController();
    const first = aroundEachMail(services, {
      after: async () => (t.mails.length === 3 ? stopping.abort() : undefined),
    });
    expect(await dispatch(first, { signal: stopping.signal, wait })).toEqual({
      sent: 3,
      failed: 0,
    });
    expect(waits).toEqual([]);
    expect(await dispatch(services, { wait })).toEqual({ sent: 9, failed: 0 });
    // Until more than a minute has passed since the first of the last five.
    expect(waits[0]).toBe(55_001);
    const left = await claims();
    expect(left).toHaveLength(12);
    for (const [index, later] of left.slice(5).entries())
      expect(later.since(left[index] ?? later).total('seconds')).toBeGreaterThan(60);
  });

  test('leave, those counted that staff have sent by hand; a dispatcher that waits can be stopped', async () => {
    for (const name of ['Aud', 'Bo', 'Cato', 'Dag'])
      await invite(t, await register(t, { name, email: `${name.toLowerCase()}@post.example` }));
    const stopping = new AbortController();
    const wait = async () => stopping.abort();
    expect(await dispatch(t.services, { signal: stopping.signal, wait })).toEqual({
      ...{ sent: 1, failed: 0 },
    });
    expect(t.mails).toHaveLength(5);
  });
});

describe('a study that stands still', () => {
  beforeEach(async () => {
    t = await testApp();
    await registerMany(5);
  });
  const actions = async () =>
    (await eventsIn(t, 'study'))
      .map(({ action }) => action)
      .filter((one) => one.startsWith('sending'));

  test('in the middle of a batch stops after the message on its way; resumed, it sends what is due then, once', async () => {
    const services: Services = aroundEachMail(t.services, {
      before: async () =>
        t.mails.length === 2 ? pauseSending(t.services, 'jobbspesialist', 'staff') : undefined,
    });
    expect(await dispatch(services)).toEqual({ sent: 3, failed: 0 });
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 0 });
    // A week later a reminder is due to three of them, and still the invitation to two.
    t.setTime('2018-03-08T09:00:00Z');
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 0 });
    await resumeSending(t.services, 'jobbspesialist', 'staff');
    expect(await dispatch(t.services)).toEqual({ sent: 5, failed: 0 });
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 0 });
    const subjects = t.mails.map(({ to, subject }) => `${to} ${subject}`);
    expect(new Set(subjects).size).toBe(8);
    expect(subjects.filter((one) => one.endsWith('Skjemaet ditt er klart'))).toHaveLength(5);
    expect(subjects.filter((one) => one.endsWith('Vi vil gjerne ha svaret ditt'))).toHaveLength(3);
  });

  test('is stopped once by two who press at one moment, and resumed once', async () => {
    const both = (change: typeof pauseSending) =>
      Promise.all(['aud', 'bo'].map((who) => change(t.services, 'jobbspesialist', who)));
    await both(pauseSending);
    expect(await standingPause(t.services.db.study, 'jobbspesialist')).toMatchObject({
      paused_by: 'aud',
    });
    await both(resumeSending);
    expect(await standingPause(t.services.db.study, 'jobbspesialist')).toBeNull();
    expect(await actions()).toEqual(['sending paused', 'sending resumed']);
    await pauseSending(t.services, 'jobbspesialist', 'bo');
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 0 });
  });
});
