/** What the files tell of an answer besides the answer: three dates, the window, and who keyed it. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { submittedResponse } from '../../../server/db/responses.ts';
import { decideHeld } from '../../../server/paper/deciding.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import { answerOnWeb, beginOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { keyedOnce, keyedTwice, notBlinded, surveysWith } from '../../support/surveys.ts';
import { downloadsOf, pick } from './downloads.ts';

const columns = ['submitted', 'dated_by', 'days_from_target', 'outside_window', 'channel'];
const ofKeying = ['received', 'keyed', 'keyed_by', 'keyed_again_by'];
const atWave = (names: readonly string[], wave: number) =>
  names.map((name) => `${name}_w${wave}`).join(' ');

let study: TestApp;

/** Included on 1 March 2018, so that the first wave is open until 12 April, and the second from 1 June to 13 July. */
beforeAll(async () => {
  study = await testApp({
    now: '2018-03-01T09:00:00Z',
    surveys: surveysWith({ ...keyedOnce, ...notBlinded }),
  });
});
afterAll(() => study.close());

/** Signs in anew each time: a session is over long before a wave is. */
const files = () => downloadsOf(study);

const told = async (code: string, names = columns, wave = 1) =>
  pick(await (await files()).row('wide.csv', code), atWave(names, wave));

test('an answer from the web is of the day it was sent, and nobody keyed it', async () => {
  study.setTime('2018-03-06T23:30:00Z');
  const kari = await register(study);
  await answerOnWeb(study, kari, 1, { jm40: '7' });
  // It is the 7th in Norway.
  expect(await told(kari)).toBe(
    'submitted_w1=2018-03-07 dated_by_w1=sent days_from_target_w1=6 outside_window_w1=0 channel_w1=web',
  );
  expect(await told(kari, ofKeying)).toBe('received_w1= keyed_w1= keyed_by_w1= keyed_again_by_w1=');
});

test('a form is of the day that stands on it, and when it came and was keyed stand beside', async () => {
  study.setTime('2018-04-20T22:30:00Z');
  const per = await register(study, { name: 'Per Lund', channel: 'paper' });
  const dates = { writtenOn: '2018-04-12', receivedOn: '2018-04-16' };
  await keyOnPaper(study, per, 1, { answers: { jm40: '3' }, ...dates });
  expect(await told(per)).toBe(
    'submitted_w1=2018-04-12 dated_by_w1=written days_from_target_w1=42 outside_window_w1=0 channel_w1=paper',
  );
  expect(await told(per, ofKeying)).toBe(
    'received_w1=2018-04-16 keyed_w1=2018-04-21 keyed_by_w1=1 keyed_again_by_w1=',
  );
});

test('a form without a date is of the day it came, and says so', async () => {
  const odd = await register(study, { name: 'Odd Berg', channel: 'paper' });
  await keyOnPaper(study, odd, 1, {
    ...{ answers: { jm40: '3' }, writtenOn: null, receivedOn: '2018-04-13' },
  });
  expect(await told(odd)).toBe(
    'submitted_w1=2018-04-13 dated_by_w1=received days_from_target_w1=43 outside_window_w1=1 channel_w1=paper',
  );
});

test('a form that was filled in before its wave opened stays in it, flagged', async () => {
  study.setTime('2018-06-04T09:00:00Z');
  const eva = await register(study, { name: 'Eva Moe', channel: 'paper' });
  const dates = { writtenOn: '2018-05-31', receivedOn: '2018-06-02' };
  await keyOnPaper(study, eva, 2, { answers: { jm40: '5' }, ...dates });
  expect(await told(eva, columns, 2)).toBe(
    'submitted_w2=2018-05-31 dated_by_w2=written days_from_target_w2=-1 outside_window_w2=1 channel_w2=paper',
  );
  expect(await told(eva)).toBe(
    'submitted_w1= dated_by_w1= days_from_target_w1= outside_window_w1= channel_w1=',
  );
});

test('what was begun on the web and not sent tells nothing of when', async () => {
  const lise = await register(study, { name: 'Lise Dahl', inclusionDate: '2018-06-01' });
  await beginOnWeb(study, lise, 1);
  expect(await told(lise, ['status', ...columns, ...ofKeying])).toBe(
    'status_w1=started submitted_w1= dated_by_w1= days_from_target_w1= outside_window_w1= channel_w1= ' +
      'received_w1= keyed_w1= keyed_by_w1= keyed_again_by_w1=',
  );
});

test('a form that counts instead of a web answer is the answer; what stepped back is in no file', async () => {
  const arne = await register(study, { name: 'Arne Vik', inclusionDate: '2018-06-01' });
  await answerOnWeb(study, arne, 1, { jm02: '2', jm40: '9' });
  const form = await logged(study, arne, 1, '2018-06-04');
  const keyed = { form: form.id, keyer: 'keyer', writtenOn: '2018-06-02' };
  await finishKeying(study.services, { ...keyed, fields: { jm02: '2', jm40: '1' } });
  expect(await told(arne, ['status', 'channel', 'jm40'])).toBe(
    'status_w1=submitted channel_w1=web jm40_w1=9',
  );
  const seen = (await submittedResponse(study.services.db.study, arne, 1))?.id ?? '';
  await decideHeld(study.services, { form: form.id, counts: 'form', seen, actor: 'coordinator' });
  expect(await told(arne, ['status', 'submitted', 'channel', 'jm40', 'work_ability'])).toBe(
    'status_w1=submitted submitted_w1=2018-06-02 channel_w1=paper jm40_w1=1 work_ability_w1=1',
  );
  const long = await (await files()).rows('long.csv');
  expect(long.filter(({ code, wave }) => code === arne && wave === '1')).toHaveLength(1);
});

test('of two keyers both numbers stand there, and no account', async () => {
  const twice = await testApp({ now: '2018-03-10T09:00:00Z', surveys: surveysWith(keyedTwice) });
  const kari = await register(twice);
  await keyOnPaper(twice, kari, 1, {
    ...{ answers: { jm40: '3' }, writtenOn: '2018-03-08', receivedOn: '2018-03-09' },
  });
  const both = await downloadsOf(twice);
  expect(pick(await both.row('wide.csv', kari), atWave(ofKeying, 1))).toBe(
    'received_w1=2018-03-09 keyed_w1=2018-03-10 keyed_by_w1=1 keyed_again_by_w1=2',
  );
  expect(await both.text('long.csv')).not.toContain('keyer,');
  await twice.close();
});

test('the codebook says what the words and numbers mean', async () => {
  const rows = await (await files()).rows('codebook.csv');
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of('dated_by_w2')?.values_en).toBe(
    'sent=Sent on the web|written=Written on the form|received=Came by post',
  );
  expect(of('outside_window_w1')).toMatchObject({
    ...{ kind: 'wave', storage: 'integer', measure: 'nominal' },
    values: '0=Mens målepunktet var åpent|1=Før det åpnet eller etter det stengte',
  });
  expect(of('days_from_target_w1')).toMatchObject({ storage: 'integer', measure: 'scale' });
  for (const name of ['received_w1', 'keyed_w1']) expect(of(name)?.storage).toBe('date');
  for (const name of ['keyed_by_w1', 'keyed_again_by_w1', 'days_from_target_w1'])
    expect(of(name)?.note).not.toBe('');
});
