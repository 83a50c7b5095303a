/** Two registrations of one person become one: nothing is lost, what was chosen counts, and it is done once. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { savePage } from '../../../server/collection/page-save.ts';
import { linkAccess, participationOf } from '../../../server/collection/participation.ts';
import { currentAnswering, startVisit } from '../../../server/collection/visit.ts';
import { submitAnswers } from '../../../server/collection/web-submission.ts';
import { sendInvitation } from '../../../server/contact/invitation.ts';
import { openCorrections } from '../../../server/db/code-corrections.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { responsesUnder } from '../../../server/db/merging.ts';
import { paperFormById } from '../../../server/db/paper-forms.ts';
import { changesOf, codesOf, participantByCode } from '../../../server/db/participants.ts';
import { personByCode } from '../../../server/db/people.ts';
import { standingOf } from '../../../server/enrolment/merge-plan.ts';
import {
  finishMerges,
  type Merge,
  type MergeOutcome,
  mergeParticipants,
} from '../../../server/enrolment/merging.ts';
import { sameContactAs } from '../../../server/enrolment/second-registrations.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { proposeCode } from '../../../server/paper/code-correction.ts';
import { newToken } from '../../../server/security/token.ts';
import type { Services } from '../../../server/services.ts';
import type { ParticipantState } from '../../../surveys/participant-state.ts';
import { beginOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { logged } from '../../support/paper.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, open } from '../../support/staff.ts';

const homes = testHomes();

/** What somebody can have at a wave, and how it comes about. */
const holdings = {
  nothing: [],
  'begun on the web': ['begin'],
  'submitted on the web': ['submit'],
  'submitted on paper': ['key'],
  'begun on the web, submitted on paper': ['begin', 'key'],
} as const satisfies Readonly<Record<string, readonly ('begin' | 'submit' | 'key')[]>>;
type Holding = keyof typeof holdings;

