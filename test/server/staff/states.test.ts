/** The states of a participant: which follows which, from which day, and what each means at once. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeState } from '../../../server/enrolment/state-change.ts';
import type { ParticipantState } from '../../../surveys/participant-state.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
beforeAll(async () => {
  t = await testApp({ now: '2018-03-10T09:00:00Z' });
  coordinator = await t.signedIn('coordinator');
});
afterAll(() => t.close());

const pathOf = (code: string) => `/staff/jobbspesialist/participants/${code}`;
const rowOf = (code: string) =>
  t.services.db.study
    .selectFrom('participant')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
const put = (code: string, state: ParticipantState, fromOn = '2018-03-10') =>
  changeState(t.services, { code, state, fromOn, actor: 'system' });

/** Opens the page of a change and sends its form, with other fields where a test gives them. */
async function become(code: string, state: string, fields: Record<string, string> = {}) {
  const url = `${pathOf(code)}/states/${state}`;
  const page = await open(t, coordinator, url);
  const shown = { _based: inputValue(page, '_based'), from: inputValue(page, 'from') };
  return send(t, coordinator, url, { ...shown, ...fields });
}

const all = [
  'enrolled',
  'paused',
  'lost',
  'declined',
  'ineligible',
  'withdrawn',
  'dead',
  'merged',
] as const;

/** In a row: who is in the state named first can be put into those after it. */
const ways: Readonly<Record<ParticipantState, readonly ParticipantState[]>> = {
  enrolled: ['paused', 'lost', 'declined', 'ineligible', 'withdrawn', 'dead'],
  paused: ['enrolled', 'lost', 'declined', 'ineligible', 'withdrawn', 'dead'],
  lost: ['enrolled', 'paused', 'declined', 'ineligible', 'withdrawn', 'dead'],
  declined: ['enrolled', 'paused', 'lost', 'ineligible', 'withdrawn', 'dead'],
  ineligible: ['enrolled', 'paused', 'lost', 'declined', 'withdrawn', 'dead'],
  withdrawn: [],
  dead: [],
  merged: [],
};

describe.each(all)('somebody who is %s', (state) => {
  test.each(all)('and is to be %s', async (next) => {
    const code = await register(t);
    await t.services.db.study
      .updateTable('participant')
      .set({ state })
      .where('code', '=', code)
      .execute();
    const outcome = await put(code, next);
    const expected =
      next === state ? 'unchanged' : ways[state].includes(next) ? 'changed' : 'final';
    expect(outcome).toBe(expected);
    expect((await rowOf(code)).state).toBe(expected === 'changed' ? next : state);
    const changes = await t.services.db.study
      .selectFrom('participant_change')
      .select(['kind', 'previous', 'value', 'from_on'])
      .where('code', '=', code)
      .execute();
    const row = { kind: 'state', previous: state, value: next, from_on: '2018-03-10' };
    expect(changes).toEqual(expected === 'changed' ? [row] : []);
  });
});

