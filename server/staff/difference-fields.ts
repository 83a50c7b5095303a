/** The fields that two keyers read differently, as a person with the paper in hand decides them. */

import type { Answer } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { parseForm } from '../../surveys/answers.ts';
import { parseDate } from '../../surveys/dates.ts';
import { containsIdentityNumber } from '../../surveys/identity-number.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import { type Instrument, placedItems } from '../../surveys/instrument.ts';
import { type Reading, writtenOnField } from '../../surveys/keying-differences.ts';
import { answerText } from '../answer-text.ts';
import { dayInWords } from '../day.ts';
import type { Form } from '../form.ts';
import type { FieldProblem } from '../form-fields.ts';
import type { Choice } from '../paper/deciding.ts';
import { type Say, texts } from '../texts.ts';

/** What both keyers read, one of them first: which one that was says nothing of who is right. */
export interface Readings {
  readonly first: Reading;
  readonly second: Reading;
}

/** `other`: what neither of them read is typed beside it. */
export const picks = ['first', 'second', 'blank', 'illegible', 'two-marks', 'other'] as const;

type Pick = (typeof picks)[number];

const missing = {
  blank: 'skipped',
  illegible: 'illegible',
  'two-marks': 'two-marks',
} as const;

export interface Sent {
  readonly choices: ReadonlyMap<string, Choice>;
  /** Why a field is not decided, by its name. */
  readonly problems: ReadonlyMap<string, string>;
}

/** What a choice is read with. */
export interface Choosing {
  readonly instrument: Instrument;
  readonly form: Form;
  readonly say: Say;
  /** Why the form cannot have been written on a day; null where it can. */
  dayProblem(day: string): FieldProblem | null;
}

/** One choice for each of `fields`, or the problem in words. */
export function sentChoices(fields: readonly string[], choosing: Choosing): Sent {
  const { form, say } = choosing;
  const choices = new Map<string, Choice>();
  const problems = new Map<string, string>();
  for (const field of fields) {
    const picked = picks.find((pick) => pick === form.fields[pickName(field)]);
    const read = picked ? choiceOf(field, picked, choosing) : say('arrivedForm.notChosen');
    if (typeof read === 'string') problems.set(field, read);
    else choices.set(field, read.choice);
  }
  return { choices, problems };
}

const pickName = (field: string) => `pick-${field}`;
const otherName = (field: string) => `other-${field}`;

/** The names that a page with these fields sends. */
export const sentNames = (fields: readonly string[]) =>
  fields.flatMap((field) => [pickName(field), otherName(field)]);

function choiceOf(
  field: string,
  picked: Pick,
  { instrument, form, say, dayProblem }: Choosing,
): { readonly choice: Choice } | string {
  const typed = String(form.fields[otherName(field)] ?? '').trim();
  // Somebody who has typed something meant it, whichever button is pressed.
  if (typed !== '' && picked !== 'other') return say('arrivedForm.otherNotPicked');
  if (picked === 'first' || picked === 'second') return { choice: picked };
  const isDay = field === writtenOnField;
  if (picked !== 'other')
    return { choice: { answer: isDay ? null : { missing: missing[picked] } } };
  if (typed === '') return say('field.required');
  if (isDay) {
    const day = containsIdentityNumber(typed) ? null : parseDate(typed);
    if (!day) return say('field.not-a-date');
    const problem = dayProblem(day);
    return problem ? say(`field.${problem.code}`, problem.details) : { choice: { answer: day } };
  }
  const item = placedItems(instrument).find((placed) => placed.item.name === field)?.item;
  if (!item) return say('field.not-an-option');
  const values = item.type === 'multiple' ? typed.split(/[\s,]+/) : typed;
  const { answers, problems } = parseForm({ [field]: values }, [item], 'paper');
  const problem = problems[field];
  if (problem?.code === 'not-an-option') return say('arrivedForm.noSuchNumber');
  if (problem) return say(`problem.${problem.code}`, problem.details);
  return { choice: { answer: answers[field] ?? { missing: 'skipped' } } };
}

export function differenceModels(
  instrument: Instrument,
  fields: readonly string[],
  { first, second }: Readings,
  sent: { readonly form: Form; readonly problems: Sent['problems'] } | null,
  language: string,
) {
  const say = texts(language);
  return fields.map((field) => {
    const placed = placedItems(instrument).find(({ item }) => item.name === field);
    const typed = sent?.form.fields[otherName(field)];
    const options = picks.filter((pick) => placed || !['illegible', 'two-marks'].includes(pick));
    return {
      name: pickName(field),
      otherName: otherName(field),
      number: placed?.item.number ?? '',
      question: placed
        ? questionInWords(placed.item, placed.group, language)
        : say('staff.keying.written-on'),
      problem: sent?.problems.get(field) ?? '',
      other: typeof typed === 'string' && !containsIdentityNumber(typed) ? typed : '',
      picks: options.map((pick) => ({
        id: `${pickName(field)}-${pick}`,
        value: pick,
        isOther: pick === 'other',
        label: say(`arrivedForm.pick.${pick}`),
        read:
          pick === 'first' || pick === 'second'
            ? readText(placed?.item ?? null, { first, second }[pick], field, language)
            : '',
        checked: sent?.form.fields[pickName(field)] === pick,
      })),
    };
  });
}

function readText(item: Item | null, reading: Reading, field: string, language: string): string {
  if (!item)
    return reading.writtenOn
      ? dayInWords(reading.writtenOn, language)
      : texts(language)('arrivedForm.pick.blank');
  return numbered(item, reading.sheet[field] ?? { missing: 'skipped' }, language);
}

/** With the number that stands by the box on the paper, where the words do not begin with it. */
export function numbered(item: Item, answer: Answer, language: string): string {
  const text = answerText(item, answer, language);
  const isChoice = item.type === 'single' || item.type === 'multiple' || item.type === 'pair';
  if ('missing' in answer || !isChoice) return text;
  return `${[answer.value].flat().join(', ')}: ${text}`;
}
