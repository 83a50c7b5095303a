/** What an analysis plan says of one role: its tables, comparisons, screening and reliability, from one reading of the data. */

import { setImmediate as breath } from 'node:timers/promises';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import type { Instrument, Scale } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import { maskedArm, type ResearchView } from '../../research-view.ts';
import {
  type Comparison,
  type ComparisonRow,
  type Groups,
  rowBetween,
  rowWithin,
} from './comparison.ts';
import { type AnalysisData, loadData, type Wanted } from './data.ts';
import { reliabilityOf, type ScaleReliability } from './reliability.ts';
import { type Screened, screen } from './screening.ts';
import { sensitivityOf } from './sensitivity.ts';
import {
  countsRow,
  type Group,
  meansRow,
  optionsOf,
  type PlannedTable,
  type TableRow,
  type TotalCell,
  totals,
} from './tables.ts';
import { variableOf } from './variables.ts';

export interface TableResult {
  readonly table: PlannedTable;
  readonly groups: readonly Group[];
  /** The waves that may be shown. */
  readonly waves: readonly number[];
  readonly rows: readonly TableRow[];
  readonly totals: readonly TotalCell[];
}

export interface WorkedComparison {
  readonly comparison: Comparison;
  readonly groups: Groups | null;
  /** A wave or the arms that it is of may not be shown yet: there are no rows. */
  readonly withheld: boolean;
  readonly rows: readonly ComparisonRow[];
}

/** What a plan says of one role, before p values are adjusted over families. */
export interface RoleResults {
  readonly tables: readonly TableResult[];
  readonly comparisons: readonly WorkedComparison[];
  readonly sensitivity: readonly WorkedComparison[];
  readonly screening: readonly Screened[];
  readonly reliability: readonly ScaleReliability[];
}

/** The role's data are read once. */
export async function roleResults(
  view: ResearchView,
  plan: AnalysisPlan,
  role: StudyRole,
): Promise<RoleResults> {
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const tables = plan.tables.filter((table) => table.role === role.name);
  const isOwn = (comparison: Comparison) => comparison.role === role.name;
  const comparisons = plan.comparisons.filter(isOwn);
  const sensitivity = sensitivityOf(plan).filter(isOwn);
  const compared = [...comparisons, ...sensitivity];
  const scales = instrument.scales.filter(({ name }) => plan.reliability.includes(name));
  const data = await loadData(view, role, wantedBy(instrument, tables, compared, scales));
  const cells = screenedCells(view, comparisons);
  const measured = scales.flatMap((scale) => view.judgedWaves.map((wave) => ({ scale, wave })));
  const compare = (comparison: Comparison) =>
    comparisonResult(view, data, instrument, comparison, plan);
  return {
    tables: await inTurn(tables, (table) => tableResult(view, data, instrument, table)),
    comparisons: await inTurn(comparisons, compare),
    sensitivity: await inTurn(sensitivity, compare),
    screening: await inTurn(cells, ({ name, wave, arms }) =>
      screen(data, variableOf(instrument, name), wave, arms, plan.screening),
    ),
    reliability: await inTurn(measured, ({ scale, wave }) =>
      reliabilityOf(data, scale, wave, plan.confidence),
    ),
  };
}

/** Others are served between one and the next. */
async function inTurn<Part, Result>(
  parts: readonly Part[],
  work: (part: Part) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const part of parts) {
    await breath();
    results.push(await work(part));
  }
  return results;
}

/** Every variable once, as a number or as the choices that were made. */
function wantedBy(
  instrument: Instrument,
  tables: readonly PlannedTable[],
  comparisons: readonly Comparison[],
  scales: readonly Scale[],
): Wanted {
  const variables = (names: readonly string[]) =>
    [...new Set(names)].map((name) => variableOf(instrument, name));
  const background = variables(
    tables.filter(({ shows }) => shows === 'background').flatMap((table) => table.variables),
  );
  const numbers = [
    ...background.filter(({ item }) => !item || !isCounted(item)).map(({ name }) => name),
    ...tables.filter(({ shows }) => shows === 'means').flatMap((table) => table.variables),
    ...comparisons.flatMap((comparison) => comparison.variables),
    ...comparisons.flatMap(({ groups }) => groups ?? []),
  ];
  return {
    numbers: variables(numbers),
    choices: background.flatMap(({ item }) => (item && isCounted(item) ? [item] : [])),
    scales,
  };
}

/** Answers with words, of which a table says how many gave each. */
export const isCounted = (item: Item) => optionsOf(item).length > 0;

function tableResult(
  view: ResearchView,
  data: AnalysisData,
  instrument: Instrument,
  table: PlannedTable,
): TableResult {
  const waves = table.waves.filter((wave) => view.waves.includes(wave));
  const shown = { ...table, waves };
  const groups =
    table.shows === 'background' ? [null, ...groupsOf(view, table)] : groupsOf(view, table);
  const rows = table.variables.map((name) => {
    const variable = variableOf(instrument, name);
    return table.shows === 'background' && variable.item && isCounted(variable.item)
      ? countsRow(data, variable, variable.item, shown, groups)
      : meansRow(data, variable, shown, groups);
  });
  const total = instrument.scales.find(({ name }) => name === table.total);
  return { table, groups, waves, rows, totals: total ? totals(rows, total) : [] };
}

export function groupsOf(view: ResearchView, { by }: PlannedTable): readonly string[] {
  if (by === 'arm') return view.arms;
  return (by === 'site' ? view.study.sites : view.study.teams).map(({ name }) => name);
}

async function comparisonResult(
  view: ResearchView,
  data: AnalysisData,
  instrument: Instrument,
  comparison: Comparison,
  plan: AnalysisPlan,
): Promise<WorkedComparison> {
  const groups = comparison.groups === undefined ? null : splitBy(instrument, comparison.groups);
  if (isWithheld(view, comparison)) return { comparison, groups, withheld: true, rows: [] };
  const rows = await inTurn(comparison.variables, (name) => {
    const variable = variableOf(instrument, name);
    return groups
      ? rowBetween(data, comparison, variable, groups, plan)
      : rowWithin(data, comparison, variable, plan);
  });
  return { comparison, groups, withheld: false, rows };
}

/** What is of some arms only cannot be told while nobody may know who is in which. */
export function isWithheld(view: ResearchView, { waves, arms }: Comparison): boolean {
  const isMasked = view.arms.includes(maskedArm);
  return waves.some((wave) => !view.waves.includes(wave)) || (isMasked && arms !== undefined);
}

function splitBy(instrument: Instrument, name: string): Groups {
  const variable = variableOf(instrument, name);
  return { variable, values: variable.item ? optionsOf(variable.item) : [] };
}

/** Every variable that is compared, at every wave and in the arms in which it is, once. */
function screenedCells(view: ResearchView, comparisons: readonly Comparison[]) {
  const cells = new Map(
    comparisons
      .filter((comparison) => !isWithheld(view, comparison))
      .flatMap(({ variables, waves, arms }) =>
        variables.flatMap((name) =>
          waves.map((wave) => [`${name} ${wave} ${arms}`, { name, wave, arms }] as const),
        ),
      ),
  );
  return [...cells.values()];
}
