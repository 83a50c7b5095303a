/** The platform's own tables over the report's people, held against every figure that the report prints. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportNotes } from '../../../server/demo/report/notes.ts';
import { demoNow } from '../../../server/demo/run.ts';
import { unlock } from '../../../server/demo/unlocking.ts';
import { numberTexts } from '../../../server/number-texts.ts';
import type { resultsJson } from '../../../server/research/results-json.ts';
import { counted } from '../../report-data/background.ts';
import { printedTable, type Row } from '../../report-data/printed.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { open } from '../../support/staff.ts';
import { plan, study } from './helpers.ts';
import { beforeTheStudy, seedInto } from './seeding.ts';

let t: TestApp;
let results: Results;

/** As a script gets them, without being told which data cut: the demo's, of the report's people. */
type Results = ReturnType<typeof resultsJson>;

beforeAll(async () => {
  t = await testApp({ now: beforeTheStudy });
  await seedInto(t, plan);
  t.setTime(String(demoNow.toInstant()));
  const staff = await t.signedIn('researcher');
  const on = demoNow.toPlainDate().toString();
  await unlock(t.services, study, { on, researcher: staff.accountId });
  results = JSON.parse((await open(t, staff, '/research/jobbspesialist/results.json')).body);
});
afterAll(() => t.close());

test('the data cut holds the 82 candidates and ten job specialists of the report, and no newcomer', () => {
  expect(results.cut).toMatchObject({ number: 1, participants: 92, waves: [1, 2, 3, 4] });
});

const numbers = numberTexts('en');
const one = (printed: string | undefined) => Number(printed).toFixed(1);
const rowOf = (name: string, variable: string) => {
  const row = results.tables
    .find((table) => table.name === name)
    ?.rows.find((found) => found.variable.name === variable);
  return row ?? expect.fail(`there is no ${variable} in ${name}`);
};

describe('Table 1', () => {
  const waves = ['inclusion', 'm3', 'm12', 'm18'];
  const columns = waves.flatMap((wave, i) =>
    [1, 2].map((team) => ({
      column: `${wave}_team${team}`,
      isThis: (cell: { group: string | null; wave: number }) =>
        cell.group === `team-${team}` && cell.wave === i + 1,
    })),
  );
  const printed = printedTable('table1');
  const ticked = ['3', '7', '8', '19'];

  test.each(printed.filter(({ question }) => question !== 'total'))(
    'has the eight means of question $question',
    (row: Row) => {
      const number = String(row.question).padStart(2, '0');
      const name = ticked.includes(row.question ?? '') ? `sef${number}_points` : `sef${number}`;
      const found = rowOf('table-1', name);
      if (found.kind !== 'means') throw new Error(`${name} has no means`);
      for (const { column, isThis } of columns) {
        const mean = found.cells.find(isThis)?.description.mean ?? null;
        expect([column, numbers.decimal(mean, 1)]).toEqual([column, one(row[column])]);
      }
    },
  );

  test('has the eight totals, and their bands', () => {
    const row = printed.find(({ question }) => question === 'total') ?? {};
    const totals = results.tables.find((table) => table.name === 'table-1')?.totals ?? [];
    const own = columns.map(({ isThis }) => totals.find(isThis));
    expect(own.map((cell) => numbers.decimal(cell?.sum ?? null, 1))).toEqual(
      columns.map(({ column }) => one(row[column])),
    );
    // The report's text: team 1 is fair throughout, team 2 fair, fair, good and good.
    expect(own.map((cell) => cell?.band)).toEqual([
      ...['fair', 'fair', 'fair', 'fair', 'fair', 'good', 'fair', 'good'],
    ]);
  });
});

const arms = {
  all: null,
  jobbspesialist: 'jobbspesialist',
  kvp: 'kvp',
  din_utvikling: 'din-utvikling',
};
const groups = Object.entries(arms);

