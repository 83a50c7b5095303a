/** What seven people did, cell by cell: branches, blanks, paper, waves missed, withdrawn and to come. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { answerOnWeb, beginOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { answersOf, type Downloads, downloadsOf, pick, type Row } from './downloads.ts';

let study: TestApp;
let downloads: Downloads;
const codes: Record<string, string> = {};

/**
 * Waves open at inclusion and after 3, 12 and 18 months, are late from day 21 and close after day 42:
 * for those included on 1 March 2018 the first on 12 April, the second on 13 July.
 */
beforeAll(async () => {
  study = await testApp({ now: '2018-03-01T09:00:00Z', surveys: surveysWith(notBlinded) });
  const harstad = { site: 'harstad' };
  codes.kari = await register(study);
  codes.odd = await register(study, { ...harstad, arm: 'kvp', name: 'Odd Berg' });
  codes.eva = await register(study, { ...harstad, arm: 'din-utvikling', name: 'Eva Berg' });
  codes.per = await register(study, { name: 'Per Lund', channel: 'paper' });
  codes.lise = await register(study, { name: 'Lise Dahl' });
  codes.arne = await register(study, { name: 'Arne Vik' });

  // Late in the evening in Norway: in UTC it is still the 6th.
  study.setTime('2018-03-06T23:30:00Z');
  await answerOnWeb(study, code('kari'), 1, {
    gender: '1',
    age: '34',
    jm02: '1',
    jm03: '2',
    jm04: '40',
    jm06: ['3', '7'],
    jm07: '8',
    jm20: '5',
    jm21: '6',
    jm35: '2',
    jm40: '7',
  });
  await answerOnWeb(study, code('odd'), 1, { jm02: '2', jm06: '10', jm23: '4', jm24: '5' });
  await answerOnWeb(study, code('eva'), 1, { gender: '2', jm40: '0' });
  await beginOnWeb(study, code('lise'), 1);

  study.setTime('2018-04-20T08:00:00Z');
  await keyOnPaper(study, code('per'), 1, {
    // Out of work, with an answer in the part for those in work; no line is left as it was.
    answers: { jm02: '2', jm12: '3', jm23: '2', jm08: '-5', jm09: '-6', jm06: ['2', '10'] },
    writtenOn: '2018-03-10',
    receivedOn: '2018-03-14',
  });

  study.setTime('2018-05-01T10:00:00Z');
  await withdrawParticipant(study.services, code('odd'), 'system');
  await withdrawParticipant(study.services, code('arne'), 'system');

  study.setTime('2018-06-04T10:00:00Z');
  await answerOnWeb(study, code('eva'), 2, { jm02: '1', jm18: '5', jm19: '4' });

  study.setTime('2018-07-20T10:00:00Z');
  codes.tuva = await register(study, { name: 'Tuva Li', inclusionDate: '2018-07-10' });
  downloads = await downloadsOf(study);
});
afterAll(() => study.close());

const code = (name: string): string => codes[name] ?? '';
const wide = (name: string): Promise<Row> => downloads.row('wide.csv', code(name));

