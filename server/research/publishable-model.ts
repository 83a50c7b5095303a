/** The tables that may be published as the page shows them. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { meanDigits } from '../analysis/publishable/mean-rule.ts';
import {
  type Figure,
  type PublishedCell,
  type PublishedRow,
  type PublishedTable,
  withheld,
} from '../analysis/publishable/published.ts';
import { shareOf } from './publishable-lines.ts';
import type { Speaker } from './speaker.ts';
import { groupLabel, type TableModel } from './table-model.ts';

interface Text {
  readonly label: string;
  readonly text: string;
  readonly note: string;
  /** The text says that a number is withheld. */
  readonly isHeld: boolean;
}

export interface PublishableModel extends Omit<TableModel, 'rows'> {
  readonly rows: readonly (Omit<TableModel['rows'][number], 'cells'> & {
    readonly cells: readonly Text[];
  })[];
  readonly file: string;
  /** What the first column is of. */
  readonly of: string;
  /** How many numbers are withheld. */
  readonly held: string;
}

export function publishedTableModel(
  study: Study,
  published: PublishedTable,
  speak: Speaker,
): PublishableModel {
  const { table, rows, totals } = published;
  const { say, language, number } = speak;
  const places = rows[0]?.cells ?? [];
  const waves = new Set(places.map(({ wave }) => wave));
  const columns = places.map(({ group, wave }) =>
    [groupLabel(study, table.by, group, speak), waves.size > 1 ? speak.wave(wave) : '']
      .filter(Boolean)
      .join(', '),
  );
  const labelled = (texts: readonly Omit<Text, 'label'>[]) =>
    texts.map((text, at) => ({ label: columns[at] ?? '', ...text }));
  const sums = totals.map(({ sum, band }) => ({
    ...figureText(sum, speak, (value) => number.decimal(value, meanDigits)),
    note: band ? inLanguage(band.label, language) : '',
  }));
  return {
    ...{ name: table.name, title: inLanguage(table.title, language), columns },
    of: say('results.variable'),
    file: fileOf(study, table.name),
    held: heldText(figuresIn(published), speak),
    rows: [
      ...rows.flatMap((row) =>
        rowTexts(row, speak).map(({ cells, ...line }) => ({
          ...{ ...line, isTotal: false, cells: labelled(cells) },
        })),
      ),
      ...(sums.length === 0
        ? []
        : [{ label: say('results.total'), isPart: false, isTotal: true, cells: labelled(sums) }]),
    ],
  };
}

function rowTexts(row: PublishedRow, speak: Speaker) {
  const { variable, kind, options, cells } = row;
  const { language } = speak;
  const label = [variable.item?.number, inLanguage(variable.label, language)]
    .filter(Boolean)
    .join(' ');
  const first = cells.map((cell) => (kind === 'means' ? meanText : answeredText)(cell, speak));
  return [
    { label, isPart: false, cells: first },
    ...options.map((option, at) => ({
      ...{ label: inLanguage(option.label, language), isPart: true },
      cells: cells.map((cell) => countText(cell, at, speak)),
    })),
  ];
}

function meanText(cell: PublishedCell, speak: Speaker) {
  const { number, say } = speak;
  const { n, mean, sd, leftOut } = cell;
  const decimal = (value: number) => number.decimal(value, meanDigits);
  const { text, isHeld } = figureText(mean, speak, decimal);
  // A column that is withheld as a whole needs saying so once.
  const isAll = isHeld && n === withheld && !leftOut;
  const notes = [
    n === withheld ? say('publishable.heldN') : nText(n, speak).text,
    reasons(cell, speak),
  ];
  return {
    text: typeof sd === 'number' && !isHeld ? `${text} (${decimal(sd)})` : text,
    note: isAll ? '' : notes.filter(Boolean).join('; '),
    isHeld,
  };
}

function answeredText(cell: PublishedCell, speak: Speaker) {
  return { ...nText(cell.n, speak), note: reasons(cell, speak) };
}

function countText({ counts, n }: PublishedCell, at: number, speak: Speaker) {
  const { number } = speak;
  const count = counts[at] ?? withheld;
  const share = shareOf(count, n);
  const { text, isHeld } = figureText(count, speak, number.whole);
  const whole = share === withheld ? text : `${text} (${number.percent(share)})`;
  return { text: whole, note: '', isHeld };
}

function reasons({ leftOut }: PublishedCell, { say, number }: Speaker): string {
  return (leftOut ?? [])
    .map(({ reason, count }) => {
      const named = say(`research.reason.${reason}`);
      return count === withheld
        ? say('publishable.some', { reason: named })
        : `${number.whole(count)} ${named}`;
    })
    .join(', ');
}

function nText(n: Figure, speak: Speaker) {
  return figureText(n, speak, (known) => speak.say('results.n', { n: known }));
}

export function figureText(
  figure: Figure | null,
  { say, number }: Speaker,
  print: (value: number) => string,
): Pick<Text, 'text' | 'isHeld'> {
  if (figure === withheld) return { text: say('publishable.held'), isHeld: true };
  return { text: figure === null ? number.decimal(null) : print(figure), isHeld: false };
}

export function fileOf({ study }: Study, name: string): string {
  return `/research/${study}/publishable/${name}.csv`;
}

function figuresIn({ rows, totals }: PublishedTable): (Figure | null)[] {
  return [
    ...rows.flatMap(({ cells }) =>
      cells.flatMap(({ n, counts, mean, leftOut }) => [
        ...[n, ...counts, mean],
        ...(leftOut ?? []).map(({ count }) => count),
      ]),
    ),
    ...totals.map(({ sum }) => sum),
  ];
}

export function heldText(figures: readonly (Figure | null)[], { say }: Speaker): string {
  const all = figures.filter((figure) => figure !== null);
  const held = all.filter((figure) => figure === withheld).length;
  return held === 0 ? say('publishable.none') : say('publishable.count', { held, all: all.length });
}
