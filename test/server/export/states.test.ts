/** What becomes of people in between, as the files say it: died, should not have been there, never were, moved. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overviewOf } from '../../../server/analysis/overview.ts';
import { basisOf, changeFacts } from '../../../server/enrolment/participant-change.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import type { ParticipantState } from '../../../surveys/participant-state.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { viewOf } from '../research/views.ts';
import { answersOf, type Downloads, downloadsOf, pick } from './downloads.ts';

let study: TestApp;
let files: Downloads;
const codes: Record<string, string> = {};
const code = (name: string): string => codes[name] ?? '';

/** Included on 1 March 2018: the waves close on 12 April and 13 July, the others are to come. */
beforeAll(async () => {
  study = await testApp({ now: '2018-03-05T09:00:00Z', surveys: surveysWith(notBlinded) });
  for (const name of ['dag', 'dina', 'ivar', 'nora', 'mona', 'liv', 'tom', 'kari'])
    codes[name] = await register(study, { name });
  await answerOnWeb(study, code('dina'), 1, { jm40: '7' });
  // Everything is written down on 20 July, and holds from a day before.
  study.setTime('2018-07-20T09:00:00Z');
  const put = (name: string, state: ParticipantState, fromOn: string) =>
    changeState(study.services, { code: code(name), state, fromOn, actor: 'system' });
  await put('dag', 'dead', '2018-07-13');
  await put('dina', 'dead', '2018-07-14');
  await put('ivar', 'ineligible', '2018-03-01');
  await put('nora', 'declined', '2018-02-20');
  await put('liv', 'lost', '2018-05-01');
  await put('tom', 'paused', '2018-05-01');
  await study.services.db.study
    .updateTable('participant')
    .set({ state: 'merged', merged_into: code('kari') })
    .where('code', '=', code('mona'))
    .execute();
  const kari = await study.services.db.study
    .selectFrom('participant')
    .selectAll()
    .where('code', '=', code('kari'))
    .executeTakeFirstOrThrow();
  await changeFacts(study.services, {
    code: kari.code,
    values: { arm: 'kvp', site: 'harstad' },
    fromOn: '2018-04-01',
    basis: basisOf(kari, ['arm', 'site']),
    actor: 'system',
  });
  files = await downloadsOf(study);
});
afterAll(() => study.close());

const stands = async (name: string) =>
  pick(await files.row('wide.csv', code(name)), 'status_w1 status_w2 status_w3 status_w4');

describe('somebody who died', () => {
  test('on the last day of a wave is dead at it and at all that follow, with code −8', async () => {
    expect(await stands('dag')).toBe(
      'status_w1=missed status_w2=dead status_w3=dead status_w4=dead',
    );
    const row = await files.row('wide.csv', code('dag'));
    expect(answersOf(row, 1)).toEqual(new Set(['-7']));
    for (const wave of [2, 3, 4]) expect(answersOf(row, wave)).toEqual(new Set(['-8']));
  });

  test('a day after it closed had missed it, and what they answered before stays', async () => {
    expect(await stands('dina')).toBe(
      'status_w1=submitted status_w2=missed status_w3=dead status_w4=dead',
    );
    expect((await files.row('wide.csv', code('dina'))).jm40_w1).toBe('7');
  });

  test('is so in the long file too', async () => {
    const row = await files.row('long.csv', code('dag'), '2');
    expect(pick(row, 'status jm02 jm40')).toBe('status=dead jm02=-8 jm40=-8');
  });
});

test('who should not have been included is so from the first wave', async () => {
  expect(await stands('ivar')).toBe(
    'status_w1=ineligible status_w2=ineligible status_w3=ineligible status_w4=ineligible',
  );
});

test('who cannot be reached or is paused is in the study, and misses what they miss', async () => {
  for (const name of ['liv', 'tom'])
    expect(await stands(name)).toBe(
      'status_w1=missed status_w2=missed status_w3=not-yet-due status_w4=not-yet-due',
    );
});

test('who said no before the start, and the second code of somebody, are in no file', async () => {
  for (const file of ['wide.csv', 'long.csv']) {
    const found = (await files.rows(file)).map((row) => row.code);
    expect(found).not.toContain(code('nora'));
    expect(found).not.toContain(code('mona'));
    expect(found).toContain(code('kari'));
  }
});

test('who moved stands with the arm and site they were included in', async () => {
  for (const row of [
    await files.row('wide.csv', code('kari')),
    await files.row('long.csv', code('kari'), '3'),
  ])
    expect(pick(row, 'arm site')).toBe('arm=jobbspesialist site=tromso');
});

test('the overview counts them the same way', async () => {
  const view = viewOf(study, 'jobbspesialist');
  const { responses } = await overviewOf(view, roleOf(view.study, 'candidate'));
  const all = (wave: number) => responses.find((one) => one.wave === wave && one.arm === null);
  // Six of the eight: one said no, one has another code.
  expect(all(2)).toMatchObject({ eligible: 6, byStatus: { dead: 1, ineligible: 1, missed: 4 } });
  expect(all(3)).toMatchObject({ eligible: 6, byStatus: { dead: 2, ineligible: 1 } });
  expect(responses.find(({ wave, arm }) => wave === 1 && arm === 'kvp')?.eligible).toBe(0);
});
