/** Where a participant stands at a wave, from what is on record of it. */

import { describe, expect, test } from 'vitest';
import { type WaveFacts, waveStatus } from '../../../server/staff/wave-status.ts';

/** An open wave of somebody who answers by e-mail, with nothing done yet. */
const facts: WaveFacts = {
  dates: {
    wave: 2,
    target: '2018-06-01',
    opens: '2018-06-01',
    late: '2018-06-22',
    closes: '2018-07-13',
    reminders: [],
  },
  state: 'open',
  standing: 'enrolled',
  chosen: 'web',
  submitted: null,
  receivedAt: null,
  startedAt: null,
  sentAt: null,
  failure: null,
  openLinks: 0,
};
const sent = { sentAt: '2018-06-02T08:00:00Z', openLinks: 1 } as const;
const failed = { failure: '550', openLinks: 1 } as const;
const paused = { standing: 'paused' } as const;
const submitted = { at: '2018-06-05T10:00:00Z', channel: 'paper' } as const;
const startedAt = '2018-06-04T10:00:00Z';

const cases: readonly [string, Partial<WaveFacts>, ReturnType<typeof waveStatus>['name']][] = [
  ['nothing sent', {}, 'due'],
  ['an attempt cut off', { openLinks: 1 }, 'due'],
  ['paused before anything was sent', paused, 'held'],
  ['paused, on paper', { ...paused, chosen: 'paper' }, 'held'],
  ['paused after it was refused', { ...paused, ...failed }, 'held'],
  ['sent, then paused', { ...paused, ...sent }, 'sent'],
  ['on paper', { chosen: 'paper' }, 'paper'],
  ['refused by the mail server', failed, 'failed'],
  ['refused, then sent with a new link', { ...failed, ...sent, openLinks: 2 }, 'sent'],
  ['sent', sent, 'sent'],
  ['sent and begun', { ...sent, startedAt }, 'started'],
  ['answered', { ...sent, startedAt, submitted }, 'submitted'],
  ['a form has come', { ...sent, startedAt, receivedAt: startedAt }, 'received'],
  ['a form has come too late', { state: 'closed', receivedAt: startedAt }, 'received'],
  ['answered, and a form has come', { submitted, receivedAt: startedAt }, 'submitted'],
  ['before it opens', { state: 'not-yet-due' }, 'not-yet-due'],
  ['begun, then closed', { state: 'closed', startedAt }, 'missed'],
  ['withdrawn', { standing: 'withdrawn', ...sent }, 'withdrawn'],
  ['answered, then withdrawn', { standing: 'withdrawn', submitted }, 'submitted'],
  ['answered, then closed', { state: 'closed', submitted }, 'submitted'],
];

describe('a wave', () => {
  test.each(cases)('%s', (_what, changes, name) => {
    expect(waveStatus({ ...facts, ...changes }).name).toBe(name);
  });

  test('that is late says so until it is answered, closed or withdrawn from', () => {
    expect(waveStatus({ ...facts, state: 'late' })).toMatchObject({ name: 'due', late: true });
    expect(waveStatus({ ...facts, state: 'late', submitted }).late).toBe(false);
    expect(waveStatus({ ...facts, state: 'late', standing: 'withdrawn' }).late).toBe(false);
    expect(waveStatus({ ...facts, state: 'closed' }).late).toBe(false);
  });

  test('can be invited to by e-mail while it is open and nothing has arrived', () => {
    const can = (changes: Partial<WaveFacts>) => waveStatus({ ...facts, ...changes }).canInvite;
    expect([can({}), can({ state: 'late' }), can(failed)]).toEqual([true, true, true]);
    const cannot: Partial<WaveFacts>[] = [
      { chosen: 'paper' },
      sent,
      { startedAt, ...sent },
      paused,
      { submitted },
      { receivedAt: startedAt },
      { standing: 'withdrawn' },
      { state: 'closed' },
      { state: 'not-yet-due' },
    ];
    expect(cannot.map(can)).toEqual(cannot.map(() => false));
    // Begun, and then the link was revoked: the way back in is a new message.
    expect(can({ startedAt })).toBe(true);
  });

  test('takes a paper form from the day it opens, also after it closed', () => {
    const can = (changes: Partial<WaveFacts>) => waveStatus({ ...facts, ...changes }).canKey;
    expect([can({}), can({ state: 'closed' })]).toEqual([true, true]);
    expect([
      can({ state: 'not-yet-due' }),
      can({ submitted }),
      can({ standing: 'withdrawn' }),
    ]).toEqual([false, false, false]);
  });

  test('has links to revoke only while one of them opens something', () => {
    const can = (changes: Partial<WaveFacts>) =>
      waveStatus({ ...facts, openLinks: 1, ...changes }).canRevoke;
    expect([can({}), can({ openLinks: 0 }), can({ submitted }), can({ state: 'closed' })]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
