/** What single and multiple choice share: a list of numbered options. */

import Type from 'typebox';
import type { ChoiceView, ItemFault, PaperChoice } from '../answer-type.ts';
import { holdsMissingCode } from '../missing.ts';
import { optionKeys } from '../option-keys.ts';
import { inLanguage, type Language, type Texts, TextsSchema } from '../text.ts';

export interface Option {
  readonly value: number;
  readonly label: Texts;
  /** Cannot stand together with other options, e.g. "none of these". */
  readonly exclusive?: boolean;
  /** The option that says "don't know"; a scale may treat it as missing. */
  readonly dont_know?: boolean;
}

export const OptionSchema = Type.Object(
  {
    value: Type.Integer({ description: 'the number stored and exported' }),
    label: TextsSchema,
    exclusive: Type.Optional(Type.Boolean()),
    dont_know: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const OptionsSchema = Type.Array(OptionSchema, { minItems: 2 });

export function optionFaults(options: readonly Option[]): ItemFault[] {
  return options.flatMap((option, index) => {
    const path = ['options', index, 'value'];
    const faults: ItemFault[] = [];
    if (options.findIndex((o) => o.value === option.value) < index)
      faults.push({ path, message: `option ${option.value} stands twice` });
    if (holdsMissingCode(option.value, option.value))
      faults.push({ path, message: `${option.value} is the code of a missing reason` });
    return faults;
  });
}

export function choice(option: Option, raw: readonly string[], language: Language): ChoiceView {
  const value = String(option.value);
  return {
    value,
    label: inLanguage(option.label, language),
    checked: raw.includes(value),
    exclusive: option.exclusive ?? false,
  };
}

/** The boxes of a list on paper. */
export function paperChoices(
  options: readonly Pick<Option, 'value' | 'label'>[],
  language: Language,
): PaperChoice[] {
  const keys = optionKeys(options.map(({ value }) => value));
  return options.map(({ value, label }) => ({
    value,
    key: keys.get(value) ?? '',
    label: inLanguage(label, language),
  }));
}

/** The options that the form sent, by their exact numbers; null if one of them does not exist. */
export function chosen(raw: readonly string[], options: readonly Option[]): Option[] | null {
  const distinct = [...new Set(raw)];
  const found = options.filter((option) => distinct.includes(String(option.value)));
  return found.length === distinct.length ? found : null;
}
