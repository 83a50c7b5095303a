/** A response as its participant reads it: every question of its own version of the form, with the answer in words. */

import type { Answer, Sheet } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { questionInWords, wholeAnswerInWords } from '../../surveys/in-words.ts';
import { placedItems } from '../../surveys/instrument.ts';
import { inLanguage } from '../../surveys/text.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { dayInWords } from '../day.ts';
import type { HeldInStudy } from '../db/held.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

export interface AnswerInWords {
  readonly item: string;
  readonly question: string;
  readonly answer: string;
}

export interface FormInWords {
  readonly title: string;
  /** What has been saved so far, when the form was not sent. */
  readonly answers: readonly AnswerInWords[];
  readonly scores: readonly { readonly label: string; readonly value: string }[];
}

export function formInWords(
  services: Services,
  response: HeldInStudy['response'][number],
  scores: HeldInStudy['score'],
  language: string,
): FormInWords {
  const { instrument: name, instrument_version: version } = response;
  const instrument = pinnedInstrument(services, name, version);
  const sheet = JSON.parse(response.sheet) as Sheet;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return {
    title: inLanguage(instrument.title, language),
    answers: placedItems(instrument).flatMap(({ item, group }) => {
      const answer = sheet[item.name];
      if (!answer) return [];
      const question = questionInWords(item, group, language);
      return [{ item: item.name, question, answer: inWords(item, answer, language) }];
    }),
    scores: instrument.scales.flatMap(({ name: scale, label }) => {
      const score = scores.find((row) => row.response_id === response.id && row.scale === scale);
      return score?.value === undefined || score.value === null
        ? []
        : [{ label: inLanguage(label, language), value: number.format(score.value) }];
    }),
  };
}

function inWords(item: Item, answer: Answer, language: string): string {
  const say = texts(language);
  if ('missing' in answer) return say(`rights.missing.${answer.missing}`);
  if (item.type === 'date' && typeof answer.value === 'string')
    return dayInWords(answer.value, language);
  // "None of these" is an answer; a text of nothing is not.
  return wholeAnswerInWords(item, answer, language) || say('rights.missing.skipped');
}
