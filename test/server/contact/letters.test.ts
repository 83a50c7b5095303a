/** Letters from the batch to the post: each is printed once, posted once, and taken out when it is not to go. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessByHash, participationOf } from '../../../server/collection/participation.ts';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { sendInvitation } from '../../../server/contact/invitation.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { pauseSending, resumeSending } from '../../../server/contact/sending-pause.ts';
import { parseShortCode, shortCodeHash } from '../../../server/contact/short-code.ts';
import { participantByCode } from '../../../server/db/participants.ts';
import { personByCode } from '../../../server/db/people.ts';
import { changeDetails, detailsBasis } from '../../../server/enrolment/details-change.ts';
import { basisOf, changeFacts, type Fact } from '../../../server/enrolment/participant-change.ts';
import { openPerson } from '../../../server/enrolment/person.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { batchesIn, batchOf, codeIn, letterTo, post, print } from '../../support/letters.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';
import { surveysWith } from '../../support/surveys.ts';

let t: TestApp;

const dag = (changes = {}) =>
  register(t, { name: 'Dag Moe', email: null, channel: 'paper', ...changes });
const status = async (code: string) => (await letterTo(t, code)).status;
const events = async (action: string) =>
  (await eventsIn(t, 'registry')).filter((event) => event.action === action);

/** What the code in a letter opens now. */
async function opens(spelledCode: string): Promise<string> {
  const hash = await shortCodeHash(t.services, parseShortCode(spelledCode) ?? '');
  const access = await accessByHash(t.services, hash);
  return access.open ? access.participation.participant.code : access.reason;
}

async function change(code: string, values: Partial<Record<Fact, string>>): Promise<void> {
  const participant = await participantByCode(t.services.db.study, code);
  if (!participant) throw new Error('nobody has that code');
  const basis = basisOf(participant, Object.keys(values) as Fact[]);
  const changed = { code, values, fromOn: '2018-03-01', basis, actor: 'staff' };
  expect(await changeFacts(t.services, changed)).toBe('changed');
}

async function move(code: string, address: string | null): Promise<void> {
  const person = await personByCode(t.services.db.registry, code);
  if (!person) throw new Error('nobody has that code');
  const details = { ...openPerson(t.services.sealer, person), address };
  const moved = { code, details, basis: detailsBasis(person), actor: 'staff' };
  expect(await changeDetails(t.services, moved)).toMatchObject({ outcome: 'changed' });
}

describe('in the batch', () => {
  beforeEach(async () => {
    t = await testApp();
  });
  afterEach(() => t.close());

  test('the letters of a day lie together until they are printed, and those after it in a second batch', async () => {
    const [one, two] = [await dag(), await dag()];
    await dispatch(t.services);
    await dispatch(t.services);
    expect(await batchesIn(t)).toMatchObject([
      { day: '2018-03-01', number: 1, site: 'tromso', letters: 2 },
    ]);
    const codes = [await codeIn(t, one), await codeIn(t, two)];
    expect([await opens(codes[0] ?? ''), await opens(codes[1] ?? '')]).toEqual([one, two]);
    await print(t, one);
    await dispatch(t.services);
    expect(await batchesIn(t)).toHaveLength(1);
    const three = await dag();
    await dispatch(t.services);
    expect((await batchesIn(t)).map(({ number }) => number).sort()).toEqual([1, 2]);
    expect(await post(t, one)).toBe('posted');
    expect([await status(one), await status(two), await status(three)]).toEqual([
      'sent',
      'sent',
      'waiting',
    ]);
    expect([await codeIn(t, three)].map((code) => codes.includes(code))).toEqual([false]);
    expect(await events('letter written')).toHaveLength(3);
  });

  test('each site has a batch of its own where coordinators see one site', async () => {
    const [tromso, harstad] = [await dag(), await dag({ site: 'harstad' })];
    await dispatch(t.services);
    expect([await batchOf(t, tromso), await batchOf(t, harstad)].map(({ site }) => site)).toEqual([
      'tromso',
      'harstad',
    ]);
  });

  test('where coordinators see all sites, one batch is enough', async () => {
    await t.close();
    const limits = { 'limited_to_sites: [coordinator, keyer]': 'limited_to_sites: [keyer]' };
    t = await testApp({ surveys: surveysWith(limits) });
    await dag();
    await dag({ site: 'harstad' });
    await dispatch(t.services);
    expect(await batchesIn(t)).toMatchObject([{ site: '', letters: 2 }]);
  });

  test('printed twice and posted twice is once of each', async () => {
    const code = await dag();
    await dispatch(t.services);
    expect(await post(t, code)).toBe('not-printed');
    await print(t, code);
    await print(t, code);
    t.setTime('2018-03-02T09:00:00Z');
    expect([await post(t, code), await post(t, code)]).toEqual(['posted', 'posted']);
    expect(await letterTo(t, code)).toMatchObject({
      sent_at: '2018-03-02T09:00:00.000Z',
      token_sealed: null,
    });
    expect((await events('letters printed')).map(({ detail }) => detail)).toEqual([
      '{"study":"jobbspesialist","count":1}',
    ]);
    expect(await events('letter posted')).toHaveLength(1);
  });

  test('while the study sends nothing, nothing is posted', async () => {
    const code = await dag();
    await dispatch(t.services);
    await print(t, code);
    await pauseSending(t.services, 'jobbspesialist', 'staff');
    expect(await post(t, code)).toBe('sending-paused');
    expect(await status(code)).toBe('waiting');
    await resumeSending(t.services, 'jobbspesialist', 'staff');
    expect(await post(t, code)).toBe('posted');
  });
});

