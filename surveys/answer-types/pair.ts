/** A pair of statements, of which the truest is chosen: 1 is statement A, 2 is statement B. */

import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import { inLanguage, type Texts, TextsSchema } from '../text.ts';
import { paperChoices } from './options.ts';

export interface PairItem extends ItemBase {
  readonly type: 'pair';
  readonly a: Texts;
  readonly b: Texts;
}

export const pair: AnswerType<PairItem, number> = {
  type: 'pair',
  properties: { a: TextsSchema, b: TextsSchema },
  faults: () => [],
  parse(raw) {
    if (raw.length === 0) return empty;
    if (!raw.every((r) => r === '1' || r === '2')) return problem('not-an-option');
    return new Set(raw).size > 1 ? problem('two-answers') : { value: Number(raw[0]) };
  },
  encode: (value) => [String(value)],
  control: (raw, item, language) => ({
    kind: 'radios',
    choices: statements(item).map(({ value, label }) => ({
      value: String(value),
      label: inLanguage(label, language),
      checked: raw.includes(String(value)),
      exclusive: false,
    })),
  }),
  paper: (item, language) => ({
    kind: 'choices',
    choices: paperChoices(statements(item), language),
    several: false,
  }),
  columns: (item) => [
    {
      name: item.name,
      label: bothStatements(item),
      storage: 'integer',
      measure: 'nominal',
      values: statements(item),
    },
  ],
  cells: (value) => [value],
  score: (value) => value,
  saysDontKnow: () => false,
};

function statements(item: PairItem) {
  return [
    { value: 1, label: item.a },
    { value: 2, label: item.b },
  ];
}

/** The question of all pairs is the same: only the statements tell one column from another. */
function bothStatements({ a, b }: PairItem): Texts {
  return Object.fromEntries(
    Object.entries(a).map(([language, text]) => [language, `${text} / ${b[language] ?? ''}`]),
  );
}
