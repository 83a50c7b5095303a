/** A plan's results against R: the script that researchers download is given nothing but wide.csv. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlanResults, planResults } from '../../server/analysis/plan/results.ts';
import { participantByCode } from '../../server/db/participants.ts';
import { analysisR } from '../../server/export/analysis-r.ts';
import type { ExportFormat } from '../../server/export/format.ts';
import { wideCsv } from '../../server/export/wide-csv.ts';
import type { Fields } from '../../surveys/answers.ts';
import { waveDates } from '../../surveys/schedule.ts';
import { roleOf } from '../../surveys/study.ts';
import { viewOf } from '../server/research/views.ts';
import { keyOnPaper } from '../support/answering.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { register } from '../support/participants.ts';
import { keyedOnce, surveysWith } from '../support/surveys.ts';
import { type Draw, integer, seeded } from './data-sets.ts';
import { askR } from './r.ts';

type Told = number | null;

interface Described {
  readonly n: number;
  readonly mean: Told;
  readonly sd: Told;
}
interface Row {
  readonly eligible: number;
  readonly analysed: number;
  readonly mean: Told | Told[];
  readonly sd: Told | Told[];
  readonly change: Told;
  readonly ci: number[] | null;
  readonly tests: Readonly<Record<string, Readonly<Record<string, Told>>>>;
}
type By<T> = Readonly<Record<string, T>>;
interface FromR {
  readonly comparisons: By<By<Row>>;
  readonly sensitivity: By<By<Row>>;
  readonly screening: By<By<By<{ n: number; W: Told; p: Told; mild: Told; extreme: Told }>>>;
  readonly reliability: By<By<{ n: number; alpha: Told }>>;
  readonly means: By<By<By<By<Described | number>>>>;
  readonly counts: By<By<By<Described | { answered: number; counts: number | number[] }>>>;
}

let t: TestApp;
let results: PlanResults;
let candidates: FromR;
let specialists: FromR;

beforeAll(async () => {
  t = await testApp({ now: '2020-03-01T09:00:00Z', surveys: surveysWith(keyedOnce) });
  const draw = seeded(7);
  const paper = { channel: 'paper', email: null } as const;
  for (let n = 0; n < 48; n += 1) {
    const arm = n % 6 === 5 ? 'kvp' : 'jobbspesialist';
    const code = await register(t, { ...paper, arm, site: 'harstad' });
    await answer(draw, code, () => mastery(draw));
  }
  for (let n = 0; n < 9; n += 1) {
    const team = n % 2 ? 'team-1' : 'team-2';
    const who = { role: 'job-specialist', arm: null, site: null, team };
    const code = await register(t, { ...paper, ...who, inclusionDate: '2017-08-21' });
    await answer(draw, code, () => fidelity(draw));
  }
  results = await planResults(viewOf(t, 'jobbspesialist'));
  candidates = await fromR('candidate');
  specialists = await fromR('job-specialist');
});
afterAll(() => t.close());

async function answer(draw: Draw, code: string, sheet: () => Fields): Promise<void> {
  const participant = await participantByCode(t.services.db.study, code);
  const study = t.services.definitions.study('jobbspesialist');
  if (!participant || !study) throw new Error('nobody is there');
  const role = roleOf(study, participant.role);
  for (const { wave, target } of waveDates(study, role, participant.inclusion_date)) {
    if (draw() > 0.8) continue;
    // Some come before the wave opens, and many when they are late.
    const day = Temporal.PlainDate.from(target).add({ days: integer(draw, -3, 32) });
    const form = { answers: sheet(), writtenOn: null, receivedOn: day.toString() };
    await keyOnPaper(t, code, wave, form);
  }
}

/** Answers of somebody in work or not, every tenth left out; some answer the wrong branch. */
function mastery(draw: Draw): Fields {
  const fields: Record<string, string | string[]> = {};
  const say = (item: string, low: number, high: number) => {
    if (draw() > 0.1) fields[item] = String(integer(draw, low, high));
  };
  say('gender', 1, 2);
  say('age', 18, 60);
  say('jm02', 1, 2);
  say('jm05', 1, 4);
  if (draw() > 0.1) fields.jm06 = draw() < 0.3 ? ['10'] : ['2', String(integer(draw, 3, 9))];
  say('jm07', 1, 8);
  for (const item of ['jm08', 'jm09']) say(item, 1, 4);
  for (const item of ['jm10', 'jm11']) say(item, 1, 5);
  const isInWork = draw() < 0.15 ? fields.jm02 !== '1' : fields.jm02 === '1';
  for (const n of isInWork ? [12, 13, 14, 15, 16, 18, 19] : [23, 24]) say(`jm${n}`, 1, 5);
  for (const n of isInWork ? [20, 21, 22] : [25, 26, 27]) say(`jm${n}`, 1, 10);
  for (let n = 28; n <= 34; n += 1) say(`jm${n}`, 1, 5);
  for (let n = 35; n <= 39; n += 1) say(`jm${n}`, 1, 2);
  say('jm40', 0, 10);
  return fields;
}