describe('Kari, part-time in work, answered the first wave', () => {
  test('and stands with her arm, site and the Norwegian date on which she sent it', async () => {
    expect(
      pick(
        await wide('kari'),
        'arm site inclusion_date status_w1 submitted_w1 channel_w1 version_w1',
      ),
    ).toBe(
      'arm=jobbspesialist site=tromso inclusion_date=2018-03-01 ' +
        'status_w1=submitted submitted_w1=2018-03-07 channel_w1=web version_w1=1',
    );
  });

  test('with numbers as given, blanks as skipped and the other branch as not applicable', async () => {
    expect(pick(await wide('kari'), 'gender_w1 age_w1 jm02_w1 jm03_w1 jm04_w1 jm05_w1')).toBe(
      'gender_w1=1 age_w1=34 jm02_w1=1 jm03_w1=2 jm04_w1=40 jm05_w1=-2',
    );
    expect(pick(await wide('kari'), 'jm12_w1 jm20_w1 jm22_w1 jm23_w1 jm27_w1 jm40_w1')).toBe(
      'jm12_w1=-2 jm20_w1=5 jm22_w1=-2 jm23_w1=-3 jm27_w1=-3 jm40_w1=7',
    );
  });

  test('one column per benefit, ticked or not', async () => {
    const row = await wide('kari');
    const ticks = Array.from({ length: 11 }, (_, i) => `jm06_${String(i + 1).padStart(2, '0')}_w1`);
    expect(ticks.map((name) => row[name]).join('')).toBe('00100010000');
  });

  test('with scores, or the reason why there is none', async () => {
    expect(
      pick(
        await wide('kari'),
        'time_to_work_w1 time_to_work_as_reported_w1 work_ability_w1 self_efficacy_in_work_w1',
      ),
    ).toBe(
      'time_to_work_w1=-1 time_to_work_as_reported_w1=8 work_ability_w1=7 ' +
        'self_efficacy_in_work_w1=5.5',
    );
    expect(
      pick(
        await wide('kari'),
        'expectation_in_work_w1 expectation_not_in_work_w1 locus_internal_w1',
      ),
    ).toBe('expectation_in_work_w1=-2 expectation_not_in_work_w1=-3 locus_internal_w1=-2');
  });

  test('and missed the second wave: every cell of it says so', async () => {
    const row = await wide('kari');
    expect(pick(row, 'status_w2 submitted_w2 channel_w2 version_w2')).toBe(
      'status_w2=missed submitted_w2= channel_w2= version_w2=',
    );
    expect(answersOf(row, 2)).toEqual(new Set(['-7']));
    expect(row.status_w3).toBe('not-yet-due');
    expect(answersOf(row, 3)).toEqual(new Set(['-9']));
  });
});

describe('Odd, out of work, withdrew after the first wave', () => {
  test('and what he sent before stays', async () => {
    const row = await wide('odd');
    expect(pick(row, 'arm site status_w1 jm02_w1 jm12_w1 jm23_w1 jm24_w1 jm03_w1')).toBe(
      'arm=kvp site=harstad status_w1=submitted jm02_w1=2 jm12_w1=-3 jm23_w1=4 jm24_w1=5 jm03_w1=-3',
    );
    expect(row.expectation_not_in_work_w1).toBe('4.5');
    expect(pick(row, 'jm06_01_w1 jm06_10_w1 jm06_11_w1')).toBe(
      'jm06_01_w1=0 jm06_10_w1=1 jm06_11_w1=0',
    );
  });

  test('and every later wave is withdrawn', async () => {
    const row = await wide('odd');
    for (const wave of [2, 3, 4]) {
      expect(row[`status_w${wave}`]).toBe('withdrawn');
      expect(answersOf(row, wave)).toEqual(new Set(['-8']));
    }
  });
});

describe('Eva left blank whether she is in work', () => {
  test('so both branches are unknown, and zero is a number', async () => {
    expect(pick(await wide('eva'), 'gender_w1 age_w1 jm02_w1 jm12_w1 jm23_w1 jm40_w1')).toBe(
      'gender_w1=2 age_w1=-2 jm02_w1=-2 jm12_w1=-4 jm23_w1=-4 jm40_w1=0',
    );
    expect(pick(await wide('eva'), 'expectation_in_work_w1 work_ability_w1 jm06_01_w1')).toBe(
      'expectation_in_work_w1=-4 work_ability_w1=0 jm06_01_w1=-2',
    );
  });

  test('and answered the second wave', async () => {
    expect(pick(await wide('eva'), 'status_w2 submitted_w2 jm18_w2 expectation_in_work_w2')).toBe(
      'status_w2=submitted submitted_w2=2018-06-04 jm18_w2=5 expectation_in_work_w2=4.5',
    );
  });

  test('where what is asked once has no column; in the long file it is not applicable', async () => {
    expect(Object.keys(await wide('eva')).filter((name) => /^(gender|age)_/.test(name))).toEqual([
      'gender_w1',
      'age_w1',
    ]);
    expect(pick(await downloads.row('long.csv', code('eva'), '2'), 'gender age jm18')).toBe(
      'gender=-3 age=-3 jm18=5',
    );
  });
});

