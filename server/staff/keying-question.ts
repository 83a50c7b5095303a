/** A question of a paper form as the keying template gets it, with what its script goes by. */

import type { Condition } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type Fields, paperReasons, sent, sentForReason } from '../../surveys/answers.ts';
import { type Instrument, items, type PlacedItem } from '../../surveys/instrument.ts';
import { optionKeys } from '../../surveys/option-keys.ts';
import type { QuestionView } from '../../surveys/page.ts';
import { branchOf } from '../../surveys/routing.ts';
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
  /** What is typed for it, as it is printed beside the box on paper; empty where nothing is. */
  readonly key: string;
  /** The key once more, unless it is what the label says. */
  readonly printed: string;
  /** Which reason it is, where it is no answer. */
  readonly reason: string;
}

export interface KeyingQuestion {
  readonly name: string;
  readonly number: string;
  readonly text: string;
  /** Who answers it, where that is not everybody. */
  readonly note: string;
  readonly problem: string;
  readonly input: 'radio' | 'checkbox' | 'typed' | 'lines';
  readonly kind: 'one' | 'several' | 'number' | 'date' | 'text';
  /** Lowest and highest, as numbers or ISO dates; empty where there are none. */
  readonly from: string;
  readonly to: string;
  /** The conditions under which it is to be answered, as JSON. */
  readonly when: string;
  /** True where the paper of this wave does not have it. */
  readonly absent: boolean;
  readonly choices: readonly KeyingChoice[];
  readonly low: string;
  readonly high: string;
  readonly value: string;
  readonly unit: string;
  readonly size: number;
  /** Blank, illegible, two marks. */
  readonly reasons: readonly KeyingChoice[];
}

export function keyingQuestion(
  view: QuestionView,
  placed: PlacedItem,
  paper: Paper,
  shown: Fields,
  say: Say,
): KeyingQuestion {
  const { name, control, problem } = view;
  const { item } = placed;
  const choices = 'choices' in control ? control.choices : [];
  const keys = optionKeys(choices.map(({ value }) => Number(value)));
  // Where an option goes by several digits, the first of them would choose another.
  const typable = [...keys.values()].every((key) => key.length === 1);
  const { absent, when } = branchOf(placed, paper);
  const [from, to] = rangeOf(item);
  return {
    name,
    number: view.number,
    text: view.text,
    note: [conditionNote(item.when, paper, say), absent ? say('staff.keying.once') : '']
      .filter(Boolean)
      .join(' '),
    problem: problem ? say(`problem.${problem.code}`, problem.details) : '',
    input: inputs[control.kind],
    kind: kinds[control.kind],
    from,
    to,
    when: JSON.stringify(when),
    absent,
    choices: choices.map(({ value, label, checked }) => {
      const key = keys.get(Number(value)) ?? '';
      const shown = { id: `${name}-${value}`, value, label, checked };
      return {
        ...{ ...shown, key: typable ? key : '' },
        ...{ printed: key === label ? '' : key, reason: '' },
      };
    }),
    low: control.kind === 'rating' ? control.low : '',
    high: control.kind === 'rating' ? control.high : '',
    value: 'value' in control ? control.value : '',
    unit: control.kind === 'number' ? control.unit : '',
    size: control.kind === 'number' ? control.digits + 2 : 12,
    reasons: reasons(item, inputs[control.kind] === 'radio', sent(shown, name), say),
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

const kinds = {
  radios: 'one',
  rating: 'one',
  checkboxes: 'several',
  number: 'number',
  date: 'date',
  text: 'text',
} as const;

function rangeOf(item: Item): readonly [string, string] {
  if (item.type === 'number') return [String(item.range[0]), String(item.range[1])];
  return item.type === 'date' ? [item.earliest, item.latest] : ['', ''];
}

/** Radio buttons cannot be taken back, so that "blank" is one of them. */
function reasons(item: Item, radio: boolean, raw: readonly string[], say: Say): KeyingChoice[] {
  const blank = { value: '', reason: 'blank' as const, checked: raw.length === 0 };
  const others = paperReasons.map((reason) => {
    const value = sentForReason(reason, item);
    return { value, reason, checked: raw.includes(value) };
  });
  return (radio ? [blank, ...others] : others).map(({ value, reason, checked }) => ({
    id: `${item.name}-${reason}`,
    value,
    label: say(`staff.keying.${reason}`),
    checked,
    key: '',
    printed: reasonKeys[reason],
    reason,
  }));
}

const reasonKeys = { blank: '-', illegible: '*', 'two-marks': '+' } as const;

/** For example: only if the answer to 2 is «Ja». */
export function conditionNote(condition: Condition | undefined, paper: Paper, say: Say): string {
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
