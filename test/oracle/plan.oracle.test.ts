/** A plan's results against R, which is given nothing but wide.csv. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlanResults, planResults } from '../../server/analysis/plan/results.ts';
import { wideCsv } from '../../server/export/wide-csv.ts';
import type { Fields } from '../../surveys/answers.ts';
import { roleOf } from '../../surveys/study.ts';
import { viewOf } from '../server/research/views.ts';
import { keyOnPaper } from '../support/answering.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { register } from '../support/participants.ts';
import { keyedOnce, surveysWith } from '../support/surveys.ts';
import { type Draw, integer, seeded } from './data-sets.ts';
import { askR } from './r.ts';

const preamble = readFileSync(join(import.meta.dirname, 'plan.R'), 'utf8');

interface Change {
  readonly n: number;
  readonly mean: number[];
  readonly sd: number[];
  readonly change: number;
  readonly ci: number[] | null;
  readonly F: number | null;
  readonly df2: number;
  readonly p: number | null;
  readonly wilks: number | null;
}
interface FromR {
  readonly changes: Readonly<Record<string, Readonly<Record<string, Change>>>>;
  readonly holm: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  readonly over_all: Readonly<
    Record<string, { n: number; mean?: number[]; F?: number; pGG?: number; wilks?: number }>
  >;
  readonly work: Readonly<
    Record<string, Readonly<Record<string, { t: number; df: number; p: number; mean: number[] }>>>
  >;
  readonly alpha: Readonly<Record<string, { n: number; alpha: number }>>;
  readonly normal: Readonly<Record<string, { n: number; W: number; p: number }>>;
}

let t: TestApp;
let results: PlanResults;
let r: FromR;
const comparison = (name: string) => {
  const found = results.comparisons.find((one) => one.comparison.name === name);
  if (!found) throw new Error(`there is no comparison ${name}`);
  return found;
};

beforeAll(async () => {
  t = await testApp({ now: '2020-03-01T09:00:00Z', surveys: surveysWith(keyedOnce) });
  const draw = seeded(7);
  for (let n = 0; n < 48; n += 1) {
    const arm = n % 6 === 5 ? 'kvp' : 'jobbspesialist';
    const site = arm === 'kvp' ? 'harstad' : 'tromso';
    const code = await register(t, { arm, site, channel: 'paper', email: null });
    for (let wave = 1; wave <= 4; wave += 1)
      if (draw() < 0.8) {
        const form = { answers: sheet(draw), writtenOn: null, receivedOn: '2020-02-01' };
        await keyOnPaper(t, code, wave, form);
      }
  }
  const view = viewOf(t, 'jobbspesialist');
  results = await planResults(view);
  let csv = '';
  for await (const chunk of wideCsv.chunks(view, roleOf(view.study, 'candidate'))) csv += chunk;
  const { analysis_plan: plan } = view.study;
  const instrument = view.instrument('job-mastery', 1);
  const items = plan.reliability.map((name) => [
    name,
    instrument.scales.find((scale) => scale.name === name)?.items ?? [],
  ]);
  r = await askR(
    `${preamble}
     plan_in_R(csv, "jobbspesialist", variables, waves, by_work, families)`,
    {
      csv,
      variables: comparison('change-3-months').comparison.variables,
      waves: [2, 3, 4],
      by_work: comparison('in-work-at-inclusion').comparison.variables,
      families: Object.fromEntries(items),
    },
  );
});
afterAll(() => t.close());

/** Answers of somebody in work or not, every tenth left out; some answer the wrong branch. */
function sheet(draw: Draw): Fields {
  const fields: Record<string, string> = {};
  const say = (item: string, low: number, high: number) => {
    if (draw() > 0.1) fields[item] = String(integer(draw, low, high));
  };
  say('jm02', 1, 2);
  say('jm07', 1, 8);
  for (const item of ['jm08', 'jm09']) say(item, 1, 4);
  const isInWork = draw() < 0.15 ? fields.jm02 !== '1' : fields.jm02 === '1';
  for (const n of isInWork ? [12, 13, 14, 15, 16, 18, 19] : [23, 24]) say(`jm${n}`, 1, 5);
  for (const n of isInWork ? [20, 21, 22] : [25, 26, 27]) say(`jm${n}`, 1, 10);
  for (let n = 28; n <= 34; n += 1) say(`jm${n}`, 1, 5);
  for (let n = 35; n <= 39; n += 1) say(`jm${n}`, 1, 2);
  say('jm40', 0, 10);
  return fields;
}

