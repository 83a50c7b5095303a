/** After a death every door is shut, at once and for ever, in both homes. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { savePage } from '../../../server/collection/page-save.ts';
import { participationOf } from '../../../server/collection/participation.ts';
import { currentAnswering, pagesToAnswer, startVisit } from '../../../server/collection/visit.ts';
import { submitAnswers } from '../../../server/collection/web-submission.ts';
import { sendInvitation, sendNewLink } from '../../../server/contact/invitation.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import { logForm } from '../../../server/paper/received.ts';
import { newToken } from '../../../server/security/token.ts';
import { participantStates } from '../../../surveys/participant-state.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { logged } from '../../support/paper.ts';
import { invite, register } from '../../support/participants.ts';
import { open, type Staff, send } from '../../support/staff.ts';
import { visitor } from '../../support/visitor.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let coordinator: Staff;
  let code: string;
  let path: string;
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    coordinator = await t.signedIn('coordinator');
    code = await register(t, { name: 'Dag Dahl' });
    path = `/staff/jobbspesialist/participants/${code}`;
  });
  afterEach(() => t.close());

  const participation = async () => {
    const found = await participationOf(t.services, code, 1);
    if (!found) throw new Error('no participation');
    return found;
  };
  const dies = () => send(t, coordinator, `${path}/states/dead`, { from: '' });

  test('a link that was sent is shut, and a visit under way ends at its next page', async () => {
    const link = await invite(t, code);
    const dag = visitor(t);
    await dag.start(link);
    await dies();
    const visits = await t.services.db.study.selectFrom('visit').selectAll().execute();
    expect(visits.every(({ ended_at }) => ended_at !== null)).toBe(true);
    const page = await dag.next();
    expect(page.status).toBe(410);
    expect(page.text).not.toMatch(/død/i);
    const opened = await visitor(t).get(link);
    expect(opened.status).toBe(410);
    expect(opened.text).toContain('Lenken er stengt');
  });

  test('what was begun before and arrives after is not taken', async () => {
    const before = await participation();
    const cookie = await startVisit(t.services, before, 'nb');
    const answering = await currentAnswering(t.services, cookie);
    if (!answering || !('visit' in answering)) throw new Error('no visit');
    const [page] = pagesToAnswer(answering);
    if (!page) throw new Error('no page');
    const form = await logged(t, code, 1, '2018-03-01');
    await dies();
    const post = { fields: {}, nonce: newToken(), revision: 0, language: 'nb' };
    expect(await savePage(t.services, answering, page, post)).toEqual({
      outcome: 'closed-meanwhile',
    });
    expect(await submitAnswers(t.services, answering)).toBe('closed-meanwhile');
    const keyed = { form: form.id, keyer: coordinator.accountId, fields: {}, writtenOn: null };
    expect(await finishKeying(t.services, keyed)).toEqual({ outcome: 'withdrawn' });
    const envelope = {
      participation: before,
      receivedOn: '2018-03-01',
      id: null,
      version: before.role.instrument_version,
    };
    const receipt = await logForm(t.services, { ...envelope, isAnother: true, actor: 'keyer' });
    expect(receipt).toEqual({ outcome: 'withdrawn' });
    // Both were asked of what stood before the death.
    expect(await sendInvitation(t.services, before, 'system')).toBe('not-open');
    expect(await sendNewLink(t.services, before, 'system')).toBe('not-open');
    expect(t.mails).toEqual([]);
    expect(await t.services.db.study.selectFrom('link').selectAll().execute()).toEqual([]);
  });

  test('no state, move, address, note, invitation or keying is taken from any page', async () => {
    const form = await logged(t, code, 1, '2018-03-01');
    await dies();
    const row = () => t.services.db.study.selectFrom('participant').selectAll().execute();
    const person = () => t.services.db.registry.selectFrom('person').selectAll().execute();
    const before = JSON.stringify([await row(), await person()]);
    const details = { name: 'Dag Dahl', email: 'ny@post.example', phone: '', address: '' };
    const posts: Readonly<Record<string, Record<string, string>>> = {
      'states/enrolled': { from: '' },
      'states/paused': { from: '' },
      withdrawal: { from: '' },
      moves: { arm: 'kvp', site: 'harstad', from: '' },
      follower: { 'followed-by': '', from: '' },
      answering: { channel: 'paper', language: 'nb', mail: 'wanted' },
      'inclusion-date': { inclusion_date: '27.02.2018', _seen: '2018-02-27' },
      details,
      notes: { note: 'Ringte.', _nonce: newToken() },
    };
    for (const [page, fields] of Object.entries(posts)) {
      const reply = await send(t, coordinator, `${path}/${page}`, fields);
      expect([page, reply.statusCode]).toEqual([page, 303]);
      expect(reply.headers.location).toBe(`${path}?notice=final&code=${code}`);
    }
    for (const door of ['invitations', 'new-links'])
      expect(
        (await send(t, coordinator, `${path}/${door}`, { wave: '1' })).headers.location,
      ).toContain('notice=not-open');
    expect((await send(t, coordinator, `${path}/withdrawal/receipt`)).statusCode).toBe(404);
    expect((await open(t, coordinator, `/staff/paper-entries/${form.id}`)).statusCode).toBe(409);
    for (const state of participantStates.filter((one) => one !== 'dead'))
      expect(
        await changeState(t.services, { code, state, fromOn: '2018-03-01', actor: 'system' }),
      ).toBe('final');
    expect(JSON.stringify([await row(), await person()])).toBe(before);
    expect(t.mails).toEqual([]);
    for (const db of [t.services.db.registry, t.services.db.study])
      expect(await firstBrokenEvent(db as never)).toBeNull();
  });

  test('the page says it quietly and asks for nothing, and the board suggests nothing', async () => {
    await invite(t, code);
    await dies();
    const { body } = await open(t, coordinator, path);
    const main = body.slice(body.indexOf('<main'));
    expect(main).toContain('Personen er død. Det gjelder fra 1. mars 2018.');
    expect(main).not.toMatch(/<button|<form|tel:|class="ds-button|post\.example|99 00/);
    for (const page of ['states/paused', 'withdrawal', 'details', 'moves', 'inclusion-date']) {
      const reply = await open(t, coordinator, `${path}/${page}`);
      expect([page, reply.statusCode, reply.headers.location]).toEqual([page, 303, path]);
    }
    const board = (await open(t, coordinator, '/staff/participants')).body;
    expect(board).toContain('Dag Dahl');
    expect(board).not.toMatch(/Send e-post|>Tast inn/);
  });
});
