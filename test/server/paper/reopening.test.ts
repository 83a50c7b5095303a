/** A form that was just keyed is opened again by whoever keyed it, as long as nobody else has had to do with it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { paperFormById } from '../../../server/db/paper-forms.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { decideHeld } from '../../../server/paper/deciding.ts';
import { finishKeying, turnOf } from '../../../server/paper/keying.ts';
import { reopenKeying } from '../../../server/paper/reopening.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';
import { keyedOnce, keyedTwice, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let code: string;
  let form: string;
  afterEach(() => t.close());
  const begin = async (paper: typeof keyedOnce) => {
    const surveys = surveysWith(paper);
    t = await testApp({ home: await homes.fresh(kind), now: '2018-03-20T09:00:00Z', surveys });
    code = await register(t, { channel: 'paper', email: null });
    form = await comes();
  };
  const comes = async () => (await logged(t, code, 1, '2018-03-19')).id;
  const finish = async (keyer: string, ability: string, of = form) => {
    const fields = { jm02: '1', jm40: ability };
    const keyed = await finishKeying(t.services, { form: of, keyer, fields, writtenOn: null });
    return 'placing' in keyed ? keyed.placing : keyed.outcome;
  };
  const reopen = (keyer: string) => reopenKeying(t.services, form, keyer);
  const abilities = async () =>
    (await t.services.db.study.selectFrom('response').select('sheet').execute()).map(
      ({ sheet }) => JSON.parse(sheet).jm40.value,
    );

  describe('keyed once', () => {
    beforeEach(() => begin(keyedOnce));

    test('it counts no more, has what was keyed, and counts again as it is keyed then', async () => {
      expect(await finish('anne', '7')).toBe('counts');
      expect(await reopen('anne')).toBe('reopened');
      expect(await abilities()).toEqual([]);
      const now = await paperFormById(t.services.db.study, form);
      expect(now && (await turnOf(t.services, now, 'anne'))).toMatchObject({
        begun: { sheet: expect.stringContaining('"jm40":{"value":7}') },
      });
      expect(now && (await turnOf(t.services, now, 'bo'))).toEqual({ outcome: 'being-keyed' });
      expect(await finish('anne', '1')).toBe('counts');
      expect(await abilities()).toEqual([1]);
      expect((await eventsIn(t, 'study')).map(({ action }) => action)).toContain('keying reopened');
      expect(await firstBrokenEvent(t.services.db.study)).toBeNull();
    });

    test('twice at once is once, and before it is finished not at all', async () => {
      expect(await reopen('anne')).toBe('too-late');
      await finish('anne', '7');
      const both = await Promise.all([reopen('anne'), reopen('anne')]);
      expect(both.sort()).toEqual(['reopened', 'too-late']);
    });

    test('not by another, nor after an hour', async () => {
      await finish('anne', '7');
      expect(await reopen('bo')).toBe('too-late');
      t.setTime('2018-03-20T10:00:01Z');
      expect(await reopen('anne')).toBe('too-late');
      expect(await abilities()).toEqual([7]);
    });

    test('not of somebody who has left', async () => {
      await finish('anne', '7');
      await withdrawParticipant(t.services, code, 'system');
      expect(await reopen('anne')).toBe('too-late');
      expect(await abilities()).toEqual([7]);
    });

    test('not while another form waits for a choice between the two', async () => {
      await finish('anne', '7');
      const other = await comes();
      expect(await finish('bo', '3', other)).toBe('held');
      expect(await reopen('anne')).toBe('too-late');
      expect(await abilities()).toEqual([7]);
    });

    test('beside an answer from the web until somebody has chosen', async () => {
      await answerOnWeb(t, code, 1, { jm40: '9' });
      expect(await finish('anne', '7')).toBe('held');
      expect(await reopen('anne')).toBe('reopened');
      expect(await finish('anne', '1')).toBe('held');
      expect(await abilities()).toEqual([9]);
      const [web] = await t.services.db.study.selectFrom('response').select('id').execute();
      const choice = { form, counts: 'form', seen: web?.id ?? '', actor: 'siri' } as const;
      await decideHeld(t.services, choice);
      expect(await reopen('anne')).toBe('too-late');
    });
  });

  describe('keyed twice', () => {
    beforeEach(() => begin(keyedTwice));

    test('by the first until the second is done, and then by neither', async () => {
      expect(await finish('anne', '7')).toBe('second-keying');
      expect(await reopen('anne')).toBe('reopened');
      expect(await finish('bo', '1')).toBe('second-keying');
      expect(await finish('anne', '1')).toBe('counts');
      expect(await reopen('anne')).toBe('too-late');
      expect(await reopen('bo')).toBe('too-late');
      expect(await abilities()).toEqual([1]);
    });
  });
});
