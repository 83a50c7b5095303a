/** Attrition: those who answered beside those who fell off, by what they said at inclusion, and response by group. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attritionOf, type RoleAttrition } from '../../../server/analysis/attrition/attrition.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open } from '../../support/staff.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';
import { viewOf } from './views.ts';

let t: TestApp;
let candidates: RoleAttrition;
const codes = new Map<string, string>();
const codeOf = (name: string) => codes.get(name) ?? '';

/** Work ability at inclusion, and in work (1) or not (2). */
const stayed = [
  { name: 'Kari Nordli', jm40: '7', jm02: '1', jm06: ['2'] },
  { name: 'Ola Lund', jm40: '5', jm02: '1', jm06: ['2', '4'] },
  { name: 'Eva Berg', jm40: '9', jm02: '1', jm06: ['4'] },
  { name: 'Per Dahl', jm40: '6', jm02: '2', jm06: ['2'] },
];
const left = [
  { name: 'Liv Moe', jm40: '2', jm02: '2', jm06: ['2'] },
  { name: 'Jon Vik', jm40: '4', jm02: '2', jm06: ['2'] },
  { name: 'Siv Aas', jm40: '3', jm02: '2', jm06: ['4'] },
];

/** All included on 1 March 2018, so that the second wave closes on 13 July; it is a week later. */
beforeAll(async () => {
  t = await testApp({ now: '2018-03-05T09:00:00Z', surveys: surveysWith(keyedOnce) });
  for (const { name, ...answers } of [...stayed, ...left]) {
    const site = name === 'Liv Moe' ? 'harstad' : 'tromso';
    codes.set(name, await register(t, { name, site }));
    if (name === 'Kari Nordli') await answerOnWeb(t, codeOf(name), 1, answers);
    else
      await keyOnPaper(t, codeOf(name), 1, { answers, writtenOn: null, receivedOn: '2018-03-04' });
  }
  // Tom never answers anything; Ivar dies before the second wave opens, and Siv withdraws before it.
  for (const name of ['Tom Lie', 'Ivar Ness'])
    codes.set(name, await register(t, { name, site: 'harstad' }));
  t.setTime('2018-07-20T09:00:00Z');
  const changes = [
    { code: codeOf('Siv Aas'), state: 'withdrawn', fromOn: '2018-04-20' },
    { code: codeOf('Ivar Ness'), state: 'dead', fromOn: '2018-04-20' },
  ] as const;
  for (const change of changes) await changeState(t.services, { ...change, actor: 'system' });
  for (const { name } of stayed)
    await keyOnPaper(t, codeOf(name), 2, {
      ...{ answers: { jm02: '1' }, writtenOn: null, receivedOn: '2018-06-05' },
    });
  const view = viewOf(t, 'jobbspesialist');
  candidates = await attritionOf(view, roleOf(view.study, 'candidate'));
});
afterAll(() => t.close());

const rowOf = (name: string) => {
  const row = candidates.waves[0]?.rows.find(({ variable }) => variable.name === name);
  if (!row) throw new Error(`there is no ${name}`);
  return row;
};

