/** The entry of a scale: how it is made, of what, how far it goes, whose it is, and what was taken for granted. */

import type { Instrument, Scale } from '../../../surveys/instrument.ts';
import { type Entry, fact, keptAs, namesOf, type Source, sayIn, type Value } from './entry.ts';
import { scaleIn } from './find.ts';
import { type Fact, inEnglish, type Languages, plainly, told } from './words.ts';

export function scaleEntry(
  source: Source,
  scale: Scale,
  instruments: readonly Instrument[],
  languages: Languages,
): Entry {
  const say = sayIn(languages);
  const has = instruments.filter((one) => scaleIn([one], scale.name) !== null);
  const lines = (term: string, all: readonly string[]) =>
    all.flatMap((line) => fact(term, inEnglish(line))(say));
  return {
    name: source.name,
    columns: namesOf(source.columns),
    title: told(scale.label, languages),
    facts: [
      ...howMade(scale, languages),
      ...keptAs(source.columns[0], languages),
      ...fact('version', plainly(has.map(({ version }) => version).join(', ')))(say),
      ...lines('source', [scale.source]),
      ...lines('assumption', scale.assumptions ?? []),
    ],
    values: bands(scale, languages),
  };
}

function howMade(scale: Scale, languages: Languages): Fact[] {
  const say = sayIn(languages);
  const { rule, items, reversed, counted, cap, minimum, branch, range, good } = scale;
  const [name] = rule.split('@');
  const pairs = Object.entries(counted ?? {}).map(([item, value]) => `${item} = ${value}`);
  const minimumWords = typeof minimum === 'number' ? String(minimum) : say(`codebook.${minimum}`);
  return [
    ...fact(
      'made',
      plainly(`${say(`research.rule.${name}`, { items: items.join(', ') })} (${rule})`),
    )(say),
    ...fact('reversed', plainly(reversed?.join(', ') ?? ''))(say),
    ...fact('counted', plainly(pairs.join(', ')))(say),
    ...fact('cap', plainly(cap === undefined ? '' : String(cap)))(say),
    ...fact('minimum', plainly(minimumWords))(say),
    ...fact('branch', plainly(say(`codebook.branch.${branch}`)))(say),
    ...fact('dontKnow', plainly(say(`codebook.dontKnow.${scale.dont_know ?? 'missing'}`)))(say),
    ...fact('range', plainly(`${range[0]}–${range[1]}, ${say(`research.scales.${good}`)}`))(say),
  ];
}

function bands({ bands: all }: Scale, languages: Languages): Value[] {
  return (all ?? []).map(({ from, label }) => ({
    ...{ value: `≥ ${from}`, ...told(label, languages) },
  }));
}
