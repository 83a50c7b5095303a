/** Questions and answers in words, where they are read and not filled in. */

import type { Answer } from './answer.ts';
import { answerType, type Item } from './answer-types/index.ts';
import { encodeAnswer } from './answers.ts';
import type { Group } from './instrument.ts';
import { inLanguage, type Language } from './text.ts';

/** A text that goes on from its lead (“… keep a normal pace?”) needs the lead to be understood alone. */
export function questionInWords(item: Item, { lead }: Group, language: Language): string {
  const text = inLanguage(item.text, language);
  if (!lead || !text.startsWith('…')) return text;
  return inLanguage(lead, language).replace(/\s*…$/, '') + text.replace(/^…\s*/, ' ');
}

/** Empty where nothing was answered. */
export function answerInWords(item: Item, answer: Answer | undefined, language: Language): string {
  const control = answerType(item).control(encodeAnswer(answer, item), item, language);
  if (!('choices' in control)) return control.value;
  return control.choices
    .filter(({ checked }) => checked)
    .map(({ label }) => label)
    .join(', ');
}

/** With the unit of a number, and with what the ends of a scale mean. */
export function wholeAnswerInWords(item: Item, answer: Answer, language: Language): string {
  const words = answerInWords(item, answer, language);
  const control = answerType(item).control([], item, language);
  if (control.kind === 'number') return [words, control.unit].filter(Boolean).join(' ');
  if (control.kind !== 'rating') return words;
  const [from, to] = [control.choices[0]?.label, control.choices.at(-1)?.label];
  return `${words} (${from} = ${control.low}, ${to} = ${control.high})`;
}
