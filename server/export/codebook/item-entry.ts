/** The entry of a question: its words, who is asked it, what can be answered, in which versions it is. */

import type { Condition } from '../../../surveys/answer-type.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import { questionInWords } from '../../../surveys/in-words.ts';
import type { Instrument, PlacedItem } from '../../../surveys/instrument.ts';
import type { Texts } from '../../../surveys/text.ts';
import { texts } from '../../texts.ts';
import type { ExportColumn } from '../columns.ts';
import {
  type Entry,
  fact,
  keptAs,
  namesOf,
  type Source,
  sayIn,
  type Value,
  valuesOf,
} from './entry.ts';
import { placedIn } from './find.ts';
import { rangeIn } from './range.ts';
import { type Fact, inEnglish, type Languages, plainly, told } from './words.ts';

export function itemEntry(
  source: Source,
  { item, group, section }: PlacedItem,
  instruments: readonly Instrument[],
  languages: Languages,
): Entry {
  const say = sayIn(languages);
  const [first] = source.columns;
  const asked = [section.when, item.when].flatMap((when) => (when ? [conditionInWords(when)] : []));
  const question = Object.fromEntries(
    languages.map((language) => [language, questionInWords(item, group, language)]),
  );
  const has = instruments.filter((one) => placedIn([one], item.name) !== null);
  const hasRange = item.type === 'date' || (first && rangeIn(first, instruments) !== null);
  return {
    name: source.name,
    columns: namesOf(source.columns),
    title: told(question, languages),
    facts: [
      ...fact('instruction', item.instruction ? told(item.instruction, languages) : null)(say),
      ...fact('number', plainly(item.number ?? ''))(say),
      ...fact('asked', plainly(asked.join(' & ')))(say),
      ...fact('once', item.once ? plainly(say('codebook.once')) : null)(say),
      ...(hasRange ? rangeOf(item, languages) : []),
      ...(item.type === 'multiple' ? tickedOf(first, languages) : []),
      ...keptAs(first, languages),
      ...fact('version', plainly(has.map(({ version }) => version).join(', ')))(say),
      ...fact('note', inEnglish(first?.note ?? ''))(say),
    ],
    values: item.type === 'multiple' ? ticks(item, source, languages) : valuesOf(first, languages),
  };
}

/** `jm02 = 1`; with several numbers, any of them. */
function conditionInWords(when: Condition): string {
  return Object.entries(when)
    .map(([name, values]) => `${name} = ${[values].flat().join(' / ')}`)
    .join(' & ');
}

function rangeOf(item: Item, languages: Languages): Fact[] {
  const say = sayIn(languages);
  if (item.type === 'date') return fact('range', plainly(`${item.earliest} – ${item.latest}`))(say);
  if (item.type !== 'number' && item.type !== 'scale') return [];
  const [from, to] = item.range;
  const ends = (language: string) =>
    item.type === 'scale' ? `${from}–${to}` : `${from}–${to} ${item.unit?.[language] ?? ''}`;
  const words: Texts = Object.fromEntries(languages.map((language) => [language, ends(language)]));
  return fact('range', told(words, languages))(say);
}

function tickedOf(column: ExportColumn | undefined, languages: Languages): Fact[] {
  const each = valuesOf(column, languages).map(({ value, text }) => `${value} = ${text}`);
  return fact('ticked', plainly(each.join(', ')))(sayIn(languages));
}

/** Each option of a question with several answers has a column of its own. */
function ticks(item: Item & { type: 'multiple' }, source: Source, languages: Languages): Value[] {
  const wave = source.columns[0]?.wave;
  const columns = source.columns.filter((column) => column.wave === wave);
  return item.options.map(({ value, label }, at) => ({
    value: columns[at]?.name.replace(/_w\d+$/, '') ?? String(value),
    ...told(label, languages),
  }));
}

/** What stands at the top of the questions: which form it is, whose it is, what was taken for granted. */
export function instrumentFacts(instrument: Instrument, languages: Languages): Fact[] {
  const say = texts(languages[0] ?? 'en');
  const each = (term: string, lines: readonly string[]) =>
    lines.flatMap((line) => fact(term, inEnglish(line))(say));
  return [
    ...fact('version', plainly(String(instrument.version)))(say),
    ...each('source', instrument.sources),
    ...each('rights', [instrument.rights]),
    ...each('assumption', instrument.assumptions),
  ];
}
