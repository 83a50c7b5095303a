/** The tables that may be published as the page shows them. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { type Standing, standings } from '../analysis/publishable/figures.ts';
import { meanDigits } from '../analysis/publishable/mean-rule.ts';
import {
  type Figure,
  type PublishedCell,
  type PublishedResponse,
  type PublishedRole,
  type PublishedRow,
  type PublishedTable,
  withheld,
} from '../analysis/publishable/publish.ts';
import { shareOf } from './publishable-lines.ts';
import type { Speaker } from './speaker.ts';
import { groupLabel, type TableModel } from './table-model.ts';

export interface PublishableModel extends TableModel {
  readonly file: string;
  /** What the first column is of. */
  readonly of: string;
  /** How many numbers are withheld. */
  readonly held: string;
}

type Text = TableModel['rows'][number]['cells'][number];

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
    text: figureText(sum, speak, (value) => number.decimal(value, meanDigits)),
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
  const decimal = (value: Figure | null) =>
    figureText(value, speak, (known) => number.decimal(known, meanDigits));
  if (mean === withheld && n === withheld && !leftOut)
    return { text: say('publishable.held'), note: '' };
  return {
    text: mean === null || mean === withheld ? decimal(mean) : `${decimal(mean)} (${decimal(sd)})`,
    note: [nText(n, speak), reasons(cell, speak)].filter(Boolean).join('; '),
  };
}

function answeredText(cell: PublishedCell, speak: Speaker) {
  return { text: nText(cell.n, speak), note: reasons(cell, speak) };
}

function countText({ counts, n }: PublishedCell, at: number, speak: Speaker) {
  const { number } = speak;
  const count = counts[at] ?? withheld;
  const share = shareOf(count, n);
  const text = figureText(count, speak, number.whole);
  return { text: share === withheld ? text : `${text} (${number.percent(share)})`, note: '' };
}

function reasons({ leftOut }: PublishedCell, speak: Speaker): string {
  return (leftOut ?? [])
    .map(
      ({ reason, count }) =>
        `${figureText(count, speak, speak.number.whole)} ${speak.say(`research.reason.${reason}`)}`,
    )
    .join(', ');
}

function nText(n: Figure, { say }: Speaker): string {
  return n === withheld ? say('publishable.held') : say('results.n', { n });
}

function figureText(
  figure: Figure | null,
  { say, number }: Speaker,
  print: (value: number) => string,
): string {
  if (figure === withheld) return say('publishable.held');
  return figure === null ? number.decimal(null) : print(figure);
}

export const responseName = (role: string) => `response-${role}`;

/** A line for each arm at each wave, with everybody last. */
export function responseModel(
  study: Study,
  { role, responses }: PublishedRole,
  speak: Speaker,
): PublishableModel {
  const { say, number } = speak;
  const label = study.roles.find(({ name }) => name === role)?.label ?? {};
  const parts = ['members', ...standings, 'rate'] as const;
  const columns = parts.map((part) => say(`publishable.standing.${part}`));
  const waves = [...Map.groupBy(responses, ({ wave }) => wave).values()];
  return {
    ...{ name: responseName(role), columns, of: say('publishable.waveAndGroup') },
    title: say('publishable.response', { role: inLanguage(label, speak.language) }),
    file: fileOf(study, responseName(role)),
    held: heldText(
      responses.flatMap(({ members, counts }) => [members, ...Object.values(counts)]),
      speak,
    ),
    rows: waves.flatMap((ofWave) =>
      ofWave
        .toSorted((a, b) => Number(a.group === null) - Number(b.group === null))
        .map((one) => ({
          label: `${speak.wave(one.wave)}, ${groupLabel(study, 'arm', one.group, speak)}`,
          ...{ isPart: false, isTotal: one.group === null },
          cells: parts.map((part, at) => ({
            label: columns[at] ?? '',
            note: '',
            text:
              part === 'rate'
                ? figureText(rateOf(one), speak, number.percent)
                : figureText(partOf(one, part), speak, number.whole),
          })),
        })),
    ),
  };
}

function partOf({ members, counts }: PublishedResponse, part: Standing | 'members'): Figure {
  return part === 'members' ? members : counts[part];
}

/** Of those for whom the wave has opened. */
function rateOf({ members, counts }: PublishedResponse): Figure | null {
  if (members === withheld || counts.notYetDue === withheld) return withheld;
  return shareOf(counts.submitted, members - counts.notYetDue);
}

function fileOf({ study }: Study, name: string): string {
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

function heldText(figures: readonly (Figure | null)[], { say }: Speaker): string {
  const all = figures.filter((figure) => figure !== null);
  const held = all.filter((figure) => figure === withheld).length;
  return held === 0 ? say('publishable.none') : say('publishable.count', { held, all: all.length });
}
