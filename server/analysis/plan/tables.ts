/** The tables of a plan that only describe: background by group, and item means by group and wave. */

import { type Description, describe } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import { answerType, type Item } from '../../../surveys/answer-types/index.ts';
import type { Band, Scale } from '../../../surveys/instrument.ts';
import { type MissingReason, missingReasons } from '../../../surveys/missing.ts';
import type { Texts } from '../../../surveys/text.ts';
import type { AnalysisData } from './data.ts';
import type { Variable } from './variables.ts';

export type PlannedTable = AnalysisPlan['tables'][number];

/** Null stands for everybody. */
export type Group = string | null;

/** Who of a group is not in a number, by reason. */
export type LeftOut = readonly { readonly reason: MissingReason; readonly count: number }[];

export interface MeanCell {
  readonly group: Group;
  readonly wave: number;
  readonly description: Description;
  readonly leftOut: LeftOut;
}

export interface CountCell {
  readonly group: Group;
  readonly wave: number;
  /** Those with an answer: what shares are of. */
  readonly answered: number;
  /** How many chose each option, in the order of the options. */
  readonly counts: readonly number[];
  readonly leftOut: LeftOut;
}

export type TableRow =
  | { readonly kind: 'means'; readonly variable: Variable; readonly cells: readonly MeanCell[] }
  | {
      readonly kind: 'counts';
      readonly variable: Variable;
      readonly options: readonly { readonly value: number; readonly label: Texts }[];
      /** More than one may be chosen: shares do not add up to all. */
      readonly several: boolean;
      readonly cells: readonly CountCell[];
    };

/** The sum of a group's means, and the band of the scale that it falls in. */
export interface TotalCell {
  readonly group: Group;
  readonly wave: number;
  /** Null where one of the means is missing. */
  readonly sum: number | null;
  readonly band: Band | null;
}

export function meansRow(
  data: AnalysisData,
  variable: Variable,
  { by, waves }: PlannedTable,
  groups: readonly Group[],
): TableRow {
  const cells = groups.flatMap((group) =>
    waves.map((wave): MeanCell => {
      const { values, reasons } = data.numbers(variable.name, wave);
      const members = membersOf(data, by, group);
      const description = describe(members.map((i) => values[i] ?? Number.NaN));
      return { group, wave, description, leftOut: leftOutOf(members.map((i) => reasons[i])) };
    }),
  );
  return { kind: 'means', variable, cells };
}

export function countsRow(
  data: AnalysisData,
  variable: Variable,
  item: Item,
  { by, waves }: PlannedTable,
  groups: readonly Group[],
): TableRow {
  const options = optionsOf(item);
  const cells = groups.flatMap((group) =>
    waves.map((wave): CountCell => {
      const column = data.choices(item.name, wave);
      const chosen = membersOf(data, by, group).map((i) => column[i]);
      const answers = chosen.filter((one) => typeof one === 'object');
      return {
        ...{ group, wave, answered: answers.length },
        counts: options.map(({ value }) => answers.filter((one) => one.includes(value)).length),
        leftOut: leftOutOf(chosen.map((one) => (typeof one === 'string' ? one : null))),
      };
    }),
  );
  return { kind: 'counts', variable, options, several: item.type === 'multiple', cells };
}

/** A group's score is the sum of its members' means, each over those who answered. */
export function totals(rows: readonly TableRow[], total: Scale): TotalCell[] {
  const means = rows.filter((row) => row.kind === 'means');
  const [first] = means;
  return (first?.cells ?? []).map(({ group, wave }, at) => {
    const parts = means.map(({ cells }) => cells[at]?.description.mean ?? null);
    const sum = parts.every((part) => part !== null)
      ? parts.reduce((all, part) => all + part, 0)
      : null;
    const band = sum === null ? null : (total.bands?.findLast(({ from }) => sum >= from) ?? null);
    return { group, wave, sum, band };
  });
}

/** The list of answers that one is chosen from; none where an answer is a number, a text or a day. */
export function optionsOf(
  item: Item,
): readonly { readonly value: number; readonly label: Texts }[] {
  if (item.type === 'single' || item.type === 'multiple') return item.options;
  if (item.type !== 'pair') return [];
  return answerType(item)
    .columns(item)
    .flatMap(({ values }) => values);
}

function membersOf({ size, belongs }: AnalysisData, by: PlannedTable['by'], group: Group) {
  const all = [...Array(size).keys()];
  return group === null ? all : all.filter((i) => belongs[by][i] === group);
}

function leftOutOf(reasons: readonly (MissingReason | null | undefined)[]): LeftOut {
  const counts = Map.groupBy(reasons, (reason) => reason ?? null);
  return missingReasons.flatMap(({ reason }) => {
    const { length } = counts.get(reason) ?? [];
    return length === 0 ? [] : [{ reason, count: length }];
  });
}
