/** A comparison of the plan as a table in the style of APA 7. */

import { type ApaPrinter, apaPrinter } from '../../../stats/index.ts';
import { inLanguage } from '../../../surveys/text.ts';
import type { ComparisonRow } from '../../analysis/plan/comparison.ts';
import type { ComparisonResult, PlanResults } from '../../analysis/plan/results.ts';
import { comparedIn, comparisonTitle, sampleLabels } from '../results-model.ts';
import type { Speaker } from '../speaker.ts';
import { comparisonNotes } from './comparison-notes.ts';
import { marked, plain, type Rich, symbol } from './rich.ts';
import { isSmall, lettersOf } from './row-notes.ts';
import type { PasteColumn, PasteTable } from './table.ts';
import { figuresOf, headOf, type TestFigure, withInterval } from './test-figures.ts';
import { titleCase } from './title-case.ts';

type Row = ComparisonResult['rows'][number];

/** A column with what each row has in it. */
interface Figure extends PasteColumn {
  cell(row: Row): Rich;
  /** Where it tells how many. */
  readonly count?: (row: Row) => number;
}

/** What is not told: too few for a test, or nothing to compute. */
const dash = plain('–');

export interface Printed {
  /** Which data they are of, in words. */
  readonly data: string;
  /** Of fewer nothing is printed. */
  readonly limit: number;
}

export function comparisonTable(
  results: PlanResults,
  result: ComparisonResult,
  speak: Speaker,
  { data, limit }: Printed,
): PasteTable {
  const { say, language, arm } = speak;
  const print = printerFor(language);
  const figures = figuresFor(results.plan, result, speak, print);
  const arms = (result.comparison.arms ?? []).map(arm).join(', ');
  const title = [titleOf(result, speak), arms].filter(Boolean).join(': ');
  const at = results.tables.length + comparedIn(results).indexOf(result) + 1;
  return {
    ...{ name: result.comparison.name, language },
    number: say('paste.number', { number: String(at) }),
    title: language === 'en' ? titleCase(title) : title,
    stub: say('results.variable'),
    columns: figures,
    rows: result.rows.map((row) => ({
      label: [
        ...plain(inLanguage(row.variable.label, language)),
        ...marked(lettersOf(result, row, limit), 'raised'),
      ],
      isPart: false,
      cells: figures.map((figure) => cellOf(figure, row, limit)),
    })),
    notes: comparisonNotes(results.plan, result, speak, {
      ...{ print, digest: results.digest },
      ...{ data, limit },
    }),
  };
}

function titleOf(result: ComparisonResult, speak: Speaker): string {
  const { comparison, groups } = result;
  if (!groups || comparison.title) return comparisonTitle(result, speak);
  return speak.say('paste.between', {
    question: inLanguage(groups.variable.label, speak.language),
    wave: speak.wave(comparison.waves[0] ?? 1),
  });
}

/** Of a small row there are no figures but how many, and not even that where they are too few. */
function cellOf({ cell, count }: Figure, row: Row, limit: number): Rich {
  if (!isSmall(row, limit)) return cell(row);
  if (!count) return dash;
  const n = count(row);
  return plain(n > 0 && n < limit ? `< ${limit}` : String(n));
}

export const printerFor = (language: string) => apaPrinter(language === 'nb' ? 'nb' : 'en', 2);

export const isFew = ({ warnings }: ComparisonRow) => warnings.includes('few');

function figuresFor(
  plan: PlanResults['plan'],
  result: ComparisonResult,
  speak: Speaker,
  print: ApaPrinter,
): Figure[] {
  const own = result.groups
    ? groupFigures(plan, result, speak, print)
    : waveFigures(plan, result, speak, print);
  const tests = result.comparison.procedures.flatMap((procedure, t) =>
    testColumns(plan, procedure, t, speak, print),
  );
  return [...own, ...tests];
}

function waveFigures(
  { confidence }: PlanResults['plan'],
  result: ComparisonResult,
  speak: Speaker,
  print: ApaPrinter,
): Figure[] {
  const isTwo = result.comparison.waves.length === 2;
  return [
    counted('', ({ cases }) => cases.analysed),
    ...sampleLabels(result, speak).flatMap((under, i) => meanFigures(under, i, print)),
    ...(isTwo
      ? [
          {
            ...headed(plain(`${speak.say('paste.change')} [${print.level(confidence)}]`)),
            cell: ({ change }: Row) => (change ? plain(withInterval(change, print)) : dash),
          },
        ]
      : []),
  ];
}

/** Of groups each has its own n. A difference and its interval are told of few too. */
function groupFigures(
  { confidence }: PlanResults['plan'],
  result: ComparisonResult,
  speak: Speaker,
  print: ApaPrinter,
): Figure[] {
  const groups = sampleLabels(result, speak).flatMap((under, i): Figure[] => [
    counted(under, ({ descriptives }) => descriptives[i]?.n.used ?? 0),
    ...meanFigures(under, i, print),
  ]);
  const t = result.comparison.procedures.indexOf('independentT');
  if (t < 0) return groups;
  return [
    ...groups,
    {
      ...headed(plain(`${speak.say('paste.difference')} [${print.level(confidence)}]`)),
      cell: ({ tests }) => {
        const test = differenceOf(tests[t]);
        return test
          ? plain(withInterval({ value: test.meanDifference, ci: test.ci }, print))
          : dash;
      },
    },
  ];
}

/** The estimate behind a t test of two groups. */
export function differenceOf(test: Row['tests'][number] | undefined) {
  return test?.result?.procedure === 'independentT' ? test.result : null;
}

function counted(under: string, count: (row: Row) => number): Figure {
  return { head: symbol('n'), under, count, cell: (row) => plain(String(count(row))) };
}

function meanFigures(under: string, i: number, print: ApaPrinter): Figure[] {
  return [
    {
      ...{ head: symbol('M'), under },
      cell: ({ descriptives }) => plain(print.number(descriptives[i]?.mean ?? null)),
    },
    {
      ...{ head: symbol('SD'), under },
      cell: ({ descriptives }) => plain(print.number(descriptives[i]?.sd ?? null)),
    },
  ];
}

/** The statistic, p, p among its family, the size. */
function testColumns(
  { alpha, confidence, multiplicity }: PlanResults['plan'],
  procedure: string,
  t: number,
  { say }: Speaker,
  print: ApaPrinter,
): Figure[] {
  const { statistic, effect } = figuresOf(procedure, confidence);
  const figure = (one: TestFigure<never>): Figure => ({
    ...headed(headOf(one, print)),
    cell: (row) => {
      const test = row.tests[t]?.result;
      return isFew(row) || !test ? dash : plain(one.text(test as never, print));
    },
  });
  const p = (of: (row: Row) => number | null, isDeciding: boolean) => (row: Row) => {
    const value = of(row);
    if (isFew(row) || value === null) return dash;
    const star = isDeciding && value < alpha ? plain('*') : [];
    return [...plain(print.p(value).replace(/^= /, '')), ...star];
  };
  const isAdjusted = multiplicity !== 'none';
  const adjusted = [...symbol('p'), ...marked(say('paste.adjusted'), 'lowered')];
  return [
    ...statistic.map(figure),
    { ...headed(symbol('p')), cell: p(({ tests }) => tests[t]?.p ?? null, !isAdjusted) },
    ...(isAdjusted
      ? [{ ...headed(adjusted), cell: p((row) => row.adjusted[t]?.p ?? null, true) }]
      : []),
    ...effect.map(figure),
  ];
}

const headed = (head: Rich) => ({ head, under: '' });