function fidelity(draw: Draw): Fields {
  const ticks = ['03', '07', '08', '19'];
  const names = Array.from({ length: 19 }, (_, i) => String(i + 1).padStart(2, '0'));
  const fields = names
    .filter(() => draw() > 0.05)
    .map((n) => [
      `sef${n}`,
      ticks.includes(n) ? ['1', '2', '3'].slice(integer(draw, 0, 2)) : String(integer(draw, 1, 5)),
    ]);
  return Object.fromEntries(fields);
}

async function fromR(role: string): Promise<FromR> {
  const whole = async (format: ExportFormat) => {
    const view = viewOf(t, 'jobbspesialist');
    let text = '';
    for await (const chunk of format.chunks(view, roleOf(view.study, role))) text += chunk;
    return text;
  };
  return askR(
    `writeLines(csv, file)
     script_of_the_plan <- new.env()
     eval(parse(text = script), envir = script_of_the_plan)
     script_of_the_plan$results`,
    {
      file: `jobbspesialist-${role}-wide.csv`,
      csv: await whole(wideCsv),
      // It says what it has found, which nobody reads here.
      script: (await whole(analysisR)).replace(/^if \(!interactive.*$/m, ''),
    },
  );
}

/** One number comes back from R without its list. */
const listed = (value: Told | Told[] | undefined) => [value ?? null].flat();

describe('what the script makes of wide.csv', () => {
  test('is every comparison and sensitivity analysis: cases, means, changes, tests and adjusted p', () => {
    const tested = { rows: 0, tests: 0, late: 0 };
    for (const { comparison, rows } of [...results.comparisons, ...results.sensitivity])
      for (const { variable, cases, descriptives, change, tests, adjusted } of rows) {
        const what = `${comparison.name} ${variable.name}`;
        const from = comparison.title ? candidates.sensitivity : candidates.comparisons;
        const theirs = from[comparison.name]?.[variable.name];
        if (!theirs) throw new Error(`R has no ${what}`);
        tested.rows += 1;
        for (const { reason, count } of cases.leftOut) if (reason === 'late') tested.late += count;
        expect([cases.eligible, cases.analysed], what).toEqual([theirs.eligible, theirs.analysed]);
        if (theirs.analysed === 0) continue;
        descriptives.forEach(({ mean, sd }, i) => {
          expectStatistic(mean, listed(theirs.mean)[i], { what });
          expectStatistic(sd, listed(theirs.sd)[i], { what });
        });
        if (theirs.change !== null && theirs.change !== undefined) {
          expectStatistic(change?.value, theirs.change, { what });
          change?.ci.forEach((end, i) => {
            expectStatistic(end, theirs.ci?.[i], { what });
          });
        }
        tests.forEach(({ procedure, result, p }, i) => {
          const test = theirs.tests[procedure];
          if (test?.p === undefined || test.p === null) return;
          tested.tests += 1;
          expectP(p, test.p, what);
          expectP(adjusted[i]?.p, test.adjusted, what);
          if (result?.procedure === 'rmAnova') {
            expectStatistic(result.within.F, test.F, { what });
            expect([result.within.df1, result.within.df2]).toEqual([test.df1, test.df2]);
            expectStatistic(result.within.partialEtaSquared, test.eta_squared, { what });
            if (test.wilks !== null) expectStatistic(result.multivariate.wilks.value, test.wilks);
          } else if (result?.procedure === 'independentT') {
            expectStatistic(result.t, test.t, { what });
            expectStatistic(result.df, test.df, { what });
          } else throw new Error(`${what} has another test`);
        });
      }
    expect(tested.rows).toBe(4 * 13 + 2 * 4 + 13 + 1);
    expect(tested.late).toBeGreaterThan(50);
    expect(tested.tests).toBeGreaterThan(50);
  });

  test('is the screening', () => {
    let seen = 0;
    for (const { comparison } of results.comparisons)
      for (const [name, waves] of Object.entries(candidates.screening[comparison.name] ?? {}))
        for (const [wave, { n, W, p, mild, extreme }] of Object.entries(waves)) {
          const own = results.screening.find(
            (one) => one.variable.name === name && `w${one.wave}` === wave,
          );
          expect(own?.cases.analysed).toBe(n);
          for (const { result } of own?.checks ?? []) {
            if (result?.procedure === 'outliers')
              expect([result.indices.mild.length, result.indices.extreme.length]).toEqual([
                ...[mild, extreme],
              ]);
            if (result?.procedure !== 'shapiroWilk' || W === null || W === undefined) continue;
            seen += 1;
            // R's own W has no more digits: Royston's weights are approximate.
            expectStatistic(result.W, W, { relative: 1e-7 });
            expectStatistic(result.p, p, { relative: 1e-5 });
          }
        }
    expect(seen).toBeGreaterThan(100);
  });

  test('is the α of each scale over everybody', () => {
    for (const { scale, wave, alpha } of results.reliability) {
      const theirs = candidates.reliability[scale.name]?.[`w${wave}`];
      expect(alpha.result?.n.used ?? 0).toBe(theirs?.n);
      expectStatistic(alpha.result?.value ?? null, theirs?.alpha ?? null, { what: scale.name });
    }
  });

  test('is the background of everybody and of each arm', () => {
    const table = results.tables.find((one) => one.table.shows === 'background');
    for (const row of table?.rows ?? [])
      for (const cell of row.cells) {
        const theirs = candidates.counts['table-2']?.[cell.group ?? 'all']?.[row.variable.name];
        const what = `${row.variable.name} of ${cell.group}`;
        if (row.kind === 'counts' && 'answered' in cell && theirs && 'answered' in theirs) {
          expect([cell.answered, ...cell.counts], what).toEqual([
            theirs.answered,
            ...listed(theirs.counts),
          ]);
        } else if ('description' in cell && theirs && 'n' in theirs) {
          expect(cell.description.n.used, what).toBe(theirs.n);
          expectStatistic(cell.description.mean, theirs.mean, { what });
          expectStatistic(cell.description.sd, theirs.sd, { what });
        } else throw new Error(`R has no ${what}`);
      }
  });

  test('is the fidelity of each team at each wave, with its total', () => {
    const table = results.tables.find((one) => one.table.shows === 'means');
    for (const row of table?.rows ?? [])
      for (const cell of row.cells) {
        if (!('description' in cell)) throw new Error('no mean');
        const theirs = specialists.means['table-1']?.[cell.group ?? '']?.[`w${cell.wave}`]?.[
          row.variable.name
        ] as Described;
        expect(cell.description.n.used).toBe(theirs.n);
        expectStatistic(cell.description.mean, theirs.mean, { what: row.variable.name });
        expectStatistic(cell.description.sd, theirs.sd, { what: row.variable.name });
      }
    for (const { group, wave, sum } of table?.totals ?? [])
      expectStatistic(
        sum,
        specialists.means['table-1']?.[group ?? '']?.[`w${wave}`]?.total as unknown as number,
      );
  });
});

test('everybody who is not analysed is counted once, with a reason', () => {
  for (const { rows } of [...results.comparisons, ...results.sensitivity])
    for (const { cases } of rows) {
      const left = cases.leftOut.reduce((sum, { count }) => sum + count, 0);
      expect(left + cases.analysed).toBe(cases.eligible);
      expect(cases.analysed).toBeLessThanOrEqual(cases.answered);
      expect(cases.answered).toBeLessThanOrEqual(cases.due);
      expect(cases.onPaper).toBe(cases.analysed === 0 ? null : 1);
    }
});
