/** A form that was just keyed is put right by whoever keyed it, as long as nobody else has had to do with it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { participationOf } from '../../../server/collection/participation.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { paperFormById } from '../../../server/db/paper-forms.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { proposeCode } from '../../../server/paper/code-correction.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import { correctKeying } from '../../../server/paper/keying-correction.ts';
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
  const correct = async (keyer: string, ability: string, of = form) => {
    const fields = { jm02: '1', jm40: ability };
    const keyed = await correctKeying(t.services, { form: of, keyer, fields, writtenOn: null });
    return 'placing' in keyed ? keyed.placing : keyed.outcome;
  };
  const abilities = async () =>
    (await t.services.db.study.selectFrom('response').select('sheet').execute()).map(
      ({ sheet }) => JSON.parse(sheet).jm40.value,
    );

  describe('keyed once', () => {
    beforeEach(() => begin(keyedOnce));

    test('it counts as it was until it counts as it is put right', async () => {
      expect(await finish('anne', '7')).toBe('counts');
      expect(await correct('anne', '1')).toBe('counts');
      expect(await abilities()).toEqual([1]);
      expect(await correct('anne', '1')).toBe('repeated');
      expect((await eventsIn(t, 'study')).map(({ action }) => action)).toContain(
        'keying corrected',
      );
      expect(await firstBrokenEvent(t.services.db.study)).toBeNull();
    });

    test('twice at once leaves one answer, and before it is finished there is nothing to put right', async () => {
      expect(await correct('anne', '1')).toBe('keyed-already');
      await finish('anne', '7');
      await Promise.all([correct('anne', '1'), correct('anne', '2')]);
      expect(await abilities()).toHaveLength(1);
      expect(await firstBrokenEvent(t.services.db.study)).toBeNull();
    });

    test('not with what the form cannot say', async () => {
      await finish('anne', '7');
      expect(await correct('anne', '77')).toBe('refused');
      expect(await abilities()).toEqual([7]);
    });

    test('not by another, nor after an hour', async () => {
      await finish('anne', '7');
      expect(await correct('bo', '1')).toBe('keyed-already');
      t.setTime('2018-03-20T10:00:01Z');
      expect(await correct('anne', '1')).toBe('keyed-already');
      expect(await abilities()).toEqual([7]);
    });

    test('not of somebody who has left', async () => {
      await finish('anne', '7');
      await withdrawParticipant(t.services, code, 'system');
      expect(await correct('anne', '1')).toBe('keyed-already');
      expect(await abilities()).toEqual([7]);
    });

    test('not while another form, or this one, waits for a choice between two answers', async () => {
      await finish('anne', '7');
      const other = await comes();
      expect(await finish('bo', '3', other)).toBe('held');
      expect(await correct('anne', '1')).toBe('keyed-already');
      expect(await correct('bo', '1', other)).toBe('keyed-already');
      expect(await abilities()).toEqual([7]);
    });

    test('not once somebody says that it is another person’s', async () => {
      await finish('anne', '7');
      const [known, there] = [
        await paperFormById(t.services.db.study, form),
        await participationOf(t.services, await register(t), 1),
      ];
      if (!known || !there) throw new Error('nothing is there');
      expect(await proposeCode(t.services, known, there, 'siri')).toBe('proposed');
      expect(await correct('anne', '1')).toBe('keyed-already');
    });
  });

  describe('keyed twice', () => {
    beforeEach(() => begin(keyedTwice));

    test('by the first until the second is done, and then by neither', async () => {
      expect(await finish('anne', '7')).toBe('second-keying');
      expect(await correct('anne', '1')).toBe('second-keying');
      expect(await finish('bo', '1')).toBe('counts');
      expect(await correct('anne', '2')).toBe('keyed-already');
      expect(await correct('bo', '2')).toBe('keyed-already');
      expect(await abilities()).toEqual([1]);
    });
  });
});
