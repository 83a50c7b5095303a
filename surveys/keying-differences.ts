/** Where two people who keyed the same form read different things, and what stands there in the end. */

import { type Answer, hasValue, type Sheet } from './answer.ts';
import { encodeAnswer } from './answers.ts';
import { type Instrument, items } from './instrument.ts';

/** What one keyer read: the answers, and the day that is written on the form. */
export interface Reading {
  readonly sheet: Sheet;
  readonly writtenOn: string | null;
}

/** The day on the form is compared as its items are; no item can have a name with a hyphen. */
export const writtenOnField = 'written-on';

/** What somebody with the paper in hand said of a field: an answer, or the day. */
export type Decisions = ReadonlyMap<string, Answer | string | null>;

/** The fields of a form in the order of the paper. */
export function fieldsOf(instrument: Instrument): string[] {
  return [writtenOnField, ...items(instrument).map(({ name }) => name)];
}

/** The fields that were read differently, in the order of the paper. */
export function differences(instrument: Instrument, one: Reading, other: Reading): string[] {
  const differing = new Set(
    items(instrument)
      .filter(
        (item) =>
          readAs(encodeAnswer(one.sheet[item.name], item)) !==
          readAs(encodeAnswer(other.sheet[item.name], item)),
      )
      .map(({ name }) => name),
  );
  if (one.writtenOn !== other.writtenOn) differing.add(writtenOnField);
  return fieldsOf(instrument).filter((field) => differing.has(field));
}

/** What both read, and what was decided where they differ; null while something is undecided. */
export function agreed(
  instrument: Instrument,
  one: Reading,
  other: Reading,
  decisions: Decisions,
): Reading | null {
  const differing = differences(instrument, one, other);
  if (differing.some((field) => !decisions.has(field))) return null;
  const sheet: Record<string, Answer> = {};
  for (const { name } of items(instrument)) {
    const answer = differing.includes(name) ? decisions.get(name) : one.sheet[name];
    if (answer !== undefined && isAnswer(answer)) sheet[name] = answer;
  }
  const day = differing.includes(writtenOnField) ? decisions.get(writtenOnField) : one.writtenOn;
  return { sheet, writtenOn: typeof day === 'string' ? day : null };
}

/** A blank is a blank, whether it was passed over or never reached. */
const readAs = (encoded: readonly string[]) => JSON.stringify(encoded);

function isAnswer(answer: Answer | string | null): answer is Answer {
  return typeof answer === 'object' && answer !== null && (hasValue(answer) || 'missing' in answer);
}
