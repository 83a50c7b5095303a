/** The results of the plan: tables and comparisons worked by hand, on the page and as JSON, and nothing that is blinded. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueApiToken } from '../../../server/accounts/api-tokens.ts';
import { type PlanResults, planResults } from '../../../server/analysis/plan/results.ts';
import { keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open } from '../../support/staff.ts';
import { keyedOnce, notBlinded, surveysWith } from '../../support/surveys.ts';
import { viewOf } from './views.ts';

let t: TestApp;
let results: PlanResults;

/** Two in team 1, who answer alike but for a point on every question, and one in team 2. */
const fidelity = [
  { team: 'team-1', points: 5, tasks: ['1', '2', '3', '4', '5', '6'] },
  { team: 'team-1', points: 4, tasks: ['1', '2', '3'] },
  { team: 'team-2', points: 3, tasks: ['1'] },
];
const tickAll = ['sef03', 'sef07', 'sef08', 'sef19'];

/** At inclusion and after three months; the last one is in another arm. */
const candidates = [
  {
    arm: 'jobbspesialist',
    first: { age: '20', jm02: '1', jm06: ['2', '4'], jm40: '4' },
    later: '6',
  },
  { arm: 'jobbspesialist', first: { age: '30', jm02: '2', jm06: ['2'], jm40: '5' }, later: '9' },
  { arm: 'jobbspesialist', first: { jm02: '2', jm40: '8' }, later: null },
  { arm: 'kvp', first: { age: '40', jm02: '1', jm06: ['10'], jm40: '10' }, later: '10' },
];

beforeAll(async () => {
  t = await testApp({
    now: '2018-08-01T09:00:00Z',
    surveys: surveysWith({ ...keyedOnce, ...notBlinded }),
  });
  const paper = { channel: 'paper', email: null } as const;
  for (const { team, points, tasks } of fidelity) {
    const who = { ...paper, role: 'job-specialist', arm: null, site: null, team };
    const code = await register(t, { ...who, inclusionDate: '2017-08-21' });
    const single = Array.from({ length: 19 }, (_, i) => `sef${String(i + 1).padStart(2, '0')}`)
      .filter((name) => !tickAll.includes(name))
      .map((name) => [name, String(points)]);
    const answers = {
      ...Object.fromEntries(single),
      sef03: tasks,
      sef07: ['1'],
      sef08: ['1', '2'],
    };
    const form = {
      answers: { ...answers, sef19: ['1'] },
      writtenOn: null,
      receivedOn: '2017-09-01',
    };
    await keyOnPaper(t, code, 1, form);
  }
  for (const { arm, first, later } of candidates) {
    const code = await register(t, { ...paper, arm, site: 'harstad' });
    const at = { writtenOn: null, receivedOn: '2018-07-01' };
    await keyOnPaper(t, code, 1, { answers: first, ...at });
    if (later) await keyOnPaper(t, code, 2, { answers: { jm02: '1', jm40: later }, ...at });
  }
  results = await planResults(viewOf(t, 'jobbspesialist'));
});
afterAll(() => t.close());

