/** A variable as DDI-Codebook has it: labels, question, range, reasons for missing answers, categories, rule. */

import { questionInWords } from '../../../surveys/in-words.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import { missingReasons } from '../../../surveys/missing.ts';
import type { Texts } from '../../../surveys/text.ts';
import { placedIn } from '../codebook/find.ts';
import { rangeIn } from '../codebook/range.ts';
import type { ExportColumn } from '../columns.ts';

export function variableModel(
  column: ExportColumn,
  instruments: readonly Instrument[],
  languages: readonly string[],
) {
  const { name, label, storage, measure, kind, values, note, source } = column;
  const isAnswer = kind === 'item' || kind === 'scale';
  const placed = kind === 'item' && source !== undefined ? placedIn(instruments, source) : null;
  const range = rangeIn(column, instruments);
  return {
    name,
    decimals: storage === 'decimal' ? 2 : 0,
    isContinuous: storage === 'decimal',
    nature: measure === 'scale' ? 'interval' : measure,
    type: storage === 'text' ? 'character' : 'numeric',
    labels: inEach(label, languages),
    questions: placed
      ? languages.map((language) => ({
          language,
          text: questionInWords(placed.item, placed.group, language),
          instruction: placed.item.instruction?.[language] ?? '',
        }))
      : [],
    range: range ? { from: range[0], to: range[1] } : null,
    invalid: isAnswer ? missingReasons.map(({ code }) => ({ code })) : [],
    categories: [
      ...values.map((one) => category(one.value, one.label, 'N')),
      ...(isAnswer ? missingReasons.map(({ code, label }) => category(code, label, 'Y')) : []),
    ],
    derivation: kind === 'scale' ? note : '',
    note: kind === 'scale' ? '' : note,
  };

  function category(value: number | string, words: Texts, missing: 'Y' | 'N') {
    return { value: String(value), missing, labels: inEach(words, languages) };
  }
}

/** A text in each of the languages that it is written in. */
function inEach(words: Texts, languages: readonly string[]) {
  return languages.flatMap((language) => {
    const text = words[language]?.trim() ?? '';
    return text === '' ? [] : [{ language, text }];
  });
}
