/** Single choice: one of several options. */

import Type from 'typebox';
import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import {
  choice,
  chosen,
  type Option,
  OptionsSchema,
  optionFaults,
  paperChoices,
} from './options.ts';

export interface SingleItem extends ItemBase {
  readonly type: 'single';
  readonly options: readonly Option[];
  /** Ordinal unless said otherwise: most lists of answers run from less to more. */
  readonly measure?: 'nominal';
}

export const single: AnswerType<SingleItem, number> = {
  type: 'single',
  properties: { options: OptionsSchema, measure: Type.Optional(Type.Literal('nominal')) },
  faults: (item) => optionFaults(item.options),
  parse(raw, item) {
    if (raw.length === 0) return empty;
    const options = chosen(raw, item.options);
    if (!options) return problem('not-an-option');
    const [option, another] = options;
    return !option || another ? problem('two-answers') : { value: option.value };
  },
  encode: (value) => [String(value)],
  control: (raw, item, language) => ({
    kind: 'radios',
    choices: item.options.map((option) => choice(option, raw, language)),
  }),
  paper: (item, language) => ({
    kind: 'choices',
    choices: paperChoices(item.options, language),
    several: false,
  }),
  columns: (item) => [
    {
      name: item.name,
      label: item.text,
      storage: 'integer',
      measure: item.measure ?? (item.options.length > 2 ? 'ordinal' : 'nominal'),
      values: item.options,
    },
  ],
  cells: (value) => [value],
  score: (value) => value,
  saysDontKnow: (value, item) =>
    item.options.some((o) => o.value === value && o.dont_know === true),
};