describe('Table 2', () => {
  const exceptions = new Set(
    reportNotes.exceptions.flatMap(({ cells }) => cells.map((cell) => cell.join(' | '))),
  );
  const printed = Map.groupBy(printedTable('table2'), ({ variable }) => variable);

  test.each(Object.entries(counted))('counts every answer to %s', (item, variable) => {
    const row = rowOf('table-2', item);
    if (row.kind !== 'counts') throw new Error(`${item} is not counted`);
    const rows = printed.get(variable) ?? [];
    expect(row.options).toHaveLength(rows.length);
    for (const [group, arm] of groups) {
      const cell = row.cells.find((found) => found.group === arm);
      expect(cell?.counts).toEqual(rows.map((option) => Number(option[`${group}_n`])));
      rows.forEach((option, i) => {
        const share = (cell?.counts[i] ?? 0) / (cell?.answered ?? 0);
        const percent = option[`${group}_pct`] ?? '';
        const isPrinted = numbers.percent(share, percent.includes('.') ? 1 : 0) === `${percent}%`;
        const name = [variable, option.option, group].join(' | ');
        expect([name, isPrinted]).toEqual([name, !exceptions.has(name)]);
      });
    }
  });

  test.each(printedTable('table2-continuous'))('describes $variable of $group', (row: Row) => {
    const found = rowOf('table-2', row.variable === 'age' ? 'age' : 'jm40');
    if (found.kind !== 'means') throw new Error(`${row.variable} has no mean`);
    const arm = groups.find(([group]) => group === row.group)?.[1];
    const own = found.cells.find(({ group }) => group === arm)?.description;
    expect([
      own?.n.used,
      numbers.decimal(own?.mean ?? null, 1),
      numbers.decimal(own?.sd ?? null, 1),
    ]).toEqual([Number(row.n), ...[one(row.mean), one(row.sd)]]);
  });
});

describe('Table 3', () => {
  const changeOf = (variable: string | undefined) => {
    // "Don't know" as a value is one of the plan's sensitivity analyses.
    const name = variable === 'time_to_work' ? 'time_to_work_as_reported' : variable;
    const row = [...results.comparisons, ...results.sensitivity]
      .filter((one) => ['change-3-months', 'change-3-months-as-reported'].includes(one.name))
      .flatMap((one) => one.rows)
      .find((found) => found.variable.name === name);
    const result = row?.tests[0]?.result;
    if (!row || result?.procedure !== 'rmAnova') throw new Error(`there is no ${name}`);
    return { row, result };
  };

  test.each(printedTable('table3'))(
    'has the pairs, means, spreads and F of $variable',
    (printed: Row) => {
      const { row, result } = changeOf(printed.variable);
      const { within } = result;
      expect([within.df1, within.df2]).toEqual([Number(printed.df1), Number(printed.df2)]);
      expect(row.cases).toMatchObject({
        eligible: 61,
        answered: 20,
        analysed: Number(printed.df2) + 1,
      });
      expect(numbers.decimal(within.F, 3)).toBe(Number(printed.F).toFixed(3));
      const own = row.descriptives.flatMap(({ mean, sd }) => [mean, sd]);
      const said = [printed.mean_inclusion, printed.sd_inclusion, printed.mean_3m, printed.sd_3m];
      expect(own.map((value) => numbers.decimal(value, 1))).toEqual(said.map(one));
    },
  );

  test('finds one change below .05: self-efficacy of those not in work', () => {
    const small = printedTable('table3').filter(
      ({ variable }) => (changeOf(variable).result.within.p ?? 1) < 0.05,
    );
    expect(small.map(({ variable }) => variable)).toEqual(['self_efficacy_not_in_work']);
    const { row, result } = changeOf('self_efficacy_not_in_work');
    // R 4.2: pf(11.663, 1, 4, lower.tail = FALSE) 0.02690; 1 / (1 + 11.663 / 4) 0.25538
    expect(result.within.p).toBeCloseTo(0.0269, 4);
    const { wilks } = result.multivariate;
    expect(
      [wilks.value, result.within.partialEtaSquared].map((value) => numbers.decimal(value, 4)),
    ).toEqual(['0.2554', '0.7446']);
    // p.adjust over the 13 of the family: 13 × .0269
    expect(row.adjusted[0]?.p).toBeCloseTo(0.3497, 3);
    // R 4.2: the change that was found, -22 / 15, and -22 / 15 + c(-1, 1) * qt(.975, 4) * (22 / 15) / sqrt(11.663)
    expect(row.change?.value).toBeCloseTo(-1.46667, 4);
    expect(row.change?.ci[0]).toBeCloseTo(-2.65904, 3);
    expect(row.change?.ci[1]).toBeCloseTo(-0.27429, 3);
  });
});

test('those in work and those not do not differ, at inclusion or after three months, as the text says', () => {
  const rows = results.comparisons
    .filter(({ name }) => name.startsWith('in-work-at'))
    .flatMap((comparison) => comparison.rows);
  expect(rows).toHaveLength(8);
  for (const { tests } of rows) expect(tests[0]?.p).toBeGreaterThan(0.05);
});
