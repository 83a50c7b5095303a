/** After a withdrawal nothing is left that leads anywhere: messages, letters and links at once, the name after a week, as the study says. */

import { afterEach, describe, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { sendWithdrawalReceipt } from '../../../server/contact/withdrawal-receipt.ts';
import { participantByCode } from '../../../server/db/participants.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { followUpWithdrawals } from '../../../server/enrolment/withdrawal-follow-up.ts';
import { faultsOf } from '../../../server/operation/checks.ts';
import { verifyHome } from '../../../server/operation/verify.ts';
import type { Services } from '../../../server/services.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { surveysWith } from '../../support/surveys.ts';

const homes = testHomes();
let t: TestApp;
afterEach(() => t.close());

const rows = async (store: 'registry' | 'study', table: string, code: string) => {
  const db = t.services.db[store] as unknown as Services['db']['registry'];
  return db
    .selectFrom(table as 'outbox')
    .selectAll()
    .where('code', '=', code)
    .execute() as Promise<Record<string, unknown>[]>;
};
const actions = async (code: string) =>
  [...(await rows('study', 'event', code)), ...(await rows('registry', 'event', code))].map(
    ({ action }) => action,
  );

describe.each(homeKinds)('on %s', (kind) => {
  test('a letter in the batch and every link are gone at once; the name a week later, and the answers stay', async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    const kari = await register(t, { channel: 'paper' });
    const link = await invite(t, kari);
    await answerOnWeb(t, kari, 1, { gender: '1', age: '34', jm40: '7' });
    t.setTime('2018-06-01T09:00:00Z');
    await dispatch(t.services);
    await withdrawParticipant(t.services, kari, 'participant');

    const letters = (await rows('registry', 'outbox', kari)).filter((one) => one.kind === 'letter');
    expect(letters).toMatchObject([{ status: 'cancelled', token_sealed: null }]);
    for (const { revoked_at } of await rows('study', 'link', kari))
      expect(revoked_at).not.toBeNull();
    expect((await t.app.inject(link)).statusCode).toBe(410);
    expect(await rows('registry', 'person', kari)).toHaveLength(1);

    t.setTime('2018-06-07T21:59:00Z');
    await dispatch(t.services);
    expect(await rows('registry', 'person', kari)).toHaveLength(1);
    t.setTime('2018-06-08T09:00:00Z');
    const before = await rows('study', 'response', kari);
    await dispatch(t.services);
    await dispatch(t.services);
    for (const table of ['person', 'person_name', 'outbox', 'consent', 'note'])
      expect(await rows('registry', table, kari), table).toEqual([]);
    expect(await rows('study', 'link', kari)).toEqual([]);
    expect(await rows('study', 'response', kari)).toEqual(before);
    expect(await participantByCode(t.services.db.study, kari)).toMatchObject({ event_key: '' });
    expect(await rows('study', 'withdrawal_follow_up', kari)).toMatchObject([
      { meaning: 'anonymise' },
    ]);
    const done = await actions(kari);
    expect(done.filter((action) => action === 'withdrawal followed up')).toHaveLength(1);
    expect(done.filter((action) => action === 'identity deleted')).toHaveLength(1);
    const { config, sealer } = t.services;
    expect(faultsOf(await verifyHome(config.home, { sealer, anchors: null }))).toEqual([]);
  });
});

test('what was cut off after the row that says so is done at the next round', async () => {
  t = await testApp();
  const jon = await register(t, { name: 'Jon Vik', email: 'jon@post.example' });
  await invite(t, jon);
  const from = { code: jon, state: 'withdrawn', fromOn: '2018-03-01', actor: 'staff' } as const;
  await changeState(t.services, from);
  t.setTime('2018-03-10T09:00:00Z');
  let asked = 0;
  const clock = {
    now() {
      asked += 1;
      // Once for closing the links, then when the registry's turn has come.
      if (asked > 4) throw new Error('the power is gone');
      return t.services.clock.now();
    },
  };
  await expect(followUpWithdrawals({ ...t.services, clock })).rejects.toThrow('the power is gone');
  expect(await rows('study', 'withdrawal_follow_up', jon)).toEqual([]);
  await dispatch(t.services);
  expect(await rows('registry', 'person', jon)).toEqual([]);
  expect(await rows('study', 'withdrawal_follow_up', jon)).toHaveLength(1);
});

test('one person who cannot be seen through holds up nobody: neither who withdraws after them, nor who is to be written to', async () => {
  t = await testApp();
  const [aud, bo] = [
    await register(t, { name: 'Aud Lie', email: 'aud@post.example' }),
    await register(t, { name: 'Bo Moe', email: 'bo@post.example' }),
  ];
  await answerOnWeb(t, aud, 1, { gender: '1' });
  await t.services.db.study
    .updateTable('response')
    .set({ instrument: 'nobody-has-it' })
    .where('code', '=', aud)
    .execute();
  for (const code of [aud, bo]) await withdrawParticipant(t.services, code, 'participant');
  t.setTime('2018-03-09T09:00:00Z');
  const eva = await register(t, { name: 'Eva Dahl', email: 'eva@post.example' });
  // Somebody else's trouble is not theirs.
  await withdrawParticipant(t.services, eva, 'participant');
  await register(t, { name: 'Finn Ås', email: 'finn@post.example' });
  await expect(dispatch(t.services)).rejects.toThrow('there is no instrument');
  expect(t.mails.map(({ to }) => to)).toEqual(['finn@post.example']);
  expect(await rows('registry', 'person', bo)).toEqual([]);
  expect(await rows('registry', 'person', aud)).toHaveLength(1);
});

test('where answers are kept, so is the name; where they are erased, nothing is done before that is decided', async () => {
  for (const meaning of ['keep', 'erase']) {
    t = await testApp({
      surveys: surveysWith({ 'withdrawal: anonymise': `withdrawal: ${meaning}` }),
    });
    const aud = await register(t, { name: 'Aud Lie', email: 'aud@post.example' });
    await withdrawParticipant(t.services, aud, 'participant');
    t.setTime('2018-04-01T09:00:00Z');
    await dispatch(t.services);
    expect(await rows('registry', 'person', aud)).toHaveLength(1);
    expect(await rows('study', 'withdrawal_follow_up', aud)).toHaveLength(
      meaning === 'keep' ? 1 : 0,
    );
    if (meaning === 'keep') await t.close();
  }
});

test('the receipt can be sent until the address is gone', async () => {
  t = await testApp();
  const eva = await register(t, { name: 'Eva Dahl', email: 'eva@post.example' });
  const [study] = t.services.definitions.studies;
  await withdrawParticipant(t.services, eva, 'participant');
  const participant = await participantByCode(t.services.db.study, eva);
  if (!study || !participant) throw new Error('nobody is there');
  t.setTime('2018-03-08T09:00:00Z');
  await followUpWithdrawals(t.services);
  expect(await sendWithdrawalReceipt(t.services, study, participant, 'staff')).toBe('no-email');
});
