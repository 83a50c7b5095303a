/** One variable at one wave, of all tables that show it: its columns, and what of them is withheld. */

import type { MissingReason } from '../../../surveys/missing.ts';
import type { Belonging } from '../plan/data.ts';
import type { CountCell, Group, MeanCell } from '../plan/tables.ts';
import { answerBlock } from './answer-block.ts';
import { type AnswerColumn, answeredId, optionId, reasonId } from './answers.ts';
import { type Columns, limitOf } from './columns.ts';
import { type FiguresRow, type FiguresTable, isOfTheForm } from './figures.ts';
import { type MeanColumn, pooledRest, withheldMeans } from './mean-rule.ts';
import { withheldOf } from './suppression.ts';

/** Where the same variable stands: in tables by several groupings, or twice by one. */
export interface Appearance {
  readonly table: FiguresTable;
  readonly row: FiguresRow;
  /** Of the table's grouping at the wave. */
  readonly columns: Columns;
}

/** What is withheld in the columns that are shown. */
export interface WithheldAnswers {
  readonly anything: boolean;
  answered(by: Belonging, group: Group): boolean;
  option(by: Belonging, group: Group, at: number): boolean;
  reason(by: Belonging, group: Group, reason: MissingReason): boolean;
  mean(by: Belonging, group: Group): boolean;
  sd(by: Belonging, group: Group): boolean;
}

export const everything: WithheldAnswers = {
  anything: true,
  answered: () => true,
  option: () => true,
  reason: () => true,
  mean: () => true,
  sd: () => true,
};

type Column = AnswerColumn & Pick<MeanColumn, 'mean' | 'sd'>;

export function withheldAnswers(
  appearances: readonly Appearance[],
  limit: number,
): WithheldAnswers {
  const [first] = appearances;
  if (!first?.columns.isShown) return everything;
  const columns = columnsIn(appearances, limit);
  const several = first.row.kind === 'counts' && first.row.several;
  const { exclusive } = first.row;
  const withheld = withheldOf(answerBlock({ columns, several, exclusive, limit }));
  if (withheld === 'everything') return everything;
  const { means, sds } = meansAmong(columns, withheld, limit);
  const place = (by: Belonging, group: Group) => ({ by: group === null ? null : by, group });
  return {
    anything: withheld.size > 0,
    answered: (by, group) => withheld.has(answeredId(place(by, group))),
    option: (by, group, at) => withheld.has(optionId(place(by, group), at)),
    reason: (by, group, reason) => withheld.has(reasonId(place(by, group), reason)),
    mean: (by, group) => means.has(answeredId(place(by, group))),
    sd: (by, group) => sds.has(answeredId(place(by, group))),
  };
}

/** Everybody once, then by each grouping the groups that are shown and what is left of everybody. */
function columnsIn(appearances: readonly Appearance[], limit: number): Column[] {
  const printsEverybody = appearances.filter(({ table }) => table.table.shows === 'background');
  const everybody = appearances[0] && columnOf(appearances[0], null, printsEverybody, limit);
  if (!everybody) return [];
  const groupings = Map.groupBy(appearances, ({ columns }) => columns.by);
  return [
    everybody,
    ...[...groupings.values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const shown = first.columns.groups.map((group) => columnOf(first, group, own, limit));
      const rest = restOf(everybody, shown, first.columns.by, limit);
      return rest ? [...shown, rest] : shown;
    }),
  ];
}

function columnOf(
  { row, columns: { by, wave } }: Appearance,
  group: Group,
  printedIn: readonly Appearance[],
  limit: number,
): Column {
  const cells: readonly (CountCell | MeanCell)[] = row.cells;
  const cell = cells.find((one) => one.group === group && one.wave === wave);
  if (!cell) throw new Error(`${row.variable.name} has no cell of ${group} at wave ${wave}`);
  const isPrinted = printedIn.length > 0;
  return {
    ...{ by: group === null ? null : by, group },
    ...('counts' in cell
      ? { answered: cell.answered, counts: cell.counts, mean: null, sd: null }
      : {
          ...{ answered: cell.description.n.used, counts: [] },
          ...{ mean: cell.description.mean, sd: cell.description.sd },
        }),
    reasons: cell.leftOut.filter(isOfTheForm),
    prints: { all: isPrinted, reasons: isPrinted && printsReasons(by) },
    least: group === null ? limit : limitOf(by, limit),
  };
}

/** A team is few enough for everybody in it to know who left what out. */
export function printsReasons(by: Belonging): boolean {
  return by !== 'team';
}

/** Null where everybody who sent the form is in a group that is shown. */
function restOf(
  everybody: Column,
  shown: readonly Column[],
  by: Belonging,
  limit: number,
): Column | null {
  const left = (of: (column: Column) => number) =>
    shown.reduce((rest, column) => rest - of(column), of(everybody));
  const countIn = (column: Column, reason: MissingReason) =>
    column.reasons.find((one) => one.reason === reason)?.count ?? 0;
  const answered = left((column) => column.answered);
  const reasons = everybody.reasons
    .map(({ reason }) => ({ reason, count: left((column) => countIn(column, reason)) }))
    .filter(({ count }) => count > 0);
  if (answered === 0 && reasons.length === 0) return null;
  const { mean, sd } = pooledRest(numbersOf(everybody), shown.map(numbersOf));
  return {
    ...{ by, group: 'rest', answered, reasons, mean, sd },
    counts: everybody.counts.map((_, at) => left(({ counts }) => counts[at] ?? 0)),
    prints: { all: false, reasons: false },
    least: limitOf(by, limit),
  };
}

function numbersOf({ answered, mean, sd }: Column) {
  return { n: answered, mean, sd };
}

function meansAmong(columns: readonly Column[], withheld: ReadonlySet<string>, limit: number) {
  const asked = columns.map((column) => ({
    ...{ by: column.by, group: column.group, least: column.least, ...numbersOf(column) },
    isUnknown: withheld.has(answeredId(column)),
    isPrinted: column.prints.all,
  }));
  const { means, sds } = withheldMeans(asked, limit);
  return { means: new Set([...means].map(answeredId)), sds: new Set([...sds].map(answeredId)) };
}