describe('at a later wave', () => {
  test('whoever let it pass or had withdrawn fell off; the dead are neither, and no later wave is there', () => {
    expect(candidates.waves.map(({ wave }) => wave)).toEqual([2]);
    // Siv withdrew before it opened and is one of the four; Tom has nothing to be compared by.
    expect(candidates.waves[0]).toMatchObject({
      ...{ stayed: 4, left: 4, measured: [4, 3] },
      others: [{ status: 'dead', count: 1 }],
    });
  });

  test('a scale at inclusion is compared by d with its interval, and by Welch’s t test', () => {
    const row = rowOf('work_ability');
    if (row.kind !== 'number') throw new Error('work ability is no number');
    const { completers, dropouts, d, p, t: statistic, df } = row.compared;
    expect([completers.n, completers.mean, dropouts.n, dropouts.mean]).toEqual([4, 6.75, 3, 3]);
    // s <- c(7,5,9,6); l <- c(2,4,3); t.test(s, l)
    expect(statistic).toBeCloseTo(3.63803437554499, 10);
    expect(df).toBeCloseTo(4.84959602237415, 10);
    expect(p).toBeCloseTo(0.0157520053712695, 10);
    // sp <- sqrt((3*var(s) + 2*var(l))/5); d <- (mean(s) - mean(l))/sp; k <- sqrt(1/4 + 1/3)
    // k * sapply(c(.975, .025), function(q) uniroot(function(n) pt(d/k, 5, n) - q, c(-20, 30), tol = 1e-12)$root)
    expect(d.value).toBeCloseTo(2.55747877301428, 10);
    expect(d.ci[0]).toBeCloseTo(0.355904139474, 6);
    expect(d.ci[1]).toBeCloseTo(4.649107610105, 6);
  });

  test('a question with a list of answers is counted, and compared by V and an exact p', () => {
    const row = rowOf('jm02');
    if (row.kind !== 'choice') throw new Error('jm02 is not counted');
    expect(row.answered).toEqual([4, 3]);
    expect(row.options.map(({ counts }) => counts)).toEqual([
      [3, 0],
      [1, 3],
    ]);
    // m <- matrix(c(3,0,1,3), 2, byrow = TRUE); fisher.test(m)$p.value
    expect(row.test?.p).toBeCloseTo(1 / 7, 10);
    expect(row.test?.procedure).toBe('fisherExact');
    // sqrt(chisq.test(m, correct = FALSE)$statistic / 7)
    expect(row.test?.effect.value).toBeCloseTo(0.75, 10);
  });

  test('of a question with several answers each is a comparison of its own', () => {
    const row = rowOf('jm06');
    if (row.kind !== 'choice') throw new Error('jm06 is not counted');
    expect(row.test).toBeNull();
    expect(row.options.map(({ counts }) => counts)).toEqual([
      [3, 2],
      [2, 1],
    ]);
    expect(row.options.every(({ test: one }) => one !== null)).toBe(true);
  });

  test('what nobody answered is left out, and a scale of one question stands for it', () => {
    const names = candidates.waves[0]?.rows.map(({ variable }) => variable.name);
    expect(names).toContain('work_ability');
    for (const name of ['jm40', 'gender', 'age', 'locus_internal'])
      expect(names).not.toContain(name);
  });

  test('nothing that was said at inclusion is told while it is withheld', async () => {
    const view = viewOf(t, 'jobbspesialist', { mask_arms: true, withhold_waves: [1, 2] });
    const blinded = await attritionOf(view, roleOf(view.study, 'candidate'));
    expect(blinded.isWithheld).toBe(true);
    expect(blinded.waves).toMatchObject([{ stayed: 4, left: 4, rows: [] }]);
  });
});

describe('response by group', () => {
  const at = (grouping: string, group: string, wave = 2) =>
    candidates.responses
      .find((one) => one.grouping === grouping && one.group === group)
      ?.waves.find((one) => one.wave === wave);

  test('is of those who took part when the wave opened, with an exact interval', () => {
    const all = at('all', '');
    expect([all?.rate.count, all?.due]).toEqual([4, 7]);
    // binom.test(4, 7)$conf.int
    expect(all?.rate.ci[0]).toBeCloseTo(0.184051567640083, 10);
    expect(all?.rate.ci[1]).toBeCloseTo(0.901011721557492, 10);
    expect(all?.without).toEqual([
      { status: 'missed', count: 3 },
      { status: 'withdrawn', count: 1 },
      { status: 'dead', count: 1 },
    ]);
  });

  test('goes by site, and by how they answered at inclusion', () => {
    expect(at('site', 'harstad')).toMatchObject({ due: 2, rate: { count: 0 } });
    expect(at('site', 'tromso')).toMatchObject({ due: 5, rate: { count: 4 } });
    expect(at('channel', 'web')).toMatchObject({ due: 1, rate: { count: 1 } });
    expect(at('channel', 'paper')).toMatchObject({ due: 5, rate: { count: 3 } });
  });

  test('has nobody due at a wave that has not opened', () => {
    expect(at('all', '', 3)).toMatchObject({ due: 0, rate: { value: null } });
  });
});

describe('the page', () => {
  const page = async (query = '') =>
    open(t, await t.signedIn('researcher'), `/research/jobbspesialist/attrition${query}`);

  test('says who fell off, that no difference is no proof, and makes no headline of few', async () => {
    const body = (await page()).body.replaceAll('&#x3D;', '=');
    expect(body).toMatch(/4 svarte\. 4 falt fra \(50\s%\)\. Ikke regnet med: 1 død\./);
    expect(body).toContain('er det ikke bevist at gruppene er like');
    expect(body).toContain('Det er færre enn ti i en av gruppene.');
    expect(body).not.toContain('p under');
    expect(body).toContain('d = 2,56 [0,36; 4,65]');
    expect(body).toContain('p = 0,143 (eksakt)');
    expect(body).toMatch(/4\/7 \(57\s%\) <span[^>]*>\[18\s%; 90\s%\]/);
    expect((await eventsIn(t, 'registry')).at(-1)?.action).toBe('research overview read');
  });

  test('tells no arms apart before the plan lets it, and names no one', async () => {
    const { body } = await page();
    expect(body).not.toMatch(/>Gruppe<|>Kvalifiseringsprogrammet|Nordli/);
  });

  test('is about one role at a time', async () => {
    const { body } = await page('?role=job-specialist');
    expect(body).toContain('Ingen senere målepunkter har åpnet ennå.');
    expect((await page('?role=nobody')).statusCode).toBe(404);
  });
});