const names = Object.keys(holdings) as Holding[];
const cases = names.flatMap((on) =>
  names.flatMap((away) =>
    on === 'nothing' || away === 'nothing'
      ? [{ on, away, chosen: on === 'nothing' ? 'away' : 'on' } as const]
      : (['on', 'away'] as const).map((chosen) => ({ on, away, chosen })),
  ),
);

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
  });
  afterAll(() => t.close());

  const person = (name = 'Kari Nordli') => register(t, { name });

  async function answer(code: string, age: string): Promise<void> {
    const participation = await participationOf(t.services, code, 1);
    if (!participation) throw new Error('no such participation');
    const cookie = await startVisit(t.services, participation, 'nb');
    const answering = await currentAnswering(t.services, cookie);
    if (!answering || !('visit' in answering)) throw new Error('the visit is over');
    const group = answering.instrument.sections
      .flatMap(({ groups }) => groups)
      .find(({ items }) => items.some(({ name }) => name === 'age'));
    if (!group) throw new Error('nobody asks for the age');
    await savePage(t.services, answering, group, {
      ...{ fields: { age }, nonce: newToken(), revision: 0, language: 'nb' },
    });
    const now = await currentAnswering(t.services, cookie);
    if (now && 'visit' in now) await submitAnswers(t.services, now);
  }

  async function give(code: string, holding: Holding, age: string): Promise<void> {
    const form = { answers: { age }, writtenOn: null, receivedOn: '2018-03-01' };
    for (const deed of holdings[holding])
      if (deed === 'begin') await beginOnWeb(t, code, 1);
      else if (deed === 'submit') await answer(code, age);
      else await keyOnPaper(t, code, 1, form);
  }

  async function decision(goesOn: string, goesAway: string, choice?: string): Promise<Merge> {
    const db = t.services.db.study;
    const both = [await participantByCode(db, goesOn), await participantByCode(db, goesAway)];
    const study = t.services.definitions.study('jobbspesialist');
    if (!study) throw new Error('the study is missing');
    return {
      ...{ study, goesOn, goesAway, nonce: newToken(), actor: 'system' },
      choices: new Map(choice === undefined ? [] : [[1, choice]]),
      seen: standingOf(
        both.flatMap((one) => one ?? []),
        await responsesUnder(db, [goesOn, goesAway]),
      ),
    };
  }

  const merge = async (...given: Parameters<typeof decision>): Promise<MergeOutcome> =>
    mergeParticipants(t.services, await decision(...given));

  /** Everything the two have, whoever has it: sheets, saved pages and scores. */
  async function everythingOf(codes: readonly string[]): Promise<string[]> {
    const { study } = t.services.db;
    const responses = await responsesUnder(study, codes);
    const ids = responses.map(({ id }) => id);
    if (ids.length === 0) return [];
    const pages = await study.selectFrom('saved_page').selectAll().where('response_id', 'in', ids);
    const scores = await study.selectFrom('score').selectAll().where('response_id', 'in', ids);
    const rows = [
      ...responses.map(({ code, ...rest }) => rest),
      ...(await pages.execute()),
      ...(await scores.execute()),
    ];
    return rows.map((row) => JSON.stringify(row)).sort();
  }

  const idsOf = async (code: string) =>
    (await responsesUnder(t.services.db.study, [code])).map(({ id }) => id).sort();

  describe('whatever the two have at a wave', () => {
    test.each(cases)('$on and $away: nothing is lost, and $chosen counts', async (one) => {
      const [on, away] = [await person(), await person()];
      await give(on, one.on, '34');
      await give(away, one.away, '43');
      const before = await everythingOf([on, away]);
      const [chosen, other] = one.chosen === 'on' ? [on, away] : [away, on];
      const [counts, stays] = [await idsOf(chosen), await idsOf(other)];

      expect(await merge(on, away, chosen)).toEqual({ outcome: 'merged', into: on });
      expect(await everythingOf([on, away])).toEqual(before);
      expect([await idsOf(on), await idsOf(away)]).toEqual([counts, stays]);
    });
  });

  test.each(['on', 'away'] as const)(
    'paper forms that are no answer yet go to the code that goes on, when %s counts',
    async (which) => {
      const [on, away] = [await person(), await person()];
      const waiting: string[] = [];
      for (const code of [on, away]) {
        await give(code, 'submitted on paper', '34');
        waiting.push((await logged(t, code, 1, '2018-03-01')).id);
      }
      await merge(on, away, which === 'on' ? on : away);
      const { study } = t.services.db;
      const forms = await study
        .selectFrom('paper_form')
        .selectAll()
        .where('code', 'in', [on, away])
        .execute();
      for (const { id, code, outcome } of forms)
        if (waiting.includes(id)) expect([code, outcome]).toEqual([on, null]);
      for (const response of await responsesUnder(study, [on, away])) {
        const form = forms.find(({ id }) => id === response.form_id);
        expect([form?.code, form?.wave]).toEqual([response.code, response.wave]);
      }
    },
  );

  test('what was proposed about the code of a form is closed, and can be proposed anew', async () => {
    const [on, away, other] = [await person(), await person(), await person()];
    const form = await logged(t, away, 1, '2018-03-01');
    const propose = async (to: string) => {
      const there = await participationOf(t.services, to, 1);
      const now = await paperFormById(t.services.db.study, form.id);
      if (!there || !now) throw new Error('nothing is there');
      return proposeCode(t.services, now, there, 'anne');
    };
    expect(await propose(on)).toBe('proposed');
    await merge(on, away);
    expect(await openCorrections(t.services.db.study, [on, away])).toEqual([]);
    expect(await propose(away)).toBe('merged');
    expect(await propose(other)).toBe('proposed');
  });

  test('a choice is asked for where both have something, and only there', async () => {
    const [on, away] = [await person(), await person()];
    await beginOnWeb(t, on, 1);
    await beginOnWeb(t, away, 1);
    const before = await everythingOf([on, away]);
    expect(await merge(on, away)).toEqual({ outcome: 'changed-meanwhile' });
    expect(await merge(on, away, 'K7M4QXR')).toEqual({ outcome: 'changed-meanwhile' });
    expect(await everythingOf([on, away])).toEqual(before);
    expect((await participantByCode(t.services.db.study, away))?.state).toBe('enrolled');
  });

  test('what was chosen from another state of things is not taken', async () => {
    const [on, away] = [await person(), await person()];
    await beginOnWeb(t, on, 1);
    await beginOnWeb(t, away, 1);
    const decided = await decision(on, away, on);
    await answer(away, '43');
    expect(await mergeParticipants(t.services, decided)).toEqual({ outcome: 'changed-meanwhile' });
    expect(await merge(on, away, on)).toMatchObject({ outcome: 'merged' });
  });

  test('the code that goes away is shut: links, visits, tasks, messages, searches', async () => {
    const [on, away] = [await person(), await person()];
    const link = await invite(t, away);
    const participation = await participationOf(t.services, away, 1);
    if (!participation) throw new Error('no such participation');
    const cookie = await startVisit(t.services, participation, 'nb');
    const { study, registry } = t.services.db;
    const task = { study: 'jobbspesialist', code: away, kind: 'phone', wave: 0 } as const;
    await study
      .insertInto('task')
      .values({
        ...{ ...task, id: newToken(), due_on: '2018-03-05', opened_at: '2018-03-01T09:00:00.000Z' },
        ...{ opened_by: 'system', done_at: null, done_by: null, outcome: null },
      })
      .execute();
    await registry
      .updateTable('outbox')
      .set({ status: 'waiting', token_sealed: 'sealed' })
      .where('code', '=', away)
      .execute();
    expect(await sameContactAs(t.services, { study: 'jobbspesialist', code: on })).toContain(away);

    await merge(on, away);
    const access = await linkAccess(t.services, link.slice('/s/'.length));
    expect(access).toMatchObject({ open: false, reason: 'revoked' });
    expect((await t.app.inject({ url: link })).statusCode).toBe(410);
    expect(await currentAnswering(t.services, cookie)).toBeNull();
    const tasks = await study.selectFrom('task').selectAll().where('code', '=', away).execute();
    expect(tasks).toMatchObject([{ outcome: 'no-longer', done_by: 'system' }]);
    const messages = await registry
      .selectFrom('outbox')
      .selectAll()
      .where('code', '=', away)
      .execute();
    expect(messages).toMatchObject([{ status: 'failed', failure: 'merged', token_sealed: null }]);
    expect(await sendInvitation(t.services, participation, 'system')).toBe('not-open');
    const alike = await sameContactAs(t.services, { study: 'jobbspesialist', code: on });
    expect(alike).not.toContain(away);
    expect(await codesOf(study, on)).toEqual([on, away]);
    expect((await personByCode(registry, away))?.merged_into).toBe(on);
    expect(await participantByCode(study, away)).toMatchObject({
      ...{ state: 'merged', merged_into: on, state_on: '2018-03-01' },
    });
    expect(await changesOf(study, away)).toMatchObject([
      { kind: 'state', previous: 'enrolled', value: 'merged', from_on: '2018-03-01' },
    ]);
  });

  test('both stores tell of it, with both codes and the choices', async () => {
    const [on, away] = [await person(), await person()];
    await give(on, 'begun on the web', '34');
    await give(away, 'submitted on paper', '43');
    await merge(on, away, away);
    expect((await eventsIn(t, 'study')).at(-1)).toMatchObject({
      action: 'participants merged',
      code: on,
      detail: JSON.stringify({ other: away, taken: '1' }),
    });
    expect((await eventsIn(t, 'registry')).at(-1)).toMatchObject({
      action: 'person merged',
      code: away,
      detail: JSON.stringify({ into: on }),
    });
    for (const store of ['registry', 'study'] as const)
      expect(await firstBrokenEvent(t.services.db[store as 'study'])).toBeNull();
  });

  const states: readonly [ParticipantState, ParticipantState, ParticipantState][] = [
    ['enrolled', 'withdrawn', 'withdrawn'],
    ['enrolled', 'dead', 'dead'],
    ['withdrawn', 'enrolled', 'withdrawn'],
    ['dead', 'withdrawn', 'withdrawn'],
    ['withdrawn', 'dead', 'withdrawn'],
    ['enrolled', 'paused', 'enrolled'],
    ['paused', 'enrolled', 'paused'],
    ['enrolled', 'declined', 'enrolled'],
  ];
  test.each(states)('who goes on as %s, and was %s under the other code, is %s', async (...all) => {
    const [on, away] = [await person(), await person()];
    const fromOn = '2018-02-27';
    await changeState(t.services, { code: on, state: all[0], fromOn, actor: 'system' });
    await changeState(t.services, { code: away, state: all[1], fromOn, actor: 'system' });
    await merge(on, away);
    const { db } = t.services;
    const after = await participantByCode(db.study, on);
    expect(after?.state).toBe(all[2]);
    if (all[2] === 'enrolled') return;
    expect(after?.state_on).toBe(fromOn);
    const participation = await participationOf(t.services, on, 1);
    if (!participation) throw new Error('no such participation');
    expect(await sendInvitation(t.services, participation, 'system')).toBe('not-open');
  });

  test('cut off between the stores, the same form sent again does the rest', async () => {
    const [on, away] = [await person(), await person()];
    const decided = await decision(on, away);
    await expect(mergeParticipants(withoutRegistry(t.services), decided)).rejects.toThrow('gone');
    const { study, registry } = t.services.db;
    expect((await participantByCode(study, away))?.merged_into).toBe(on);
    expect((await personByCode(registry, away))?.merged_into).toBeNull();

    expect(await mergeParticipants(t.services, decided)).toEqual({ outcome: 'merged', into: on });
    expect((await personByCode(registry, away))?.merged_into).toBe(on);
    const told = (await eventsIn(t, 'study')).filter((event) => event.code === on);
    expect(told.filter(({ action }) => action === 'participants merged').length).toBe(1);
  });

  test('cut off between the stores and never sent again, the next start does the rest', async () => {
    const [on, away] = [await person(), await person()];
    const decided = await decision(on, away);
    await expect(mergeParticipants(withoutRegistry(t.services), decided)).rejects.toThrow('gone');
    await finishMerges(t.services, 'system');
    const entries = (await eventsIn(t, 'registry')).length;
    await finishMerges(t.services, 'system');
    expect((await personByCode(t.services.db.registry, away))?.merged_into).toBe(on);
    expect((await eventsIn(t, 'registry')).length).toBe(entries);
  });

  test('of two who merge the same two at once, one does it and the other is told', async () => {
    for (const turned of [false, true]) {
      const [one, other] = [await person(), await person()];
      await give(one, 'begun on the web', '34');
      await give(other, 'submitted on paper', '43');
      const first = await decision(one, other, other);
      const second = turned ? await decision(other, one, one) : await decision(one, other, one);
      const outcomes = await Promise.all(
        [first, second].map((decided) => mergeParticipants(t.services, decided)),
      );
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already-merged', 'merged']);
      const [into] = [
        ...new Set(outcomes.map((outcome) => ('into' in outcome ? outcome.into : ''))),
      ];
      const [away] = [one, other].filter((code) => code !== into);
      const rows = await Promise.all(
        [into, away].map((code) => participantByCode(t.services.db.study, code ?? '')),
      );
      expect(rows.map((row) => row?.merged_into ?? null)).toEqual([null, into]);
    }
  });

  test('nobody is merged into somebody who was merged, and whoever was before goes along', async () => {
    const [first, second, third] = [await person(), await person(), await person()];
    await merge(second, third);
    expect(await merge(third, first)).toEqual({ outcome: 'merged-elsewhere' });
    expect(await merge(first, third)).toEqual({ outcome: 'merged-elsewhere' });
    expect(await merge(first, second)).toEqual({ outcome: 'merged', into: first });
    expect(new Set(await codesOf(t.services.db.study, first))).toEqual(
      new Set([first, second, third]),
    );
    for (const code of [second, third])
      expect((await personByCode(t.services.db.registry, code))?.merged_into).toBe(first);
  });

  test('candidates of a job specialist who was registered twice are followed up by one', async () => {
    const specialist = { role: 'job-specialist', team: 'team-1' };
    const [on, away] = [await register(t, specialist), await register(t, specialist)];
    const candidate = await register(t, { followedBy: away });
    await merge(on, away);
    const { study } = t.services.db;
    expect((await participantByCode(study, candidate))?.followed_by).toBe(on);
    expect(await changesOf(study, candidate)).toMatchObject([
      { kind: 'followed-by', previous: away, value: on },
    ]);
  });

  test('in the files there is one row with the chosen answers', async () => {
    const [on, away] = [await person(), await person()];
    await give(on, 'submitted on the web', '34');
    await give(away, 'submitted on paper', '43');
    await merge(on, away, away);
    const researcher = await t.signedIn('researcher');
    const { body } = await open(t, researcher, '/research/jobbspesialist/exports/wide.csv');
    const [head = '', ...rows] = body.trim().split('\n');
    const own = rows.filter((row) => row.startsWith(on) || row.startsWith(away));
    expect(own.length).toBe(1);
    const cells = Object.fromEntries(
      head.split(',').map((name, at) => [name, own[0]?.split(',')[at]]),
    );
    expect(cells).toMatchObject({ code: on, status_w1: 'submitted', channel_w1: 'paper' });
    expect(cells.age_w1 ?? cells.age).toBe('43');
  });
});

/** As when the registry goes away right after the study store has committed. */
function withoutRegistry(services: Services): Services {
  const registry = new Proxy(services.db.registry, {
    get() {
      throw new Error('the registry is gone');
    },
  });
  return { ...services, db: { ...services.db, registry } };
}
