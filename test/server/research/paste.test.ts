/** What a table for a report is made of: symbols, titles, the figures of each procedure's test, rows and rules. */

import { describe, expect, test } from 'vitest';
import { plannedProcedures } from '../../../server/analysis/plan/procedures.ts';
import { symbol, textOf, withMarks, withSymbols } from '../../../server/research/paste/rich.ts';
import {
  type PasteTable,
  pasteCsv,
  pasteModel,
  pasteText,
} from '../../../server/research/paste/table.ts';
import { figuresOf, headOf } from '../../../server/research/paste/test-figures.ts';
import { titleCase } from '../../../server/research/paste/title-case.ts';
import { apaPrinter } from '../../../stats/index.ts';

const italics = (rich: ReturnType<typeof withSymbols>) =>
  rich.filter(({ mark }) => mark === 'italic').map(({ text }) => text);

describe('symbols', () => {
  test('are in italics where they are statistics, and Greek ones upright', () => {
    const sentence =
      'Memory, part F: t(18) = 2.35, p < .001, d = 0.5, ηp² = .23, χ²(2, N = 10) = 8.00, n = 19';
    const rich = withSymbols(sentence);
    expect(italics(rich)).toEqual(['t', 'p', 'd', 'N', 'n']);
    expect(textOf(rich)).toBe(sentence);
  });

  test('have their indices lowered and their squares raised', () => {
    expect(symbol('dz')).toEqual([
      { text: 'd', mark: 'italic' },
      { text: 'z', mark: 'lowered' },
    ]);
    expect(symbol('ε²').map(({ mark }) => mark)).toEqual([null, 'raised']);
    expect(textOf(withMarks('_p~adj_ is by Holm'))).toBe('p adj is by Holm');
  });
});

test('English titles have capitals but for short words that join others', () => {
  expect(titleCase('Change from inclusion to 3 months: job specialist')).toBe(
    'Change From Inclusion to 3 Months: Job Specialist',
  );
  expect(titleCase('the self-efficacy of those in work')).toBe(
    'The Self-Efficacy of Those in Work',
  );
});

describe('the figures of a test', () => {
  const waves = [
    [1, 2, 1, 3],
    [2, 3, 3, 4],
    [3, 5, 4, 6],
  ];
  const groups = [
    [1, 2, 3],
    [2, 3, 4],
    [6, 7, 8],
  ];
  const printed = (name: string, samples: number[][]) => {
    const print = apaPrinter('en', 2);
    const result = plannedProcedures[name]?.test(samples, { confidence: 0.95 }).result;
    if (!result) throw new Error(`${name} has no result`);
    const { statistic, effect } = figuresOf(name, 0.95);
    return [...statistic, ...effect].map((figure) => [
      ...[textOf(headOf(figure, print)), figure.text(result, print)],
    ]);
  };

  test('are those that R finds', () => {
    // friedman.test(cbind(c(1, 2, 1, 3), c(2, 3, 3, 4), c(3, 5, 4, 6))): 8, df = 2; W = 8/(4 · 2)
    expect(printed('friedman', waves)).toEqual([
      ['χ²', '8.00'],
      ['df', '2'],
      ['W', '1.00'],
    ]);
    // oneway.test(var.equal = TRUE): F = 21, df 2 and 6; 42/48 of the squares
    expect(printed('oneWayAnova', groups).slice(0, 2)).toEqual([
      ['F', '21.00'],
      ['df', '2, 6'],
    ]);
    expect(printed('oneWayAnova', groups)[2]?.[1]).toMatch(/^\.88 \[\.\d\d, \.\d\d\]$/);
    // wilcox.test(c(2, 3, 3, 4), c(1, 2, 1, 3), paired = TRUE): V = 10; all one way, so no interval
    expect(printed('wilcoxonSignedRank', waves.slice(0, 2))).toEqual([
      ['V', '10'],
      ['r [95% CI]', '1.00'],
    ]);
    // kruskal.test: 6.0565 (ties corrected), df = 2; over N − 1 = 8: 0.7570621
    expect(printed('kruskalWallis', groups)).toEqual([
      ['H', '6.06'],
      ['df', '2'],
      ['ε²', '.76'],
    ]);
  });

  test.each(Object.entries(plannedProcedures))('are all told for %s', (name, { design, takes }) => {
    const all = design === 'within' ? waves : groups;
    const lines = printed(name, takes === 'two' ? all.slice(0, 2) : all);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.flat().join(' ')).not.toMatch(/NaN|undefined|null/);
  });
});

describe('a table', () => {
  const plain = (text: string) => [{ text, mark: null }];
  const table: PasteTable = {
    ...{ name: 'one', language: 'en', number: 'Table 1', title: 'Ability', stub: 'Variable' },
    columns: [
      { head: symbol('n'), under: '' },
      { head: symbol('M'), under: 'Inclusion' },
      { head: symbol('SD'), under: 'Inclusion' },
      { head: symbol('p'), under: '' },
    ],
    rows: [
      { label: plain('=1+1'), isPart: false, cells: ['9', '1.00', '.50', '< .001'].map(plain) },
      { label: plain('B; or "C"'), isPart: true, cells: ['9', '2.00', '.50', '–'].map(plain) },
    ],
    notes: [plain('Note. All.')],
  };

  test('has heads under one head, and what belongs together on one line', () => {
    const { heads, rows } = pasteModel(table);
    expect(
      heads.map((row) => row.map(({ text, columns, rows }) => [textOf(text), columns, rows])),
    ).toEqual([
      [
        ...[
          ['Variable', 1, 2],
          ['n', 1, 2],
          ['Inclusion', 2, 1],
          ['p', 1, 2],
        ],
      ],
      [
        ...[
          ['M', 1, 1],
          ['SD', 1, 1],
        ],
      ],
    ]);
    expect(textOf(rows[0]?.cells[3] ?? [])).toBe('<\u00a0.001');
    expect(rows.map(({ isLast }) => isLast)).toEqual([false, true]);
  });

  test('is text with tabs, and CSV that no spreadsheet runs', () => {
    expect(pasteText(table).split('\n')[2]).toBe('Variable\tn\tInclusion M\tInclusion SD\tp');
    expect(pasteCsv(table).split('\r\n').slice(2, 5)).toEqual([
      'Variable,n,Inclusion M,Inclusion SD,p',
      "'=1+1,9,1.00,.50,< .001",
      '"B; or ""C""",9,2.00,.50,–',
    ]);
  });
});
