/** One entry of the codebook: what stands in one place of every wave, with the columns that it is found in. */

import { missingReasons } from '../../../surveys/missing.ts';
import { hasText, type Say, texts } from '../../texts.ts';
import { type ExportColumn, said } from '../columns.ts';
import { type Fact, inEnglish, type Languages, plainly, type Told, told } from './words.ts';

export interface Entry {
  readonly name: string;
  /** The names in the wide file, as one reads them. */
  readonly columns: string;
  readonly title: Told;
  readonly facts: readonly Fact[];
  readonly values: readonly Value[];
}

export interface Value extends Told {
  readonly value: string;
}

/** The columns of one item, scale or fact, in every wave. */
export interface Source {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
}

/** In the order of the file; an item with several columns is one. */
export function sourcesOf(columns: readonly ExportColumn[]): Source[] {
  const groups = Map.groupBy(columns, (column) => column.source ?? baseName(column));
  return [...groups].map(([name, own]) => ({ name, columns: own }));
}

export function baseName({ name, wave }: ExportColumn): string {
  return wave === null ? name : name.replace(/_w\d+$/, '');
}

/** What is known of a column by itself: of participants and waves that is all there is to tell. */
export function plainEntry({ name, columns }: Source, languages: Languages): Entry {
  const [first] = columns;
  const key = `research.note.${name}`;
  const note = first?.note ?? '';
  const isOurs = hasText(key) && note === texts('en')(key);
  return {
    name,
    columns: namesOf(columns),
    title: told(first?.label ?? {}, languages),
    facts: [
      ...keptAs(first, languages),
      ...fact(
        'note',
        note === '' ? null : isOurs ? told(said(key), languages) : inEnglish(note),
      )(sayIn(languages)),
    ],
    values: valuesOf(first, languages),
  };
}

/** Of several in a wave the first and the last: `jm06_01_w1 … jm06_11_w1`. */
export function namesOf(columns: readonly ExportColumn[]): string {
  return [...Map.groupBy(columns, ({ wave }) => wave).values()]
    .map((own) => [...new Set([own[0]?.name, own.at(-1)?.name])].join(' … '))
    .join(', ');
}

export function valuesOf(column: ExportColumn | undefined, languages: Languages): Value[] {
  return (column?.values ?? []).map(({ value, label }) => ({
    value: String(value),
    ...told(label, languages),
  }));
}

export function keptAs(column: ExportColumn | undefined, languages: Languages): Fact[] {
  if (!column) return [];
  const say = sayIn(languages);
  const kept = [
    say(`codebook.storage.${column.storage}`),
    say(`codebook.measure.${column.measure}`),
  ].join(', ');
  return fact('kept', plainly(kept))(say);
}

/** None where there is nothing to tell. */
export const fact =
  (term: string, words: Told | null) =>
  (say: Say): Fact[] =>
    words === null || words.text === '' ? [] : [{ term: say(`codebook.term.${term}`), ...words }];

export const sayIn = (languages: Languages): Say => texts(languages[0] ?? 'en');

export function missingValues(languages: Languages): Value[] {
  return missingReasons.map(({ code, label }) => ({
    value: String(code),
    ...told(label, languages),
  }));
}