describe('a letter is taken out of the batch', () => {
  let code: string;
  let old: string;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.setTime('2018-03-01T09:00:00Z');
    code = await dag({ email: 'dag@post.example' });
    await dispatch(t.services);
    old = await codeIn(t, code);
  });
  const state = (to: 'paused' | 'enrolled') =>
    changeState(t.services, { code, state: to, fromOn: '2018-03-01', actor: 'staff' });

  const reasons: Readonly<
    Record<string, readonly [() => Promise<unknown>, (() => Promise<unknown>)?]>
  > = {
    'when they are paused': [() => state('paused'), () => state('enrolled')],
    'when they would rather have e-mail': [
      () => change(code, { channel: 'web' }),
      () => change(code, { channel: 'paper' }),
    ],
    'when they have no address': [
      () => move(code, null),
      () => move(code, 'Sjøgata 2, 9008 Tromsø'),
    ],
    'when they have moved to another site': [
      () => change(code, { site: 'harstad' }),
      async () => {},
    ],
    'when its code was shut': [
      () => revokeWaveLinks(t.services, { code, wave: 1 }, 'staff'),
      async () => {},
    ],
    'when they have answered': [() => answerOnWeb(t, code, 1, {})],
    'when their form has come': [() => logged(t, code, 1, '2018-03-02')],
    'when the time is up': [async () => t.setTime('2018-04-13T09:00:00Z')],
  };
  describe.each(Object.entries(reasons))('%s', (_, [happens, ends]) => {
    test.each(['printed', 'posted'])(
      'as late as when it is %s; its code opens nothing, and a letter that is due later has another',
      async (when) => {
        if (when === 'posted') await print(t, code);
        await happens();
        if (when === 'printed') await print(t, code);
        else expect(await post(t, code)).toBe('posted');
        expect(await letterTo(t, code)).toMatchObject({
          status: 'cancelled',
          token_sealed: null,
          sent_at: null,
        });
        const posted = await events('letter posted');
        expect(posted.filter((event) => event.code === code)).toEqual([]);
        await ends?.();
        await dispatch(t.services);
        expect(await opens(old)).not.toBe(code);
        expect(await status(code)).toBe(ends ? 'waiting' : 'cancelled');
        if (!ends) return;
        expect(await opens(await codeIn(t, code))).toBe(code);
        await print(t, code);
        expect(await post(t, code)).toBe('posted');
        expect(await opens(old)).toBe('revoked');
      },
    );
  });

  test('and does not count as a link that went astray: their e-mail is sent once', async () => {
    await change(code, { channel: 'web' });
    await print(t, code);
    const participation = await participationOf(t.services, code, 1);
    if (!participation) throw new Error('no participation');
    expect(await sendInvitation(t.services, participation, 'staff')).toBe('sent');
    expect(await sendInvitation(t.services, participation, 'staff')).toBe('already-sent');
  });
});
