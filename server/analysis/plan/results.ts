/** A study's analysis plan carried out on what may be shown: its tables, comparisons, screening and reliability. */

import { setImmediate as breath } from 'node:timers/promises';
import { power } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import type { Instrument, Scale } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import { digestOf } from '../../digest.ts';
import { maskedArm, type ResearchView } from '../../research-view.ts';
import {
  type Comparison,
  type ComparisonRow,
  type Groups,
  rowBetween,
  rowWithin,
} from './comparison.ts';
import { type AnalysisData, loadData, type Wanted } from './data.ts';
import { type Adjusted, adjustFamilies } from './families.ts';
import { reliabilityOf, type ScaleReliability } from './reliability.ts';
import { type Screened, screen } from './screening.ts';
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

export interface ComparisonResult {
  readonly comparison: Comparison;
  readonly groups: Groups | null;
  /** A wave or the arms that it is of may not be shown yet: there are no rows. */
  readonly withheld: boolean;
  readonly rows: readonly (ComparisonRow & { readonly adjusted: readonly Adjusted[] })[];
}

export interface PlanResults {
  readonly plan: AnalysisPlan;
  readonly digest: string;
  readonly tables: readonly TableResult[];
  readonly comparisons: readonly ComparisonResult[];
  readonly screening: readonly Screened[];
  readonly reliability: readonly ScaleReliability[];
  /** How many participants the plan asks for, worked out anew. */
  readonly sampleSize: ReturnType<typeof power.rmWithin>;
}

/** Reads each role's data once. */
export async function planResults(view: ResearchView): Promise<PlanResults> {
  const { study } = view;
  const plan = study.analysis_plan;
  const parts: RolePart[] = [];
  for (const role of study.roles) parts.push(await rolePart(view, plan, role));
  const worked = parts.flatMap(({ comparisons }) => comparisons);
  const adjusted = adjustFamilies(worked, plan.multiplicity);
  return {
    ...{ plan, digest: digestOf(plan) },
    tables: inPlanOrder(
      plan.tables,
      parts.flatMap(({ tables }) => tables),
      ({ table }) => table,
    ),
    comparisons: inPlanOrder(plan.comparisons, worked, ({ comparison }) => comparison).map(
      ({ rows, ...rest }) => ({
        ...rest,
        rows: rows.map((row, r) => ({
          ...row,
          adjusted: row.tests.map((_, t) => adjusted(rest.comparison.name, r, t)),
        })),
      }),
    ),
    screening: parts.flatMap(({ screening }) => screening),
    reliability: parts.flatMap(({ reliability }) => reliability),
    sampleSize: sampleSize(plan),
  };
}

interface RolePart {
  readonly tables: readonly TableResult[];
  readonly comparisons: readonly (Omit<ComparisonResult, 'rows'> & {
    readonly rows: readonly ComparisonRow[];
  })[];
  readonly screening: readonly Screened[];
  readonly reliability: readonly ScaleReliability[];
}

async function rolePart(
  view: ResearchView,
  plan: AnalysisPlan,
  role: StudyRole,
): Promise<RolePart> {
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const tables = plan.tables.filter((table) => table.role === role.name);
  const comparisons = plan.comparisons.filter((comparison) => comparison.role === role.name);
  const scales = instrument.scales.filter(({ name }) => plan.reliability.includes(name));
  const data = await loadData(view, role, wantedBy(instrument, tables, comparisons, scales));
  const cells = screenedCells(view, comparisons);
  const measured = scales.flatMap((scale) => view.waves.map((wave) => ({ scale, wave })));
  return {
    tables: await inTurn(tables, (table) => tableResult(view, data, instrument, table)),
    comparisons: await inTurn(comparisons, (comparison) =>
      comparisonResult(view, data, instrument, comparison, plan),
    ),
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
): Promise<RolePart['comparisons'][number]> {
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
          waves.map(
            (wave) => [`${name} ${wave} ${arms}`, { name, wave, arms: arms ?? null }] as const,
          ),
        ),
      ),
  );
  return [...cells.values()];
}

function sampleSize({ alpha, sample_size }: AnalysisPlan): PlanResults['sampleSize'] {
  const { effect_f: f, power: wanted, measurements, correlation } = sample_size;
  return power.rmWithin({ effect: { f }, power: wanted, alpha, measurements, correlation });
}

function inPlanOrder<Part, Result>(
  parts: readonly Part[],
  results: readonly Result[],
  partOf: (result: Result) => Part,
): Result[] {
  return results.toSorted((a, b) => parts.indexOf(partOf(a)) - parts.indexOf(partOf(b)));
}
