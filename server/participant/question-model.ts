/** What the question template is given: one flat object per question, with every word in place. */

import type { ChoiceView, Problem } from '../../surveys/answer-type.ts';
import type { QuestionView } from '../../surveys/page.ts';
import { typedDay } from '../day.ts';
import type { Say } from '../texts.ts';

export interface QuestionModel {
  readonly name: string;
  readonly number: string;
  readonly text: string;
  readonly instruction: string;
  readonly problem: string;
  readonly kind: QuestionView['control']['kind'];
  readonly choices: readonly (ChoiceView & { readonly anchor: string })[];
  readonly low: string;
  readonly high: string;
  readonly value: string;
  readonly unit: string;
  readonly digits: number;
}

export function questionModel(question: QuestionView, say: Say): QuestionModel {
  const { control, problem, name, number, text, instruction } = question;
  const choices = 'choices' in control ? control.choices : [];
  const low = control.kind === 'rating' ? control.low : '';
  const high = control.kind === 'rating' ? control.high : '';
  return {
    name,
    number,
    text,
    instruction,
    problem: problem ? problemText(problem, say) : '',
    kind: control.kind,
    choices: choices.map((choice, index) => ({
      ...choice,
      // A screen reader hears what the ends of the scale mean on the ends themselves.
      anchor: index === 0 ? low : index === choices.length - 1 ? high : '',
    })),
    low,
    high,
    value: 'value' in control ? control.value : '',
    unit: control.kind === 'number' ? control.unit : '',
    digits: control.kind === 'number' ? control.digits : 10,
  };
}

export function problemText({ code, details = {} }: Problem, say: Say): string {
  const typed = Object.entries(details).map(([name, detail]) => [
    name,
    typeof detail === 'string' ? typedDay(detail) : detail,
  ]);
  return say(`problem.${code}`, Object.fromEntries(typed));
}

/** The list above the form: each problem links to the control it is about. */
export function problemLinks(questions: readonly QuestionModel[]) {
  return questions
    .filter(({ problem }) => problem !== '')
    .map(({ name, problem, choices }) => ({
      text: problem,
      target: choices[0] ? `${name}-${choices[0].value}` : name,
    }));
}