describe('Per answered on paper', () => {
  test('on the day that stands on the form, though it was keyed after the wave closed', async () => {
    expect(pick(await wide('per'), 'status_w1 submitted_w1 channel_w1')).toBe(
      'status_w1=submitted submitted_w1=2018-03-10 channel_w1=paper',
    );
  });

  test('and what stands on paper is kept: the wrong branch, two marks, what cannot be read', async () => {
    expect(pick(await wide('per'), 'jm02_w1 jm12_w1 jm13_w1 jm23_w1 jm08_w1 jm09_w1')).toBe(
      'jm02_w1=2 jm12_w1=3 jm13_w1=-3 jm23_w1=2 jm08_w1=-5 jm09_w1=-6',
    );
    expect(pick(await wide('per'), 'jm06_02_w1 jm06_10_w1 jm06_01_w1')).toBe(
      'jm06_02_w1=1 jm06_10_w1=1 jm06_01_w1=0',
    );
    expect(pick(await wide('per'), 'concentration_w1 memory_w1 expectation_not_in_work_w1')).toBe(
      'concentration_w1=-5 memory_w1=-6 expectation_not_in_work_w1=2',
    );
  });
});

describe('who did not answer', () => {
  test('Lise, who began and let the wave close, missed it', async () => {
    const row = await wide('lise');
    expect(`${row.status_w1} ${row.version_w1}`).toBe('missed ');
    expect(answersOf(row, 1)).toEqual(new Set(['-7']));
  });

  test('Arne missed the first wave and withdrew before the second', async () => {
    expect(pick(await wide('arne'), 'status_w1 jm02_w1 status_w2 jm02_w2 status_w4 jm40_w4')).toBe(
      'status_w1=missed jm02_w1=-7 status_w2=withdrawn jm02_w2=-8 status_w4=withdrawn jm40_w4=-8',
    );
  });

  test('Tuva has one open wave and the rest before her: nothing is missing yet', async () => {
    const row = await wide('tuva');
    expect(pick(row, 'status_w1 status_w2 status_w4')).toBe(
      'status_w1=open status_w2=not-yet-due status_w4=not-yet-due',
    );
    expect(answersOf(row, 1)).toEqual(new Set(['-9']));
  });
});

describe('the files of all seven', () => {
  test('have one row per participant, and one per participant and wave', async () => {
    const wideCodes = (await downloads.rows('wide.csv')).map((row) => row.code);
    expect(wideCodes).toEqual(Object.values(codes).sort());
    const long = (await downloads.rows('long.csv')).map((row) => `${row.code} ${row.wave}`);
    expect(long).toEqual(wideCodes.flatMap((one) => [1, 2, 3, 4].map((wave) => `${one} ${wave}`)));
  });

  test('say the same, wide and long', async () => {
    const long = await downloads.rows('long.csv');
    for (const row of await downloads.rows('wide.csv'))
      for (const [name, cell] of Object.entries(row)) {
        const [, column = '', wave] = /^(.*)_w(\d)$/.exec(name) ?? [];
        if (wave === undefined) continue;
        const same = long.find((other) => other.code === row.code && other.wave === wave);
        expect(`${row.code} ${name} ${same?.[column]}`).toBe(`${row.code} ${name} ${cell}`);
      }
  });

  test('hold no empty cell among the answers and no name anywhere', async () => {
    for (const row of await downloads.rows('wide.csv'))
      for (const wave of [1, 2, 3, 4]) expect(answersOf(row, wave).has('')).toBe(false);
    const everything = (await downloads.text('wide.csv')) + (await downloads.text('long.csv'));
    expect(everything).not.toMatch(/Nordli|Berg|post\.example|99 ?00 ?11 ?22/);
  });
});