describe('the page of a change', () => {
  test('asks by name, changes nothing by being read, and is done by its button', async () => {
    const code = await register(t);
    const page = await open(t, coordinator, `${pathOf(code)}/states/paused`);
    expect(page.body).toContain('Kari Nordli');
    expect(page.body).toContain('Vi sender ingenting før du tar personen med igjen.');
    expect((await rowOf(code)).state).toBe('enrolled');
    const reply = await become(code, 'paused', { from: '05.03.2018' });
    expect(reply.headers.location).toBe(`${pathOf(code)}?notice=state-changed&code=${code}`);
    expect(await rowOf(code)).toMatchObject({ state: 'paused', state_on: '2018-03-05' });
    expect((await eventsIn(t, 'study')).at(-1)).toMatchObject({
      actor: coordinator.accountId,
      action: 'state changed',
      code,
      detail: '{"from":"enrolled","to":"paused","on":"2018-03-05"}',
    });
    const { body } = await open(t, coordinator, pathOf(code));
    expect(body).toContain('På pause fra 5. mars 2018.');
    expect(body).toContain('Er med igjen');
  });

  test('without a day it is today', async () => {
    const code = await register(t);
    await become(code, 'lost', { from: '' });
    expect((await rowOf(code)).state_on).toBe('2018-03-10');
  });

  test.each([
    ['paused', '11.03.2018', 'Datoen er ikke kommet ennå.'],
    ['paused', '28.02.2018', 'Datoen kan ikke være før 01.03.2018.'],
    // A no before inclusion may be older than it, not older than the study's first text.
    ['declined', '31.05.2017', 'Datoen kan ikke være før 01.06.2017.'],
    ['dead', '31.02.2018', 'Skriv datoen slik, 31.12.2026.'],
    ['dead', '01017012345', 'Dette ser ut som et fødselsnummer.'],
  ])('%s from %s is told at the field and changes nothing', async (state, from, told) => {
    const code = await register(t);
    const reply = await become(code, state, { from });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(told);
    expect(reply.body).not.toContain('01017012345');
    expect((await rowOf(code)).state).toBe('enrolled');
  });

  test('a no may be from before inclusion, and a state not from before the last one', async () => {
    const code = await register(t);
    await become(code, 'declined', { from: '20.02.2018' });
    expect((await rowOf(code)).state_on).toBe('2018-02-20');
    const reply = await become(code, 'enrolled', { from: '19.02.2018' });
    expect(reply.body).toContain('Datoen kan ikke være før 20.02.2018.');
  });

  test('that somebody else was quicker on is told, and nothing of it is lost', async () => {
    const code = await register(t);
    const url = `${pathOf(code)}/states/paused`;
    const shown = inputValue(await open(t, coordinator, url), '_based');
    await put(code, 'lost', '2018-03-04');
    const stale = await send(t, coordinator, url, { _based: shown, from: '06.03.2018' });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('Noen andre har endret dette mens du skrev.');
    expect(stale.body).toContain('Nå står det: Svarer ikke');
    expect(inputValue(stale, 'from')).toBe('06.03.2018');
    expect((await rowOf(code)).state).toBe('lost');
    const again = { _based: inputValue(stale, '_based'), from: '06.03.2018' };
    expect((await send(t, coordinator, url, again)).statusCode).toBe(303);
    expect(await rowOf(code)).toMatchObject({ state: 'paused', state_on: '2018-03-06' });
  });

  test('sent twice at once is one change', async () => {
    const code = await register(t);
    const url = `${pathOf(code)}/states/paused`;
    const form = { _based: inputValue(await open(t, coordinator, url), '_based'), from: '' };
    const replies = await Promise.all([1, 2, 3].map(() => send(t, coordinator, url, form)));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    const events = (await eventsIn(t, 'study')).filter((event) => event.code === code);
    expect(events.map(({ action }) => action)).toEqual(['participant registered', 'state changed']);
  });

  test.each(['withdrawn', 'merged', 'nothing', '__proto__'])('to %s there is none', async (to) => {
    const url = `${pathOf(await register(t))}/states/${to}`;
    expect((await open(t, coordinator, url)).statusCode).toBe(404);
    expect((await send(t, coordinator, url, { from: '' })).statusCode).toBe(404);
  });
});

describe('what a state means at once', () => {
  const link = async (code: string) => {
    const path = await invite(t, code);
    return async () => (await t.app.inject({ url: path })).statusCode;
  };

  test.each([
    ['paused', 200],
    ['lost', 200],
    ['declined', 410],
    ['ineligible', 410],
    ['withdrawn', 410],
    ['dead', 410],
  ] as const)('of somebody %s a link gives %d, and nothing more is sent', async (state, status) => {
    const code = await register(t);
    const open_link = await link(code);
    await put(code, state);
    expect(await open_link()).toBe(status);
    const before = t.mails.length;
    for (const door of ['invitations', 'new-links']) {
      const reply = await send(t, coordinator, `${pathOf(code)}/${door}`, { wave: '1' });
      expect(reply.headers.location).toContain('notice=not-open');
    }
    expect(t.mails.length).toBe(before);
    const { body } = await open(t, coordinator, pathOf(code));
    expect(body).not.toContain('Send ny lenke');
    expect(body).not.toContain('Send e-post');
  });

  test.each(['declined', 'ineligible'] as const)(
    'of somebody %s by mistake the link opens again once they take part',
    async (state) => {
      const code = await register(t);
      const opened = await link(code);
      await put(code, state);
      await put(code, 'enrolled');
      expect(await opened()).toBe(200);
    },
  );
});
