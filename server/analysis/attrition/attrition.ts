/** Who stayed and who left: those with and without an answer to each later wave, by what they said at inclusion, and response by group. */

import { setImmediate as breath } from 'node:timers/promises';
import { type AttritionVariable, attrition } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import type { ResearchView } from '../../research-view.ts';
import { type AnalysisData, loadData } from '../plan/data.ts';
import { isCounted } from '../plan/role-results.ts';
import { type Variable, variableOf } from '../plan/variables.ts';
import type { WaveStatus } from '../wave-status.ts';
import { type ChoiceRow, choiceRows } from './choice-row.ts';
import { type GroupResponse, groupResponses } from './group-response.ts';

/** A number of those who stayed, and of those who left. */
export type StayedLeft<T> = readonly [stayed: T, left: T];

export type AttritionRow =
  | { readonly kind: 'number'; readonly variable: Variable; readonly compared: AttritionVariable }
  | ChoiceRow;

/** One later wave: who answered it beside who let it pass or had left the study. */
export interface WaveAttrition {
  readonly wave: number;
  readonly stayed: number;
  readonly left: number;
  /** Those of them who had answered at inclusion: only they can be compared. */
  readonly measured: StayedLeft<number>;
  /** Neither: it is not over for them, or they died or should not have been included. */
  readonly others: readonly { readonly status: WaveStatus; readonly count: number }[];
  /** Empty where there is nobody to compare on one side, or where what was said at inclusion is withheld. */
  readonly rows: readonly AttritionRow[];
}

export interface RoleAttrition {
  readonly role: StudyRole;
  readonly responses: readonly GroupResponse[];
  /** The later waves that have opened for somebody. */
  readonly waves: readonly WaveAttrition[];
  /** What was said at inclusion may not be shown. */
  readonly isWithheld: boolean;
}

const inclusion = 1;

export async function attritionOf(view: ResearchView, role: StudyRole): Promise<RoleAttrition> {
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const { confidence } = view.study.analysis_plan;
  const isWithheld = !view.waves.includes(inclusion);
  const compared = isWithheld ? [] : comparedVariables(instrument, view.study.analysis_plan, role);
  const [counted, numbers] = [
    compared.filter(({ item }) => item && isCounted(item)),
    compared.filter(({ item }) => !item || !isCounted(item)),
  ];
  const choices = counted.flatMap(({ item }) => item ?? []);
  const data = await loadData(view, role, { numbers, choices, scales: [], at: [inclusion] });
  const later = view.study.waves.map((_, i) => i + 1).filter((wave) => wave > inclusion);
  const waves: WaveAttrition[] = [];
  for (const wave of later)
    if (data.wave(wave).opened.includes(true))
      waves.push(await waveAttrition(data, compared, wave, confidence));
  return { role, isWithheld, responses: await groupResponses(view, data), waves };
}

/** The background that the plan's tables show, and every scale; a scale of one number stands for it. */
function comparedVariables(
  instrument: Instrument,
  { tables }: AnalysisPlan,
  role: StudyRole,
): Variable[] {
  const scales = instrument.scales.map(({ name }) => variableOf(instrument, name));
  const single = new Set(
    instrument.scales.flatMap(({ items: [only, ...more] }) =>
      only && more.length === 0 ? [only] : [],
    ),
  );
  const names = tables
    .filter((table) => table.role === role.name && table.shows === 'background')
    .flatMap(({ variables }) => variables);
  const background = [...new Set(names)]
    .map((name) => variableOf(instrument, name))
    .filter(({ item }) => item && (isCounted(item) || !single.has(item.name)));
  return [...background, ...scales];
}

async function waveAttrition(
  data: AnalysisData,
  compared: readonly Variable[],
  wave: number,
  confidence: number,
): Promise<WaveAttrition> {
  const { status, opened } = data.wave(wave);
  const people = [...Array(data.size).keys()];
  const hasLeft = (i: number) => opened[i] && (status[i] === 'missed' || status[i] === 'withdrawn');
  const stayed = people.filter((i) => status[i] === 'submitted');
  const left = people.filter(hasLeft);
  const rest = people.filter((i) => status[i] !== 'submitted' && !hasLeft(i));
  // Somebody who has left is, at a wave that has not opened, no different from those who have not.
  const words = rest.flatMap((i) => (opened[i] ? status[i] : 'not-yet-due') ?? []);
  const atInclusion = data.wave(inclusion).status;
  const measured = (group: readonly number[]) =>
    group.filter((i) => atInclusion[i] === 'submitted');
  const groups = [measured(stayed), measured(left)] as const;
  const rows: AttritionRow[] = [];
  if (groups.every(({ length }) => length > 0))
    for (const variable of compared) {
      await breath();
      rows.push(...rowOf(data, variable, groups, confidence));
    }
  return {
    ...{ wave, stayed: stayed.length, left: left.length, rows },
    measured: [groups[0].length, groups[1].length],
    others: [...Map.groupBy(words, (word) => word)].map(([status, { length: count }]) => ({
      ...{ status, count },
    })),
  };
}

/** None where nobody answered at inclusion. */
function rowOf(
  data: AnalysisData,
  variable: Variable,
  groups: StayedLeft<readonly number[]>,
  confidence: number,
): AttritionRow[] {
  if (variable.item && isCounted(variable.item)) {
    const column = data.choices(variable.name, inclusion);
    return choiceRows(variable, variable.item, { column, groups, confidence });
  }
  const { values } = data.numbers(variable.name, inclusion);
  const [stayed, left] = groups.map((group) => ({
    [variable.name]: group.map((i) => values[i] ?? Number.NaN),
  }));
  const [row] = attrition(stayed ?? {}, left ?? {}, { confidence }).variables;
  if (!row || row.completers.n + row.dropouts.n === 0) return [];
  return [{ kind: 'number', variable, compared: row }];
}
