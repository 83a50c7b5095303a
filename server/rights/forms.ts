/** A response as its participant reads it: every question of its own version of the form, with the answer in words. */

import type { Sheet } from '../../surveys/answer.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import { placedItems } from '../../surveys/instrument.ts';
import { inLanguage } from '../../surveys/text.ts';
import { answerText } from '../answer-text.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import type { HeldInStudy } from '../db/held.ts';
import type { Services } from '../services.ts';

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
      return [{ item: item.name, question, answer: answerText(item, answer, language) }];
    }),
    scores: instrument.scales.flatMap(({ name: scale, label }) => {
      const score = scores.find((row) => row.response_id === response.id && row.scale === scale);
      return score?.value === undefined || score.value === null
        ? []
        : [{ label: inLanguage(label, language), value: number.format(score.value) }];
    }),
  };
}
