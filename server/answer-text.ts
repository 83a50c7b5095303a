/** An answer in words, or why there is none, in the reader's language. */

import type { Answer } from '../surveys/answer.ts';
import type { Item } from '../surveys/answer-types/index.ts';
import { wholeAnswerInWords } from '../surveys/in-words.ts';
import { dayInWords } from './day.ts';
import { texts } from './texts.ts';

export function answerText(item: Item, answer: Answer, language: string): string {
  const say = texts(language);
  if ('missing' in answer) return say(`rights.missing.${answer.missing}`);
  if (item.type === 'date' && typeof answer.value === 'string')
    return dayInWords(answer.value, language);
  // "None of these" is an answer; a text of nothing is not.
  return wholeAnswerInWords(item, answer, language) || say('rights.missing.skipped');
}