const tableOf = (name: string) => {
  const found = results.tables.find(({ table }) => table.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const rowOf = (name: string, variable: string) => {
  const found = tableOf(name).rows.find((row) => row.variable.name === variable);
  if (!found) throw new Error(`${name} has no ${variable}`);
  return found;
};
const changeOf = (comparison: string, variable: string) => {
  const found = results.comparisons
    .find((one) => one.comparison.name === comparison)
    ?.rows.find((row) => row.variable.name === variable);
  if (!found) throw new Error(`${comparison} has no ${variable}`);
  return found;
};

describe('fidelity by team', () => {
  const at = (name: string, team: string) => {
    const row = rowOf('table-1', name);
    if (row.kind !== 'means') throw new Error(`${name} has no means`);
    return row.cells.find(({ group, wave }) => group === team && wave === 1);
  };

  test('is the mean of the members who answered, each tick a point, at most five', () => {
    expect(at('sef01', 'team-1')?.description).toMatchObject({ mean: 4.5, n: { used: 2 } });
    // Six ticks are five points, and three are three.
    expect(at('sef03_points', 'team-1')?.description.mean).toBe(4);
    expect(at('sef03_points', 'team-2')?.description.mean).toBe(1);
  });

  test('adds up to a total with its band, at the waves that were answered', () => {
    // 15 questions of 4.5 or 3, and 4, 1, 2 and 1, or 1, 1, 2 and 1 points.
    const totals = tableOf('table-1').totals.filter(({ wave }) => wave === 1);
    expect(totals.map(({ group, sum, band }) => [group, sum, band?.name])).toEqual([
      ['team-1', 75.5, 'good'],
      ['team-2', 50, 'fair'],
    ]);
    for (const { sum } of tableOf('table-1').totals.filter(({ wave }) => wave > 1))
      expect(sum).toBeNull();
  });
});

describe('background by arm', () => {
  test('counts each answer among those who answered, and several of one person', () => {
    const row = rowOf('table-2', 'jm06');
    if (row.kind !== 'counts') throw new Error('jm06 is not counted');
    expect(row.several).toBe(true);
    const of = (arm: string | null) => row.cells.find(({ group }) => group === arm);
    const twos = row.options.findIndex(({ value }) => value === 2);
    expect([of(null)?.answered, of(null)?.counts[twos]]).toEqual([3, 2]);
    expect([of('jobbspesialist')?.answered, of('jobbspesialist')?.counts[twos]]).toEqual([2, 2]);
    expect(of('jobbspesialist')?.leftOut).toEqual([{ reason: 'skipped', count: 1 }]);
    expect([of('din-utvikling')?.answered, of('din-utvikling')?.leftOut]).toEqual([0, []]);
  });

  test('has means of what has no list of answers', () => {
    const row = rowOf('table-2', 'age');
    if (row.kind !== 'means') throw new Error('age has no mean');
    const [all] = row.cells;
    // mean(c(20, 30, 40)), sd(c(20, 30, 40))
    expect(all?.description).toMatchObject({ mean: 30, sd: 10, n: { used: 3, excluded: 1 } });
    expect(rowOf('table-2', 'jm40').kind).toBe('means');
  });
});

describe('a change', () => {
  test('is of the arms in the plan, the later less the earlier, and says who is missing and why', () => {
    const row = changeOf('change-3-months', 'work_ability');
    expect(row.cases).toMatchObject({ eligible: 3, due: 3, answered: 2, analysed: 2 });
    expect(row.cases.leftOut).toEqual([{ wave: 2, reason: 'wave-missed', count: 1 }]);
    expect(row.descriptives.map(({ mean }) => mean)).toEqual([4.5, 7.5]);
    // t.test(c(6, 9), c(4, 5), paired = TRUE): mean of the differences 3, interval -9.706205 to 15.706205
    expect(row.change?.value).toBe(3);
    expect(row.change?.ci[1]).toBeCloseTo(15.706205, 6);
  });

  test('of few comes with the warnings that it needs', () => {
    expect(changeOf('change-3-months', 'work_ability').warnings).toContain('few');
    expect(changeOf('change-3-months', 'time_to_work').warnings).toContain('ordinal');
    expect(changeOf('change-3-months', 'qps_superior').warnings).toContain('conditional');
  });

  test('that nobody has is told without a test', () => {
    const { tests, cases, change } = changeOf('change-18-months', 'work_ability');
    expect([cases.analysed, change, tests[0]?.result, tests[0]?.p]).toEqual([0, null, null, null]);
    expect(cases.leftOut).toEqual([{ wave: 4, reason: 'not-yet-due', count: 3 }]);
  });
});

test('what the plan asks for is worked out anew', () => {
  // G*Power 3.1: repeated measures, within factors, f = .25, α = .05, power .90, one group, 4 measurements, r = .5
  expect(results.sampleSize).toMatchObject({ n: 30 });
  expect(results.sampleSize.power).toBeCloseTo(0.9037, 4);
});

describe('what is blinded', () => {
  test('stays so: later waves and arms are told of nobody', async () => {
    const blinding = { mask_arms: true, withhold_waves: [2, 3, 4] };
    const blinded = await planResults(viewOf(t, 'jobbspesialist', blinding));
    for (const { withheld, rows } of blinded.comparisons)
      expect([withheld, rows]).toEqual([true, []]);
    expect(blinded.screening).toEqual([]);
    const background = blinded.tables.find(({ table }) => table.name === 'table-2');
    expect(background?.groups).toEqual([null, 'masked']);
    for (const { waves } of blinded.tables) expect(waves).toEqual([1]);
    // How items hang together tells no level and no change: it is looked at all along.
    expect(new Set(blinded.reliability.map(({ wave }) => wave))).toEqual(new Set([1, 2, 3, 4]));
    expect(JSON.stringify(blinded.reliability)).not.toMatch(/"(mean|median|total)"/);
  });
});

describe('the page', () => {
  test('has it all, in words, and is on record', async () => {
    const { body, statusCode } = await open(
      t,
      await t.signedIn('researcher'),
      '/research/jobbspesialist/results',
    );
    expect(statusCode).toBe(200);
    for (const words of [
      'Endring fra Inklusjon til 3 måneder',
      '3,00 [-9,71; 15,71]'.replace('-', '−'),
      'Færre enn ti.',
      '75,5',
      '2 (67&nbsp;%)'.replace('&nbsp;', '\u00a0'),
      '30 trengs for å finne',
      'Λ &#x3D; ',
    ])
      expect(body).toContain(words);
    expect((await eventsIn(t, 'registry')).at(-1)?.action).toBe('results read');
  });
});

describe('as JSON', () => {
  const path = '/research/jobbspesialist/results.json';
  const tokenOf = async (scope: 'answers' | 'documentation') => {
    const { accountId } = await t.signedIn('researcher');
    const token = { accountId, study: 'jobbspesialist', name: 'skript', scope, days: 90 as const };
    return { authorization: `Bearer ${await issueApiToken(t.services, token)}` };
  };

  test('a script gets every number with its digits', async () => {
    const reply = await t.app.inject({ url: path, headers: await tokenOf('answers') });
    expect(reply.statusCode).toBe(200);
    const { comparisons, plan, tables } = reply.json();
    expect(plan).toMatchObject({ version: 1, sha256: results.digest, multiplicity: 'holm' });
    const [first] = comparisons;
    const row = first.rows.find(
      (one: { variable: { name: string } }) => one.variable.name === 'work_ability',
    );
    expect(row.change.ci[1]).toBeCloseTo(15.706204736174708, 12);
    expect(row.tests[0].result.procedure).toBe('rmAnova');
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(['table-1', 'table-2']);
  });

  test('not with a token for less, nor for other roles', async () => {
    const narrow = await t.app.inject({ url: path, headers: await tokenOf('documentation') });
    expect(narrow.statusCode).toBe(403);
    expect((await open(t, await t.signedIn('coordinator'), path)).statusCode).toBe(403);
  });
});
