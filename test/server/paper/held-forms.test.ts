/** A form that comes beside another answer, or under somebody else's code, never overwrites anything: people decide. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { participationOf } from '../../../server/collection/participation.ts';
import { correctionsOf } from '../../../server/db/code-corrections.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { type PaperForm, paperFormById } from '../../../server/db/paper-forms.ts';
import { formsHeld, formsToKey, formsUnderWrongCode } from '../../../server/db/paper-queues.ts';
import { submittedResponse } from '../../../server/db/responses.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { decideCode, proposeCode } from '../../../server/paper/code-correction.ts';
import { decideHeld, removeForm, takeChoiceBack } from '../../../server/paper/deciding.ts';
import { claimedSince, finishKeying } from '../../../server/paper/keying.ts';
import type { Sheet } from '../../../surveys/answer.ts';
import type { Fields } from '../../../surveys/answers.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let kari: string;
  let ola: string;
  beforeEach(async () => {
    const surveys = surveysWith(keyedOnce);
    t = await testApp({ home: await homes.fresh(kind), now: '2018-03-20T09:00:00Z', surveys });
    kari = await register(t, { name: 'Kari Nordli' });
    ola = await register(t, { name: 'Ola Vestad', channel: 'paper', email: null });
  });
  afterEach(async () => {
    expect(await firstBrokenEvent(t.services.db.study)).toBeNull();
    await t.close();
  });

  const keyed = async (code: string, fields: Fields): Promise<[PaperForm, string]> => {
    const form = await logged(t, code, 1, '2018-03-19');
    const keying = { form: form.id, keyer: 'anne', fields, writtenOn: null };
    const result = await finishKeying(t.services, keying);
    return [form, 'placing' in result ? result.placing : result.outcome];
  };
  const answer = async (code: string, item: string) => {
    const response = await submittedResponse(t.services.db.study, code, 1);
    const sheet = JSON.parse(response?.sheet ?? '{}') as Sheet;
    return { id: response?.id ?? '', channel: response?.channel, [item]: sheet[item] };
  };
  const scored = async (code: string) => {
    const { id } = await answer(code, 'jm40');
    const rows = t.services.db.study.selectFrom('score').selectAll().where('response_id', '=', id);
    return (await rows.execute()).find(({ scale }) => scale === 'work_ability')?.value;
  };
  const choose = async (form: PaperForm, counts: 'form' | 'standing', seen: string) =>
    (await decideHeld(t.services, { form: form.id, counts, seen, actor: 'cato' })).outcome;
  const outcome = async ({ id }: PaperForm) =>
    (await paperFormById(t.services.db.study, id))?.outcome;
  const held = async () =>
    (await formsHeld(t.services.db.study, 'jobbspesialist', null)).map(({ id }) => id);

  describe('a form that comes after an answer on the web', () => {
    test('is held, and set aside when the answer from the web is chosen', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const before = await answer(kari, 'jm40');
      const [form, placing] = await keyed(kari, { jm40: '3' });
      expect(placing).toBe('held');
      expect(await held()).toEqual([form.id]);
      expect(await answer(kari, 'jm40')).toEqual(before);
      expect(await choose(form, 'standing', before.id)).toBe('decided');
      expect([await outcome(form), await held()]).toEqual(['set-aside', []]);
      expect(await answer(kari, 'jm40')).toEqual(before);
      expect(await choose(form, 'form', before.id)).toBe('changed-meanwhile');
    });

    test('counts when it is chosen, and the answer from the web is kept', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const { id } = await answer(kari, 'jm40');
      const [form] = await keyed(kari, { jm40: '3' });
      expect(await choose(form, 'form', id)).toBe('decided');
      expect(await answer(kari, 'jm40')).toMatchObject({ channel: 'paper', jm40: { value: 3 } });
      expect([await outcome(form), await scored(kari)]).toEqual(['counts', 3]);
      const db = t.services.db.study;
      const web = await db.selectFrom('response').selectAll().where('id', '=', id).execute();
      expect(web).toMatchObject([{ submitted_at: null, channel: 'web' }]);
      expect(JSON.parse(web[0]?.sheet ?? '').jm40).toEqual({ value: 7 });
      expect(await db.selectFrom('replaced_response').selectAll().execute()).toEqual([
        { response_id: id, form_id: form.id, submitted_at: '2018-03-20T09:00:00.000Z' },
      ]);
    });

    test('is not chosen against something that was not seen', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const [form] = await keyed(kari, { jm40: '3' });
      expect(await choose(form, 'form', 'another')).toBe('changed-meanwhile');
      expect(await answer(kari, 'jm40')).toMatchObject({ channel: 'web' });
    });

    test.each(['form', 'standing'] as const)(
      'can be chosen from again when the %s counts, with scores as they were',
      async (counts) => {
        await answerOnWeb(t, kari, 1, { jm40: '7' });
        const before = await answer(kari, 'jm40');
        const [form] = await keyed(kari, { jm40: '3' });
        await choose(form, counts, before.id);
        expect((await takeChoiceBack(t.services, form.id, 'siri')).outcome).toBe('decided');
        expect([await held(), await scored(kari)]).toEqual([[form.id], 7]);
        expect(await answer(kari, 'jm40')).toEqual(before);
        expect((await takeChoiceBack(t.services, form.id, 'siri')).outcome).toBe(
          'changed-meanwhile',
        );
        expect(await choose(form, 'form', before.id)).toBe('decided');
        expect(await scored(kari)).toBe(3);
        expect(await firstBrokenEvent(t.services.db.study)).toBeNull();
      },
    );

    test('one of several can be taken back: what it took the place of counts', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const [first] = await keyed(kari, { jm40: '3' });
      await choose(first, 'form', (await answer(kari, 'jm40')).id);
      const [second] = await keyed(kari, { jm40: '5' });
      await choose(second, 'form', (await answer(kari, 'jm40')).id);
      expect(await scored(kari)).toBe(5);
      await takeChoiceBack(t.services, second.id, 'siri');
      expect(await scored(kari)).toBe(7);
      expect([await outcome(first), await outcome(second)]).toEqual(['set-aside', null]);
    });

    test('is chosen by one of two who press at once', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const { id } = await answer(kari, 'jm40');
      const [form] = await keyed(kari, { jm40: '3' });
      const both = await Promise.all([choose(form, 'form', id), choose(form, 'standing', id)]);
      expect(both.sort()).toEqual(['changed-meanwhile', 'decided']);
      expect(await held()).toEqual([]);
    });
  });

  test('a form that was settled while its participant was out counts once they are back', async () => {
    const [form] = await keyed(kari, { jm40: '3' });
    const wrong = { code: ola, state: 'ineligible', fromOn: '2018-03-01', actor: 'cato' } as const;
    await changeState(t.services, wrong);
    const there = await participationOf(t.services, ola, 1);
    if (!there) throw new Error('no such participation');
    await proposeCode(t.services, form, there, 'anne');
    const [correction] = await correctionsOf(t.services.db.study, form.id);
    if (!correction) throw new Error('nothing is proposed');
    await decideCode(t.services, correction, 'confirmed', 'bo');
    expect(await submittedResponse(t.services.db.study, ola, 1)).toBeNull();
    await changeState(t.services, { ...wrong, state: 'enrolled' });
    expect(await held()).toEqual([form.id]);
    expect(await choose(form, 'form', '')).toBe('decided');
    expect([await outcome(form), await scored(ola)]).toEqual(['counts', 3]);
  });

  test('a form that was written down by mistake is taken off the pile, and stays off it', async () => {
    const form = await logged(t, ola, 1, '2018-03-19');
    const pile = () =>
      formsToKey(t.services.db.study, 'jobbspesialist', {
        ...{ sites: null, keyer: 'anne', heldSince: claimedSince(t.services.clock) },
      });
    expect(await pile()).toHaveLength(1);
    expect((await removeForm(t.services, form.id, 'cato')).outcome).toBe('decided');
    expect([await pile(), await held(), await outcome(form)]).toEqual([[], [], 'set-aside']);
    const there = await participationOf(t.services, kari, 1);
    if (!there) throw new Error('no such participation');
    const now = await paperFormById(t.services.db.study, form.id);
    await proposeCode(t.services, now ?? form, there, 'anne');
    const [correction] = await correctionsOf(t.services.db.study, form.id);
    if (!correction) throw new Error('nothing is proposed');
    expect(await decideCode(t.services, correction, 'confirmed', 'bo')).toBe('confirmed');
    expect(await submittedResponse(t.services.db.study, kari, 1)).toBeNull();
    const [keyedForm] = await keyed(ola, { jm40: '3' });
    expect((await removeForm(t.services, keyedForm.id, 'cato')).outcome).toBe('changed-meanwhile');
  });

  test('a second form of one wave is held beside the first, and either may count', async () => {
    const [first] = await keyed(ola, { jm40: '3' });
    const [second, placing] = await keyed(ola, { jm40: '4' });
    expect([placing, await scored(ola)]).toEqual(['held', 3]);
    await choose(second, 'form', (await answer(ola, 'jm40')).id);
    expect([await outcome(first), await outcome(second)]).toEqual(['set-aside', 'counts']);
    expect([await answer(ola, 'jm40'), await scored(ola)]).toMatchObject([
      { channel: 'paper', jm40: { value: 4 } },
      4,
    ]);
  });

  describe('a form that was filled in under the code of somebody else', () => {
    const propose = async (form: PaperForm, to: string, wave = 1) => {
      const found = await participationOf(t.services, to, wave);
      if (!found) throw new Error('no such participation');
      const now = (await paperFormById(t.services.db.study, form.id)) ?? form;
      return proposeCode(t.services, now, found, 'anne');
    };
    const decide = async (form: PaperForm, how: 'confirmed' | 'rejected', actor: string) => {
      const all = await correctionsOf(t.services.db.study, form.id);
      const correction = all.find(({ outcome }) => outcome === null) ?? all.at(-1);
      if (!correction) throw new Error('nothing is proposed');
      return decideCode(t.services, correction, how, actor);
    };

    test('is moved by two people, with its score, and both codes are kept', async () => {
      const [form] = await keyed(kari, { jm40: '3' });
      expect(await propose(form, ola)).toBe('proposed');
      expect(await propose(form, ola)).toBe('proposed-before');
      expect(await decide(form, 'confirmed', 'anne')).toBe('own-proposal');
      expect(await answer(kari, 'jm40')).toMatchObject({ jm40: { value: 3 } });
      expect(await decide(form, 'confirmed', 'bo')).toBe('confirmed');
      expect(await submittedResponse(t.services.db.study, kari, 1)).toBeNull();
      expect([await answer(ola, 'jm40'), await scored(ola)]).toMatchObject([
        { channel: 'paper', jm40: { value: 3 } },
        3,
      ]);
      expect(await correctionsOf(t.services.db.study, form.id)).toMatchObject([
        {
          ...{ from_code: kari, from_wave: 1, to_code: ola, to_wave: 1, outcome: 'confirmed' },
          ...{ proposed_by: 'anne', decided_by: 'bo' },
        },
      ]);
      expect(await decide(form, 'confirmed', 'bo')).toBe('changed-meanwhile');
    });

    test('gives back its place to the answer from the web that it took the place of', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const web = await answer(kari, 'jm40');
      const [form] = await keyed(kari, { jm40: '3' });
      await choose(form, 'form', web.id);
      await propose(form, ola);
      await decide(form, 'confirmed', 'bo');
      expect([await answer(kari, 'jm40'), await scored(kari)]).toEqual([web, 7]);
      expect(await answer(ola, 'jm40')).toMatchObject({ jm40: { value: 3 } });
      expect(
        await t.services.db.study.selectFrom('replaced_response').selectAll().execute(),
      ).toEqual([]);
    });

    test('gives back its place to the right form, which had been set aside for it', async () => {
      const [right] = await keyed(kari, { jm40: '5' });
      const [wrong] = await keyed(kari, { jm40: '3' });
      await choose(wrong, 'form', (await answer(kari, 'jm40')).id);
      await propose(wrong, ola);
      await decide(wrong, 'confirmed', 'bo');
      expect([await answer(kari, 'jm40'), await scored(kari)]).toMatchObject([
        { jm40: { value: 5 } },
        5,
      ]);
      expect([await outcome(right), await outcome(wrong)]).toEqual(['counts', 'counts']);
    });

    test('gives nothing back when another form has taken its own place meanwhile', async () => {
      await answerOnWeb(t, kari, 1, { jm40: '7' });
      const web = await answer(kari, 'jm40');
      const [wrong] = await keyed(kari, { jm40: '3' });
      await choose(wrong, 'form', web.id);
      const [right] = await keyed(kari, { jm40: '5' });
      await choose(right, 'form', (await answer(kari, 'jm40')).id);
      await propose(wrong, ola);
      expect(await decide(wrong, 'confirmed', 'bo')).toBe('confirmed');
      expect(await answer(kari, 'jm40')).toMatchObject({ jm40: { value: 5 } });
      expect(await answer(ola, 'jm40')).toMatchObject({ jm40: { value: 3 } });
      await propose(right, ola);
      expect(await decide(right, 'confirmed', 'bo')).toBe('confirmed');
      expect(await answer(kari, 'jm40')).toEqual(web);
    });

    test('is held beside what the right person has answered already', async () => {
      await keyed(ola, { jm40: '9' });
      const [form] = await keyed(kari, { jm40: '3' });
      await propose(form, ola);
      await decide(form, 'confirmed', 'bo');
      expect(await held()).toEqual([form.id]);
      expect(await answer(ola, 'jm40')).toMatchObject({ jm40: { value: 9 } });
      expect(await submittedResponse(t.services.db.study, kari, 1)).toBeNull();
    });

    test('stays when the second person says no, and can be proposed anew', async () => {
      const [form] = await keyed(kari, { jm40: '3' });
      await propose(form, ola);
      expect(await decide(form, 'rejected', 'bo')).toBe('rejected');
      expect(await answer(kari, 'jm40')).toMatchObject({ jm40: { value: 3 } });
      expect(await propose(form, ola)).toBe('proposed');
      expect(await decide(form, 'rejected', 'anne')).toBe('rejected');
    });

    test('leaves whom it was keyed for also when its owner has withdrawn, and counts for nobody', async () => {
      const [form] = await keyed(kari, { jm40: '3' });
      await propose(form, ola);
      await withdrawParticipant(t.services, ola, 'system');
      expect(await decide(form, 'confirmed', 'bo')).toBe('confirmed');
      for (const code of [kari, ola])
        expect(await submittedResponse(t.services.db.study, code, 1)).toBeNull();
      expect(await outcome(form)).toBeNull();
    });

    test('is seen while the one it was keyed for has withdrawn', async () => {
      const [form] = await keyed(kari, { jm40: '3' });
      await propose(form, ola);
      await withdrawParticipant(t.services, kari, 'system');
      const waiting = await formsUnderWrongCode(t.services.db.study, 'jobbspesialist', null);
      expect(waiting.map(({ id }) => id)).toEqual([form.id]);
      expect(await decide(form, 'confirmed', 'bo')).toBe('confirmed');
      expect(await answer(ola, 'jm40')).toMatchObject({ jm40: { value: 3 } });
    });

    test('goes to nobody who is not asked yet, or is asked something else', async () => {
      const [form] = await keyed(kari, { jm40: '3' });
      expect(await propose(form, kari)).toBe('same-code');
      expect(await propose(form, ola, 2)).toBe('not-yet-due');
      const staff = await register(t, {
        ...{ name: 'Siv Aune', role: 'job-specialist', arm: null, team: 'team-1' },
        email: 'siv.aune@post.example',
      });
      expect(await propose(form, staff)).toBe('other-form');
    });
  });
});
