/** A whole number within a range, typed by the participant. */

import Type from 'typebox';
import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import { holdsMissingCode } from '../missing.ts';
import { inLanguage, type Language, type Texts, TextsSchema } from '../text.ts';

export interface NumberItem extends ItemBase {
  readonly type: 'number';
  readonly range: readonly [number, number];
  readonly unit?: Texts;
}

export const RangeSchema = Type.Tuple([Type.Integer(), Type.Integer()], {
  description: 'two whole numbers [lowest, highest], both allowed',
});

export function rangeFaults([from, to]: readonly [number, number]) {
  if (from >= to) return [{ path: ['range'], message: `the range ${from} to ${to} is empty` }];
  return holdsMissingCode(from, to)
    ? [
        {
          path: ['range'],
          message: `the range ${from} to ${to} holds the code of a missing reason`,
        },
      ]
    : [];
}

// Plain ASCII digits only: "1e1", "-0" and full-width digits are typing accidents, not numbers.
const typable = /^\d{1,9}$/;

function typingFaults(range: readonly [number, number]) {
  return range.every((bound) => typable.test(String(bound)))
    ? []
    : [{ path: ['range'], message: 'a number is typed with 1 to 9 digits and without a sign' }];
}

export const number: AnswerType<NumberItem, number> = {
  type: 'number',
  properties: { range: RangeSchema, unit: Type.Optional(TextsSchema) },
  faults: (item) => [...rangeFaults(item.range), ...typingFaults(item.range)],
  parse(raw, item) {
    if (raw.length === 0) return empty;
    if (raw.length > 1) return problem('two-answers');
    const [from, to] = item.range;
    const typed = withoutUnit(raw[0] ?? '', item.unit);
    if (!typable.test(typed)) return problem('not-a-number', { from, to });
    const value = Number(typed);
    return value < from || value > to ? problem('out-of-range', { from, to }) : { value };
  },
  encode: (value) => [String(value)],
  control: (raw, item, language) => ({
    kind: 'number',
    value: raw[0] ?? '',
    unit: unitIn(item, language),
    digits: digitsOf(item),
  }),
  paper: (item, language) => ({
    kind: 'digits',
    digits: digitsOf(item),
    unit: unitIn(item, language),
  }),
  columns: (item) => [
    { name: item.name, label: item.text, storage: 'integer', measure: 'scale', values: [] },
  ],
  cells: (value) => [value],
  score: (value) => value,
  saysDontKnow: () => false,
};

const digitsOf = ({ range: [, highest] }: NumberItem) => String(highest).length;

function unitIn({ unit }: NumberItem, language: Language): string {
  return unit ? inLanguage(unit, language) : '';
}

function withoutUnit(typed: string, unit: Texts | undefined): string {
  const text = typed.trim();
  const suffix = Object.values(unit ?? {}).find((u) => text.endsWith(u));
  return suffix ? text.slice(0, -suffix.length).trim() : text;
}
