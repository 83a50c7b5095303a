/** Two people key the same form: what they read differently is found and decided, and both readings stay. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { keyingsOf } from '../../../server/db/keyings.ts';
import { formsThatDiffer, formsToKey } from '../../../server/db/paper-queues.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { type Choice, decideDifferences } from '../../../server/paper/deciding.ts';
import { isKeyedTwice } from '../../../server/paper/double-keying.ts';
import { claimedSince, finishKeying, saveKeying, turnOf } from '../../../server/paper/keying.ts';
import { newCode } from '../../../server/participant-code.ts';
import type { Fields } from '../../../surveys/answers.ts';
import type { Study } from '../../../surveys/study.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';
import { keyedTwice, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let code: string;
  let form: string;
  beforeEach(async () => {
    const surveys = surveysWith(keyedTwice);
    t = await testApp({ home: await homes.fresh(kind), now: '2018-03-20T09:00:00Z', surveys });
    code = await register(t, { channel: 'paper', email: null });
    form = (await logged(t, code, 1, '2018-03-19')).id;
  });
  afterEach(() => t.close());

  const finish = async (keyer: string, fields: Fields, writtenOn: string | null = null) => {
    const keyed = await finishKeying(t.services, { form, keyer, fields, writtenOn });
    return 'placing' in keyed ? keyed.placing : keyed.outcome;
  };
  const save = async (keyer: string, fields: Fields) =>
    (await saveKeying(t.services, { form, keyer, fields, writtenOn: null })).outcome;
  const responses = () => t.services.db.study.selectFrom('response').selectAll().execute();
  const pile = async (keyer: string) =>
    (
      await formsToKey(t.services.db.study, 'jobbspesialist', {
        ...{ sites: null, keyer, heldSince: claimedSince(t.services.clock) },
      })
    ).length;

  test('the same twice counts at the second, and names both keyers', async () => {
    expect(await finish('anne', { jm02: '1', jm40: '7' }, '2018-03-12')).toBe('second-keying');
    expect(await responses()).toEqual([]);
    expect(await finish('bo', { jm02: '1', jm40: '7' }, '2018-03-12')).toBe('counts');
    expect(await responses()).toMatchObject([
      {
        ...{ code, wave: 1, channel: 'paper', form_id: form, written_on: '2018-03-12' },
        ...{ received_on: '2018-03-19', keyed_by: 'anne', keyed_again_by: 'bo' },
        keyed_at: '2018-03-20T09:00:00.000Z',
      },
    ]);
    const keyers = await t.services.db.study.selectFrom('keyer').selectAll().execute();
    expect(keyers.sort((a, b) => a.number - b.number)).toEqual([
      { account_id: 'anne', number: 1 },
      { account_id: 'bo', number: 2 },
    ]);
    expect(await firstBrokenEvent(t.services.db.study)).toBeNull();
  });

  test('what differs waits for a person, and counts as decided; both readings stay', async () => {
    await finish('anne', { jm02: '1', jm08: '2', jm40: '7' }, '2018-03-12');
    expect(await finish('bo', { jm02: '1', jm08: '3', jm40: '1' }, '2018-03-21')).toBe('differs');
    expect(await responses()).toEqual([]);
    const waiting = await formsThatDiffer(t.services.db.study, 'jobbspesialist', null);
    expect(waiting.map(({ id }) => id)).toEqual([form]);

    const some = new Map([['jm08', 'second' as const]]);
    expect(await decideDifferences(t.services, form, some, 'cato')).toEqual({
      outcome: 'incomplete',
    });
    expect(await t.services.db.study.selectFrom('keying_decision').selectAll().execute()).toEqual(
      [],
    );

    const all = new Map<string, Choice>([
      ['written-on', { answer: '2018-03-13' }],
      ['jm08', 'second'],
      ['jm40', { answer: { missing: 'two-marks' } }],
    ]);
    expect(await decideDifferences(t.services, form, all, 'cato')).toEqual({
      ...{ outcome: 'decided', placing: 'counts' },
    });
    const [response] = await responses();
    expect(response).toMatchObject({ written_on: '2018-03-13', keyed_by: 'anne' });
    expect(JSON.parse(response?.sheet ?? '')).toMatchObject({
      ...{ jm02: { value: 1 }, jm08: { value: 3 }, jm40: { missing: 'two-marks' } },
    });
    const readings = await keyingsOf(t.services.db.study, form);
    expect(readings.map(({ sheet }) => JSON.parse(sheet).jm40)).toEqual([
      { value: 7 },
      { value: 1 },
    ]);
    expect((await eventsIn(t, 'study')).map(({ action }) => action)).toContain(
      'differences decided',
    );
    expect(await decideDifferences(t.services, form, all, 'cato')).toEqual({
      outcome: 'changed-meanwhile',
    });
  });

  test('nothing is decided any more about who has withdrawn', async () => {
    await finish('anne', { jm40: '7' });
    await finish('bo', { jm40: '1' });
    await withdrawParticipant(t.services, code, 'system');
    const choices = new Map<string, Choice>([['jm40', 'first']]);
    expect(await decideDifferences(t.services, form, choices, 'cato')).toEqual({
      outcome: 'changed-meanwhile',
    });
    expect(await t.services.db.study.selectFrom('keying_decision').selectAll().execute()).toEqual(
      [],
    );
  });

  test('nobody keys a form twice, and a third keyer is not asked', async () => {
    await finish('anne', { jm02: '1' });
    expect(await finish('anne', { jm02: '1' })).toBe('repeated');
    expect(await finish('anne', { jm02: '2' })).toBe('keyed-already');
    expect([await pile('anne'), await pile('bo')]).toEqual([0, 1]);
    await finish('bo', { jm02: '2' });
    expect(await finish('cato', { jm02: '1' })).toBe('keyed-already');
    expect(await pile('cato')).toBe(0);
    expect(await responses()).toEqual([]);
  });

  test('three at once leave two readings', async () => {
    const all = await Promise.all(['anne', 'bo', 'cato'].map((k) => finish(k, { jm02: '1' })));
    expect(all.filter((one) => ['second-keying', 'counts'].includes(one))).toHaveLength(2);
    expect(await keyingsOf(t.services.db.study, form)).toHaveLength(2);
    expect(await responses()).toHaveLength(1);
  });

  test('a draft keeps what can be read, holds the form for an hour, and is nobody else’s', async () => {
    expect(await save('anne', { jm02: '1', age: '7', jm40: '7' })).toBe('saved');
    expect(await save('bo', { jm02: '2' })).toBe('saved');
    const [first, second] = await keyingsOf(t.services.db.study, form);
    expect(JSON.parse(first?.sheet ?? '')).toMatchObject({
      jm02: { value: 1 },
      jm40: { value: 7 },
    });
    expect(JSON.parse(first?.sheet ?? '')).not.toHaveProperty('age');
    expect(second?.finished_at).toBeNull();
    expect(await save('cato', {})).toBe('being-keyed');
    const row = { id: form, code, keyings: 2, settled_at: null } as never;
    expect(await turnOf(t.services, row, 'cato')).toEqual({ outcome: 'being-keyed' });
    expect(await turnOf(t.services, row, 'bo')).toMatchObject({ begun: { id: second?.id } });
    t.setTime('2018-03-20T10:00:01Z');
    await save('bo', { jm02: '2' });
    expect(await turnOf(t.services, row, 'cato')).toEqual({ outcome: 'to-key', begun: null });
    expect(await finish('cato', { jm02: '2' })).toBe('second-keying');
    expect(await save('anne', { jm02: '1' })).toBe('being-keyed');
    expect((await eventsIn(t, 'study')).map(({ action }) => action)).toContain('keying taken over');
    expect(await finish('bo', { jm02: '2' })).toBe('counts');
  });
});

describe('which forms are keyed twice', () => {
  const study = (double_keying: Study['paper']['double_keying']) =>
    ({ paper: { double_keying } }) as Study;
  const forms = Array.from({ length: 5000 }, (_, i) => ({
    ...{ code: newCode(), wave: (i % 4) + 1, nth: 1 },
  }));

  test('is all, or none', () => {
    expect(forms.every((form) => isKeyedTwice(study('all'), form))).toBe(true);
    expect(forms.some((form) => isKeyedTwice(study('none'), form))).toBe(false);
  });

  test('is a share of them by chance, and the same ones again', () => {
    const drawn = (seed: string) =>
      forms.filter((form) => isKeyedTwice(study({ share: 0.2, seed }), form));
    // 1000 ± 5 standard deviations of a binomial distribution.
    expect(drawn('one').length).toBeGreaterThan(858);
    expect(drawn('one').length).toBeLessThan(1142);
    expect(drawn('one')).toEqual(drawn('one'));
    expect(drawn('one')).not.toEqual(drawn('other'));
  });

  test('is known beforehand from the seed, the code, the wave and how many came before', () => {
    // printf '%s' 'a-seed K7M4QXR 2 1' | sha256sum | cut -c1-12 → b74b32cf1556, of 2^48: 0.71599
    const form = { code: 'K7M4QXR', wave: 2, nth: 1 };
    expect(isKeyedTwice(study({ share: 0.716, seed: 'a-seed' }), form)).toBe(true);
    expect(isKeyedTwice(study({ share: 0.7159, seed: 'a-seed' }), form)).toBe(false);
  });
});
