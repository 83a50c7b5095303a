/** The describing tables of a plan as the page shows them: background by group, and means by group and wave. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { TableResult } from '../analysis/plan/results.ts';
import type { CountCell, Group, LeftOut, MeanCell, TableRow } from '../analysis/plan/tables.ts';
import type { Speaker } from './speaker.ts';

/** A table as columns of groups and waves, and rows of texts. */
export interface TableModel {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** The variable itself, or one of the answers to it. */
    readonly isPart: boolean;
    readonly isTotal: boolean;
    readonly cells: readonly {
      readonly label: string;
      readonly text: string;
      readonly note: string;
    }[];
  }[];
}

export function tableModel(study: Study, result: TableResult, speak: Speaker): TableModel {
  const { table, groups, waves, rows, totals } = result;
  const columns = groups.flatMap((group) =>
    waves.map((wave) =>
      [groupLabel(study, table.by, group, speak), waves.length > 1 ? speak.wave(wave) : '']
        .filter(Boolean)
        .join(', '),
    ),
  );
  const labelled = (texts: readonly { text: string; note: string }[]) =>
    texts.map((cell, i) => ({ label: columns[i] ?? '', ...cell }));
  const total = totals.length === 0 ? [] : [totalTexts(result, speak)];
  return {
    ...{ name: table.name, title: inLanguage(table.title, speak.language), columns },
    rows: [
      ...rows.flatMap((row) =>
        rowTexts(row, speak).map(({ cells, ...line }) => ({
          ...{ ...line, isTotal: false },
          cells: labelled(cells),
        })),
      ),
      ...total.map((cells) => ({
        ...{ label: speak.say('results.total'), isPart: false, isTotal: true },
        cells: labelled(cells),
      })),
    ],
  };
}

export function groupLabel(
  { arms, sites, teams }: Study,
  by: TableResult['table']['by'],
  group: Group,
  { say, language }: Speaker,
): string {
  if (group === null) return say('research.all');
  const named = { arm: arms, site: sites, team: teams }[by].find(({ name }) => name === group);
  return named ? inLanguage(named.label, language) : group;
}

/** A line for a mean, or one for each answer under one for the question. */
function rowTexts(row: TableRow, speak: Speaker) {
  const { language } = speak;
  const { item } = row.variable;
  const label = [item?.number, inLanguage(row.variable.label, language)].filter(Boolean).join(' ');
  if (row.kind === 'means')
    return [{ label, isPart: false, cells: row.cells.map((cell) => meanText(cell, speak)) }];
  return [
    { label, isPart: false, cells: row.cells.map((cell) => answeredText(cell, speak)) },
    ...row.options.map((option, at) => ({
      ...{ label: inLanguage(option.label, language), isPart: true },
      cells: row.cells.map((cell) => countText(cell, at, speak)),
    })),
  ];
}

function meanText({ description, leftOut }: MeanCell, speak: Speaker) {
  const { number, say } = speak;
  const { n, mean, sd } = description;
  return {
    text: n.used === 0 ? '–' : `${number.decimal(mean, 1)} (${number.decimal(sd, 1)})`,
    note: [say('results.n', { n: n.used }), reasons(leftOut, speak)].filter(Boolean).join('; '),
  };
}

function answeredText({ answered, leftOut }: CountCell, speak: Speaker) {
  const text = speak.say('results.n', { n: answered });
  return { text, note: reasons(leftOut, speak) };
}

function countText({ answered, counts }: CountCell, at: number, { number }: Speaker) {
  const count = counts[at] ?? 0;
  const share = answered === 0 ? null : count / answered;
  return { text: `${number.whole(count)} (${number.percent(share)})`, note: '' };
}

function totalTexts({ totals }: TableResult, { number, language }: Speaker) {
  return totals.map(({ sum, band }) => ({
    text: number.decimal(sum, 1),
    note: band ? inLanguage(band.label, language) : '',
  }));
}

function reasons(leftOut: LeftOut, { say }: Speaker): string {
  return leftOut
    .map(({ reason, count }) => `${count} ${say(`research.reason.${reason}`)}`)
    .join(', ');
}
