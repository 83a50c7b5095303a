/** A paper form as the keying template gets it: every item in the order of the paper. */

import type { Condition, Problem } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { removed } from '../../surveys/answer-types/text.ts';
import { type Fields, paperReasons, sent } from '../../surveys/answers.ts';
import { withoutIdentityNumbers } from '../../surveys/identity-number.ts';
import { type Instrument, items, type Section } from '../../surveys/instrument.ts';
import { missingCode } from '../../surveys/missing.ts';
import { pageView, type QuestionView } from '../../surveys/page.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { Say } from '../texts.ts';

/** The form that lies beside the keyboard. */
export interface Paper {
  readonly instrument: Instrument;
  readonly language: string;
  readonly firstWave: boolean;
}

interface KeyingChoice {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

export interface KeyingQuestion {
  readonly name: string;
  readonly number: string;
  readonly text: string;
  /** Who answers it, where that is not everybody. */
  readonly note: string;
  readonly problem: string;
  readonly input: 'radio' | 'checkbox' | 'typed' | 'lines';
  readonly choices: readonly KeyingChoice[];
  readonly low: string;
  readonly high: string;
  readonly value: string;
  readonly unit: string;
  readonly size: number;
  /** Blank, illegible, two marks. */
  readonly reasons: readonly KeyingChoice[];
}

export interface KeyingSection {
  readonly heading: string;
  readonly note: string;
  readonly groups: readonly { readonly lead: string; readonly questions: KeyingQuestion[] }[];
}

/** `keyed` is what a refused form sent; an identity number in it is not shown again. */
export function keyingSections(
  paper: Paper,
  keyed: Fields,
  problems: Readonly<Record<string, Problem>>,
  say: Say,
): KeyingSection[] {
  const shown = withoutNumbers(paper.instrument, keyed);
  return paper.instrument.sections.map((section) => ({
    heading: heading(section, paper, say),
    note: conditionNote(section.when, paper, say),
    groups: section.groups.map((group) => {
      const visible = withoutReasons(shown);
      const view = pageView(
        section,
        group,
        group.items,
        { sent: visible },
        paper.language,
        problems,
      );
      return {
        lead: view.lead,
        questions: view.questions.map((question, index) =>
          keyingQuestion(question, group.items[index], paper, shown, say),
        ),
      };
    }),
  }));
}

/** The list above the form: each problem links to the first control of its question. */
export function keyingProblems(sections: readonly KeyingSection[], say: Say) {
  return sections
    .flatMap(({ groups }) => groups.flatMap(({ questions }) => questions))
    .filter(({ problem }) => problem !== '')
    .map(({ name, number, problem, choices }) => ({
      target: choices[0]?.id ?? name,
      text: `${number ? say('staff.keying.question', { number }) : name}: ${problem}`,
    }));
}

function keyingQuestion(
  view: QuestionView,
  item: Item | undefined,
  paper: Paper,
  shown: Fields,
  say: Say,
): KeyingQuestion {
  const { name, control, problem } = view;
  const choices = 'choices' in control ? control.choices : [];
  const raw = sent(shown, name);
  const once = item?.once && !paper.firstWave ? say('staff.keying.once') : '';
  return {
    name,
    number: view.number,
    text: view.text,
    note: [conditionNote(item?.when, paper, say), once].filter(Boolean).join(' '),
    problem: problem ? say(`problem.${problem.code}`, problem.details) : '',
    input: inputs[control.kind],
    choices: choices.map(({ value, label, checked }) => ({
      id: `${name}-${value}`,
      value,
      label,
      checked,
    })),
    low: control.kind === 'rating' ? control.low : '',
    high: control.kind === 'rating' ? control.high : '',
    value: 'value' in control ? control.value : '',
    unit: control.kind === 'number' ? control.unit : '',
    size: control.kind === 'number' ? control.digits + 2 : 12,
    reasons: reasons(name, inputs[control.kind] === 'radio', raw, say),
  };
}

const inputs = {
  radios: 'radio',
  rating: 'radio',
  checkboxes: 'checkbox',
  number: 'typed',
  date: 'typed',
  text: 'lines',
} as const;

/** Radio buttons cannot be taken back, so that "blank" is one of them. */
function reasons(name: string, radio: boolean, raw: readonly string[], say: Say): KeyingChoice[] {
  const blank = { value: '', reason: 'blank', checked: raw.length === 0 };
  const others = paperReasons.map((reason) => {
    const value = String(missingCode(reason));
    return { value, reason, checked: raw.includes(value) };
  });
  return (radio ? [blank, ...others] : others).map(({ value, reason, checked }) => ({
    id: `${name}-${reason}`,
    value,
    label: say(`staff.keying.${reason}`),
    checked,
  }));
}

function heading(section: Section, { language }: Paper, say: Say): string {
  if (section.title) return inLanguage(section.title, language);
  const numbers = section.groups.flatMap((group) => group.items.flatMap((i) => i.number ?? []));
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!first || !last) return say('staff.keying.unnumbered');
  return first === last
    ? say('staff.keying.question', { number: first })
    : say('staff.keying.questions', { first, last });
}

/** For example: only if the answer to 2 is «Ja». */
function conditionNote(condition: Condition | undefined, paper: Paper, say: Say): string {
  return Object.entries(condition ?? {})
    .map(([name, values]) => {
      const item = items(paper.instrument).find((other) => other.name === name);
      const answers = [values].flat().map((value) => answerLabel(item, value, paper.language));
      return say('staff.keying.onlyIf', {
        number: item?.number ?? name,
        answers: answers.join(' / '),
      });
    })
    .join(' ');
}

function answerLabel(item: Item | undefined, value: number, language: string): string {
  const options = item && 'options' in item ? item.options : [];
  const option = options.find((known) => known.value === value);
  return option ? inLanguage(option.label, language) : String(value);
}

/** The codes of the reasons have controls of their own: a text field shows what was typed. */
function withoutReasons(fields: Fields): Fields {
  const codes = paperReasons.map((reason) => String(missingCode(reason)));
  return mapFields(fields, (_name, text) => (codes.includes(text) ? '' : text));
}

function withoutNumbers(instrument: Instrument, fields: Fields): Fields {
  const textItems = new Set(
    items(instrument)
      .filter(({ type }) => type === 'text')
      .map(({ name }) => name),
  );
  return mapFields(fields, (name, text) =>
    withoutIdentityNumbers(text, textItems.has(name) ? removed : ''),
  );
}

function mapFields(fields: Fields, change: (name: string, text: string) => string): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      [value ?? []].flat().map((text) => change(name, text)),
    ]),
  );
}
