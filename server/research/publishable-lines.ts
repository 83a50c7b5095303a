/** Published tables as one number a line, by row and by column: what a file is made of. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { standings } from '../analysis/publishable/figures.ts';
import {
  type Figure,
  type PublishedCell,
  type PublishedResponse,
  type PublishedRow,
  type PublishedTable,
  withheld,
} from '../analysis/publishable/published.ts';
import { csvHeader, csvRows } from '../export/csv.ts';
import type { Speaker } from './speaker.ts';
import { groupLabel } from './table-model.ts';

interface Line {
  readonly variable: string;
  readonly question: string;
  readonly answer: string;
  readonly group: string;
  readonly wave: number;
  readonly statistic: string;
  readonly figure: Figure | string | null;
}

const columns = (
  ['variable', 'question', 'answer', 'group', 'wave', 'statistic', 'value', 'withheld'] as const
).map((name) => ({ name, storage: 'text' as const }));

/** A number that is withheld is left empty, and marked; the same mark whatever the reason. */
export function publishableCsv(lines: readonly Line[]): string {
  return (
    csvHeader(columns) +
    csvRows(
      columns,
      lines.map(({ variable, question, answer, group, wave, statistic, figure }) => [
        ...[variable, question, answer, group, wave, statistic],
        figure === withheld ? '' : (figure ?? ''),
        figure === withheld ? 1 : 0,
      ]),
    )
  );
}

export function tableLines(study: Study, published: PublishedTable, speak: Speaker): Line[] {
  const { table, rows, totals } = published;
  const label = (group: PublishedCell['group']) => groupLabel(study, table.by, group, speak);
  return [
    ...rows.flatMap((row) =>
      row.cells.flatMap((cell) =>
        cellFigures(row, cell, speak).map((line) => ({
          variable: row.variable.name,
          question: inLanguage(row.variable.label, speak.language),
          ...{ group: label(cell.group), wave: cell.wave, ...line },
        })),
      ),
    ),
    ...totals.flatMap(({ group, wave, sum, band }) => {
      const where = { group: label(group), wave, variable: table.total ?? '' };
      const of = { ...where, question: speak.say('results.total'), answer: '' };
      const named = band ? inLanguage(band.label, speak.language) : null;
      return [
        { ...of, statistic: 'sum', figure: sum },
        { ...of, statistic: 'band', figure: sum === withheld ? withheld : named },
      ];
    }),
  ];
}

function cellFigures(
  { kind, options }: PublishedRow,
  { n, counts, mean, sd, leftOut }: PublishedCell,
  { language }: Speaker,
): Pick<Line, 'answer' | 'statistic' | 'figure'>[] {
  const whole = (statistic: string, figure: Line['figure']) => ({ answer: '', statistic, figure });
  return [
    whole('n', n),
    ...(kind === 'means' ? [whole('mean', mean), whole('sd', sd)] : []),
    ...options.flatMap((option, at) => {
      const answer = inLanguage(option.label, language);
      const count = counts[at] ?? withheld;
      return [
        { answer, statistic: 'count', figure: count },
        { answer, statistic: 'percent', figure: percentOf(count, n) },
      ];
    }),
    ...(leftOut ?? []).map(({ reason, count }) => whole(`left out: ${reason}`, count)),
  ];
}

/** Would tell the one of the two that is withheld. */
export function shareOf(count: Figure, n: Figure): Figure | null {
  if (count === withheld || n === withheld) return withheld;
  return n === 0 ? null : count / n;
}

function percentOf(count: Figure, n: Figure): Figure | null {
  const share = shareOf(count, n);
  return typeof share === 'number' ? Number((100 * share).toFixed(1)) : share;
}

export function responseLines(
  study: Study,
  responses: readonly PublishedResponse[],
  speak: Speaker,
): Line[] {
  return responses.flatMap(({ group, wave, members, counts }) => {
    const place = { group: groupLabel(study, 'arm', group, speak), wave, answer: '' };
    return [
      { ...place, ...responseNames('members', speak), figure: members },
      ...standings.map((standing) => ({
        ...{ ...place, ...responseNames(standing, speak), figure: counts[standing] },
      })),
    ];
  });
}

function responseNames(part: string, { say }: Speaker) {
  return {
    variable: part,
    question: say(`publishable.standing.${part}`),
    statistic: 'count',
  };
}
