/** The way through a form in words: who answers, and where an answer leads. */

import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import type { Demand } from '../../surveys/demands.ts';
import type { PaperQuestion, PaperSection } from '../../surveys/paper-form.ts';
import type { Next } from '../../surveys/paper-routing.ts';
import { inLanguage } from '../../surveys/text.ts';
import { texts } from '../texts.ts';

export interface FormWords {
  readonly goTo: (next: Next) => string;
  /** Who answers a question; empty for everybody. */
  readonly onlyIf: (only: readonly Demand[]) => string;
  readonly whoAnswers: (section: PaperSection) => string;
  /** The numbers of a section's questions; empty where not all have one. */
  readonly numbers: (section: PaperSection) => string;
}

export function formWords(language: string): FormWords {
  const say = texts(language);
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const all = new Intl.ListFormat(language, { type: 'conjunction' });

  const named = (item: Item) =>
    item.number
      ? say('paperForm.question', { number: item.number })
      : say('paperForm.worded', { text: inLanguage(item.text, language) });
  const goTo = (next: Next) =>
    next ? say('paperForm.goTo', { question: named(next) }) : say('paperForm.done');
  const conditions = (only: readonly Demand[]) =>
    all.format(
      only.map(({ item, values }) =>
        say('paperForm.answered', {
          answers: either.format(
            values.map((value) =>
              say('paperForm.quoted', { text: labelOf(item, value, language) }),
            ),
          ),
          question: named(item),
        }),
      ),
    );
  return {
    goTo,
    onlyIf: (only) =>
      only.length > 0 ? say('paperForm.onlyIf', { conditions: conditions(only) }) : '',
    whoAnswers({ only, past, everybodyAgain }) {
      if (only.length === 0) return everybodyAgain ? say('paperForm.everybody') : '';
      return [
        say('paperForm.onlyIf', { conditions: conditions(only) }),
        say('paperForm.otherwise', { goTo: goTo(past) }),
      ].join(' ');
    },
    numbers({ blocks }) {
      const numbers = blocks.flatMap(({ questions }) => questions.map(({ number }) => number));
      const [first = '', last = ''] = [numbers[0], numbers.at(-1)];
      if (numbers.includes('')) return '';
      return first === last
        ? say('paperForm.one', { number: first })
        : say('paperForm.several', { first, last });
    },
  };
}

/** Where an option leads, if not to the next question. */
export function leadOf({ jump }: PaperQuestion, value: number): Next | undefined {
  return jump && 'by' in jump ? jump.by.get(value) : undefined;
}

function labelOf(item: Item, value: number, language: string): string {
  const view = answerType(item).paper(item, language);
  const choices = 'choices' in view ? view.choices : [];
  return choices.find((choice) => choice.value === value)?.label ?? String(value);
}
