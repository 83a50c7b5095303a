/** A rating from a lowest to a highest number, with words at both ends. */

import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import { inLanguage, type Texts, TextsSchema } from '../text.ts';
import { RangeSchema, rangeFaults } from './number.ts';
import { paperChoices } from './options.ts';

export interface ScaleItem extends ItemBase {
  readonly type: 'scale';
  readonly range: readonly [number, number];
  readonly low: Texts;
  readonly high: Texts;
}

export const scale: AnswerType<ScaleItem, number> = {
  type: 'scale',
  properties: { range: RangeSchema, low: TextsSchema, high: TextsSchema },
  faults: (item) => [
    ...rangeFaults(item.range),
    ...(item.range[1] - item.range[0] > 20
      ? [{ path: ['range'], message: 'a scale has at most 21 points; use a number instead' }]
      : []),
  ],
  parse(raw, item) {
    if (raw.length === 0) return empty;
    if (!raw.every((typed) => isPoint(typed, item))) return problem('not-an-option');
    const distinct = new Set(raw);
    return distinct.size > 1 ? problem('two-answers') : { value: Number(raw[0]) };
  },
  encode: (value) => [String(value)],
  control: (raw, item, language) => ({
    kind: 'rating',
    low: inLanguage(item.low, language),
    high: inLanguage(item.high, language),
    choices: points(item).map((point) => ({
      value: String(point),
      label: String(point),
      checked: raw.includes(String(point)),
      exclusive: false,
    })),
  }),
  paper: (item, language) => ({
    kind: 'rating',
    choices: paperChoices(
      points(item).map((value) => ({ value, label: { [language]: String(value) } })),
      language,
    ),
    low: inLanguage(item.low, language),
    high: inLanguage(item.high, language),
  }),
  columns: (item) => [
    {
      name: item.name,
      label: item.text,
      storage: 'integer',
      measure: 'ordinal',
      values: [
        { value: item.range[0], label: item.low },
        { value: item.range[1], label: item.high },
      ],
    },
  ],
  cells: (value) => [value],
  score: (value) => value,
  saysDontKnow: () => false,
};

/** Only as the form sends it: "07", "+7" and "7.0" are none of its points. */
function isPoint(typed: string, { range: [from, to] }: ScaleItem): boolean {
  const point = Number(typed);
  return String(point) === typed && Number.isInteger(point) && from <= point && point <= to;
}

function points(item: ScaleItem): number[] {
  const [from, to] = item.range;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
