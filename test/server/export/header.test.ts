/** The export columns are a contract: other people's scripts name them. Written out here by hand. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { type Downloads, downloadsOf } from './downloads.ts';

const items =
  `gender age jm02 jm03 jm04 jm05 jm06_01 jm06_02 jm06_03 jm06_04 jm06_05 jm06_06 jm06_07
  jm06_08 jm06_09 jm06_10 jm06_11 jm07 jm08 jm09 jm10 jm11 jm12 jm13 jm14 jm15 jm16 jm17 jm18 jm19 jm20
  jm21 jm22 jm23 jm24 jm25 jm26 jm27 jm28 jm29 jm30 jm31 jm32 jm33 jm34 jm35 jm36 jm37 jm38 jm39 jm40
  helped`.split(/\s+/);
const scales = `time_to_work time_to_work_as_reported work_ability expectation_in_work
  expectation_not_in_work self_efficacy_in_work self_efficacy_not_in_work qps_superior qps_colleagues
  motivation_intrinsic motivation_extrinsic locus_internal concentration memory`.split(/\s+/);
const ofWave = `status submitted dated_by days_from_target outside_window channel received keyed
  keyed_by keyed_again_by version`.split(/\s+/);
const asked = (wave: number) =>
  items.filter((name) => wave === 1 || !['gender', 'age'].includes(name));

let study: TestApp;
let downloads: Downloads;
beforeAll(async () => {
  study = await testApp({ surveys: surveysWith(notBlinded) });
  downloads = await downloadsOf(study);
});
afterAll(() => study.close());

const header = async (address: string) =>
  ((await downloads.text(address)).split('\n')[0] ?? '').split(',');

test('wide.csv', async () => {
  expect(await header('wide.csv')).toEqual([
    ...['code', 'arm', 'site', 'inclusion_date'],
    ...[1, 2, 3, 4].flatMap((wave) =>
      [...ofWave, ...asked(wave), ...scales].map((name) => `${name}_w${wave}`),
    ),
  ]);
});

test('long.csv', async () => {
  expect(await header('long.csv')).toEqual([
    ...['code', 'arm', 'site', 'inclusion_date', 'wave', ...ofWave, ...items, ...scales],
  ]);
});

test('codebook.csv has a row for every column of wide.csv, in its order', async () => {
  expect(await header('codebook.csv')).toEqual(
    'name label label_en kind storage measure wave values values_en missing missing_en note'.split(
      ' ',
    ),
  );
  for (const role of ['candidate', 'job-specialist']) {
    const rows = await downloads.rows(`codebook.csv?role=${role}`);
    expect(rows.map(({ name }) => name)).toEqual(await header(`wide.csv?role=${role}`));
  }
});

test('a role with teams has a team column, after the inclusion date', async () => {
  const columns = await header('wide.csv?role=job-specialist');
  expect(columns.slice(0, 17)).toEqual([
    ...['code', 'arm', 'site', 'inclusion_date', 'team'],
    ...ofWave.map((name) => `${name}_w1`),
    'sef01_w1',
  ]);
  expect(columns.slice(-2)).toEqual(['sef19_points_w4', 'total_w4']);
});

test('the codebook says what a column is, what its numbers mean and why it may be missing', async () => {
  const rows = await downloads.rows('codebook.csv');
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of('jm02_w2')).toEqual({
    name: 'jm02_w2',
    label: 'Er du i arbeid?',
    label_en: 'Are you in work?',
    kind: 'item',
    storage: 'integer',
    measure: 'nominal',
    wave: '2',
    values: '1=Ja|2=Nei',
    values_en: '1=Yes|2=No',
    missing:
      "'-1=Vet ikke|-2=Ikke besvart|-3=Ikke aktuelt (ruting)|-4=Ruting ukjent|-5=Uleselig|" +
      '-6=To kryss|-7=Målepunktet ble ikke besvart|-8=Ute av studien (trukket seg, død)|-9=Målepunktet er ikke over',
    missing_en:
      "'-1=Don't know|-2=Skipped|-3=Not applicable by routing|-4=Routing unknown|-5=Illegible|" +
      '-6=Two marks|-7=Wave missed|-8=Left the study (withdrawn, dead)|-9=Wave not yet due or still open',
    note: '',
  });
  expect(of('arm')).toMatchObject({
    kind: 'participant',
    wave: '',
    missing: '',
    values_en:
      'jobbspesialist=Job specialist|kvp=Qualification programme|din-utvikling=Din Utvikling',
  });
  expect(of('status_w1')?.values_en).toBe(
    'not-yet-due=Not opened|open=Open|late=Open, late|started=Started|submitted=Submitted|' +
      'missed=Missed|withdrawn=Withdrawn|dead=Dead|ineligible=Not eligible',
  );
  expect(of('work_ability_w3')).toMatchObject({ kind: 'scale', storage: 'decimal' });
  expect(of('work_ability_w3')?.note).toContain('mean@1 of jm40');
  expect(of('gender_w1')?.note).toContain("The report's Table 2 has gender");
});
