/** The tables of a plan as they may be published: figures of too few people withheld, and what would tell them. */

import { setImmediate as breath } from 'node:timers/promises';
import {
  type CountCell,
  type Group,
  type MeanCell,
  type PlannedTable,
  totals,
} from '../plan/tables.ts';
import { type Columns, columnsOf } from './columns.ts';
import { type FiguresRow, type FiguresTable, isOfTheForm, type RoleFigures } from './figures.ts';
import { meanDigits } from './mean-rule.ts';
import {
  figure,
  type PublishedCell,
  type PublishedRole,
  type PublishedRow,
  type PublishedTable,
  withheld,
} from './published.ts';
import { publishedResponses } from './response.ts';
import { everything, printsReasons, type WithheldAnswers, withheldAnswers } from './rows.ts';

export async function publish(figures: RoleFigures, limit: number): Promise<PublishedRole> {
  const columns = columnsIn(figures, limit);
  const answers = await answersWithheld(figures, columns, limit);
  return {
    role: figures.role,
    tables: figures.tables.map((table) => publishedTable(table, columns, answers)),
    responses: publishedResponses(figures, columns, limit),
  };
}

function columnsIn(figures: RoleFigures, limit: number): Columns[] {
  const waves = [...new Set(figures.standings.arm.map(({ wave }) => wave))];
  return (['arm', 'site', 'team'] as const).flatMap((by) =>
    waves.map((wave) => columnsOf(figures, by, wave, limit)),
  );
}

type Answers = (row: FiguresRow, wave: number) => WithheldAnswers;

/** Each variable once for all tables that show it in the same way. Others are served between two. */
async function answersWithheld(
  { tables }: RoleFigures,
  columns: readonly Columns[],
  limit: number,
): Promise<Answers> {
  const all = tables.flatMap((table) =>
    table.waves.flatMap((wave) =>
      table.rows.map((row) => ({ row, table, columns: found(columns, table, wave) })),
    ),
  );
  const keyOf = (row: FiguresRow, wave: number) => `${row.kind} ${row.variable.name} ${wave}`;
  const groups = Map.groupBy(all, ({ row, columns: { wave } }) => keyOf(row, wave));
  const own = new Map<string, WithheldAnswers>();
  for (const [key, ones] of groups) {
    await breath();
    own.set(key, withheldAnswers(ones, limit));
  }
  // A mean beside the counts of the same answers tells those that are withheld.
  const telling = all.filter(
    ({ row, columns: { wave } }) => row.kind === 'counts' && own.get(keyOf(row, wave))?.anything,
  );
  return (row, wave) => {
    const isTelling = telling.some(
      (one) => one.columns.wave === wave && one.row.items.some((item) => row.items.includes(item)),
    );
    if (row.kind === 'means' && isTelling) return everything;
    return own.get(keyOf(row, wave)) ?? everything;
  };
}

function found(columns: readonly Columns[], { table }: FiguresTable, wave: number): Columns {
  const own = columns.find((one) => one.by === table.by && one.wave === wave);
  if (!own) throw new Error(`nobody stands anywhere at wave ${wave}`);
  return own;
}

function publishedTable(
  figures: FiguresTable,
  columns: readonly Columns[],
  answers: Answers,
): PublishedTable {
  const { table, rows, groups, waves, total } = figures;
  const shownGroups = table.shows === 'background' ? [null, ...groups] : groups;
  const places = shownGroups.flatMap((group) => waves.map((wave) => ({ group, wave })));
  const isShown = (group: Group, wave: number) => {
    const own = found(columns, figures, wave);
    return own.isShown && (group === null || own.groups.includes(group));
  };
  const published = rows.map(
    (row): PublishedRow => ({
      ...{ variable: row.variable, kind: row.kind },
      options: row.kind === 'counts' ? row.options : [],
      several: row.kind === 'counts' && row.several,
      cells: places.map(({ group, wave }) => {
        const what = isShown(group, wave) ? answers(row, wave) : everything;
        return publishedCell(table, row, { group, wave }, what);
      }),
    }),
  );
  return { table, rows: published, totals: total ? publishedTotals(figures, published) : [] };
}

function publishedCell(
  { by }: PlannedTable,
  row: FiguresRow,
  { group, wave }: Pick<PublishedCell, 'group' | 'wave'>,
  what: WithheldAnswers,
): PublishedCell {
  const cells: readonly (CountCell | MeanCell)[] = row.cells;
  const cell = cells.find((one) => one.group === group && one.wave === wave);
  if (!cell) throw new Error(`${row.variable.name} has no cell of ${group} at wave ${wave}`);
  const isMean = row.kind === 'means';
  const counts = 'counts' in cell ? cell.counts : [];
  const { mean, sd } = 'counts' in cell ? { mean: null, sd: null } : cell.description;
  return {
    ...{ group, wave },
    n: figure('counts' in cell ? cell.answered : cell.description.n.used, what.answered(by, group)),
    counts: counts.map((count, at) => figure(count, what.option(by, group, at))),
    // Also where there is none: no mean says that nobody answered, and no SD that one did.
    mean: isMean && what.mean(by, group) ? withheld : rounded(mean),
    sd: isMean && what.sd(by, group) ? withheld : rounded(sd),
    leftOut: leftOutOf(by, group, cell, what),
  };
}

/** What is withheld as a whole names no reasons either. */
function leftOutOf(
  by: PlannedTable['by'],
  group: Group,
  { leftOut }: CountCell | MeanCell,
  what: WithheldAnswers,
): PublishedCell['leftOut'] {
  if (what === everything || !printsReasons(by)) return null;
  return leftOut.filter(isOfTheForm).map(({ reason, count }) => ({
    ...{ reason, count: figure(count, what.reason(by, group, reason)) },
  }));
}

/** The sum of means of which one is withheld would tell it. */
function publishedTotals(
  { rows, total }: FiguresTable,
  published: readonly PublishedRow[],
): PublishedTable['totals'] {
  if (!total) return [];
  return totals(rows, total)
    .filter(({ group }) => group !== null)
    .map((one) => {
      const isTold = published.every(({ cells }) =>
        cells.some(
          (cell) => cell.group === one.group && cell.wave === one.wave && cell.mean !== withheld,
        ),
      );
      return isTold ? { ...one, sum: rounded(one.sum) } : { ...one, sum: withheld, band: null };
    });
}

/** More digits tell what each of a few answered. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(meanDigits));
}