describe('what R makes of wide.csv', () => {
  test.each([
    ['change-3-months', 'w2'],
    ['change-12-months', 'w3'],
    ['change-18-months', 'w4'],
  ])('is %s', (name, wave) => {
    const { rows } = comparison(name);
    expect(rows).toHaveLength(13);
    for (const { variable, cases, descriptives, change, tests, adjusted } of rows) {
      const theirs = r.changes[wave]?.[variable.name];
      const what = `${name} ${variable.name}`;
      expect(cases.analysed, what).toBe(theirs?.n);
      descriptives.forEach(({ mean, sd }, i) => {
        expectStatistic(mean, theirs?.mean[i], { what });
        expectStatistic(sd, theirs?.sd[i], { what });
      });
      expectStatistic(change?.value, theirs?.change, { what });
      change?.ci.forEach((end, i) => {
        expectStatistic(end, theirs?.ci?.[i], { what });
      });
      const [planned] = tests;
      if (planned?.result?.procedure !== 'rmAnova') throw new Error(`${what} was not tested`);
      const { within, multivariate } = planned.result;
      expectStatistic(within.F, theirs?.F, { what });
      expect([within.df1, within.df2], what).toEqual([1, theirs?.df2]);
      expectStatistic(multivariate.wilks.value, theirs?.wilks, { what });
      expectP(planned.p, theirs?.p, what);
      expectP(adjusted[0]?.p, r.holm[wave]?.[variable.name], what);
      expect(adjusted[0]?.of).toBe(13);
    }
  });

  test('is the change over all four waves of those who answered each', () => {
    let tested = 0;
    for (const { variable, cases, descriptives, tests } of comparison('change-all-waves').rows) {
      const theirs = r.over_all[variable.name];
      expect(cases.analysed, variable.name).toBe(theirs?.n);
      const [planned] = tests;
      if (theirs?.F === undefined || planned?.result?.procedure !== 'rmAnova') continue;
      tested += 1;
      descriptives.forEach(({ mean }, i) => {
        expectStatistic(mean, theirs.mean?.[i], { what: variable.name });
      });
      expectStatistic(planned.result.within.F, theirs.F, { what: variable.name });
      expectStatistic(planned.result.multivariate.wilks.value, theirs.wilks);
      expectP(planned.p, theirs.pGG, variable.name);
    }
    expect(tested).toBeGreaterThan(5);
  });

  test.each([
    ['in-work-at-inclusion', 'w1'],
    ['in-work-at-3-months', 'w2'],
  ])('is %s', (name, wave) => {
    for (const { variable, descriptives, tests } of comparison(name).rows) {
      const theirs = r.work[wave]?.[variable.name];
      const [planned] = tests;
      if (planned?.result?.procedure !== 'independentT') throw new Error('not tested');
      descriptives.forEach(({ mean }, i) => {
        expectStatistic(mean, theirs?.mean[i], { what: variable.name });
      });
      expectStatistic(planned.result.t, theirs?.t, { what: variable.name });
      expectStatistic(planned.result.df, theirs?.df, { what: variable.name });
      expectP(planned.p, theirs?.p, variable.name);
    }
  });

  test('is the α of each scale over everybody', () => {
    for (const [name, { n, alpha }] of Object.entries(r.alpha)) {
      const own = results.reliability.find((one) => one.scale.name === name && one.wave === 1);
      expect(own?.alpha.result?.n.used, name).toBe(n);
      expectStatistic(own?.alpha.result?.value, alpha, { what: name });
    }
  });

  test('is the normality of each variable at inclusion', () => {
    for (const [name, { n, W, p }] of Object.entries(r.normal)) {
      const screened = results.screening.find(
        ({ variable, wave }) => variable.name === name && wave === 1,
      );
      const result = screened?.checks.find(({ procedure }) => procedure === 'shapiroWilk')?.result;
      if (result?.procedure !== 'shapiroWilk') throw new Error(`${name} was not looked at`);
      expect(screened?.cases.analysed, name).toBe(n);
      expectStatistic(result.W, W, { what: name, relative: 1e-7 });
      expectStatistic(result.p, p, { what: name, relative: 1e-5 });
    }
  });
});

test('everybody who is not analysed is counted once, with a reason', () => {
  for (const { rows } of results.comparisons)
    for (const { cases } of rows) {
      const left = cases.leftOut.reduce((sum, { count }) => sum + count, 0);
      expect(left + cases.analysed).toBe(cases.eligible);
      expect(cases.analysed).toBeLessThanOrEqual(cases.answered);
      expect(cases.answered).toBeLessThanOrEqual(cases.due);
      expect(cases.onPaper).toBe(cases.analysed === 0 ? null : 1);
    }
});
