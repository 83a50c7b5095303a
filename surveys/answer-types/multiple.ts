/** Multiple choice: any number of options, and a way to say "none" that differs from saying nothing. */

import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import type { Texts } from '../text.ts';
import {
  choice,
  chosen,
  type Option,
  OptionsSchema,
  optionFaults,
  paperChoices,
} from './options.ts';

export interface MultipleItem extends ItemBase {
  readonly type: 'multiple';
  readonly options: readonly Option[];
}

const noneLabel: Texts = { nb: 'Ingen av disse', en: 'None of these' };
const none: Option = { value: 0, label: noneLabel, exclusive: true };

/** The options as shown: "none of these" is added where no option excludes the others. */
export function shownOptions(item: MultipleItem): readonly Option[] {
  return item.options.some((o) => o.exclusive) ? item.options : [...item.options, none];
}

export const multiple: AnswerType<MultipleItem, readonly number[]> = {
  type: 'multiple',
  properties: { options: OptionsSchema },
  faults: (item) => [
    ...optionFaults(item.options),
    ...item.options.flatMap((option, index) =>
      option.value >= 1 && option.value <= 99
        ? []
        : [
            {
              path: ['options', index, 'value'],
              message: 'options of a multiple choice go from 1 to 99',
            },
          ],
    ),
  ],
  parse(raw, item, policy) {
    if (raw.length === 0) return empty;
    const options = chosen(raw, shownOptions(item));
    if (!options) return problem('not-an-option');
    const value = options.map((o) => o.value).sort((a, b) => a - b);
    if (options.length > 1 && options.some((o) => o.exclusive))
      return policy === 'paper'
        ? { value, flags: ['exclusive-with-others'] }
        : problem('exclusive-with-others');
    return { value };
  },
  encode: (value) => value.map(String),
  control: (raw, item, language) => ({
    kind: 'checkboxes',
    choices: shownOptions(item).map((option) => choice(option, raw, language)),
  }),
  paper: (item, language) => ({
    kind: 'choices',
    choices: paperChoices(shownOptions(item), language),
    several: true,
  }),
  columns: (item) =>
    item.options.map((option) => ({
      name: `${item.name}_${String(option.value).padStart(2, '0')}`,
      label: labelled(item.text, option.label),
      storage: 'integer' as const,
      measure: 'nominal' as const,
      values: [
        { value: 0, label: { nb: 'Ikke valgt', en: 'Not ticked' } },
        { value: 1, label: { nb: 'Valgt', en: 'Ticked' } },
      ],
    })),
  cells: (value, item) => item.options.map((option) => (value.includes(option.value) ? 1 : 0)),
  /** The number of distinct options ticked; "none of these" is none. */
  score: (value, item) =>
    item.options.filter((o) => !o.exclusive && value.includes(o.value)).length,
  saysDontKnow: (value, item) =>
    item.options.some((o) => value.includes(o.value) && o.dont_know === true),
};

function labelled(question: Texts, option: Texts): Texts {
  return Object.fromEntries(
    Object.entries(question).map(([language, text]) => [
      language,
      `${text} – ${option[language] ?? ''}`,
    ]),
  );
}
