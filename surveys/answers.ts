/** From what a form sent to answers, and from saved answers to a complete sheet. */

import { type Answer, type Flag, hasValue, type Policy, type Sheet } from './answer.ts';
import type { Problem } from './answer-type.ts';
import { answerType, type Item } from './answer-types/index.ts';
import { containsIdentityNumber } from './identity-number.ts';
import { type Instrument, items } from './instrument.ts';
import { type MissingReason, missingCode } from './missing.ts';
import { type Occasion, type Routing, route } from './routing.ts';

/** A form's fields as they came: absent, one string, or several. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface ParsedForm {
  /** One answer for each of the form's items; `skipped` where nothing was sent. */
  readonly answers: Sheet;
  readonly problems: Readonly<Record<string, Problem>>;
  /** Fields that the form does not have. */
  readonly unknownFields: readonly string[];
}

type Given = Extract<Answer, { value: unknown }>;

/** Reads a form that asks `asked`. Nothing is to be saved unless there are no problems at all. */
export function parseForm(fields: Fields, asked: readonly Item[], policy: Policy): ParsedForm {
  const answers: Record<string, Answer> = {};
  const problems: Record<string, Problem> = {};
  for (const item of asked) {
    const parsed = parseItem(sent(fields, item.name), item, policy);
    if ('problem' in parsed) problems[item.name] = parsed.problem;
    else answers[item.name] = parsed;
  }
  const names = new Set(asked.map((item) => item.name));
  return { answers, problems, unknownFields: Object.keys(fields).filter((f) => !names.has(f)) };
}

/** The non-empty strings that a field sent. */
export function sent(fields: Fields, name: string): string[] {
  return [(Object.hasOwn(fields, name) ? fields[name] : undefined) ?? []]
    .flat()
    .filter((text) => text.trim() !== '');
}

/** What a keyer can say of an item on paper instead of an answer. */
export const paperReasons = ['illegible', 'two-marks'] as const satisfies MissingReason[];
type PaperReason = (typeof paperReasons)[number];

/**
 * What a form sends for a reason: its code. People may write "-5" in their own words, so of a text it
 * comes after a tab, which no text begins with.
 */
export function sentForReason(reason: PaperReason, { type }: Item): string {
  return `${type === 'text' ? '\t' : ''}${missingCode(reason)}`;
}

function parseItem(
  raw: readonly string[],
  item: Item,
  policy: Policy,
): Answer | { problem: Problem } {
  if (policy === 'paper') {
    const reason = paperReasons.find((r) => raw.length === 1 && raw[0] === sentForReason(r, item));
    if (reason) return { missing: reason };
  }
  if (item.type !== 'text' && raw.some(containsIdentityNumber))
    return { problem: { code: 'identity-number' } };
  const parsed = answerType(item).parse(raw, item, policy);
  return 'empty' in parsed ? { missing: 'skipped' } : parsed;
}

/** The strings a form would send for an answer: what a page shows when it is opened again. */
export function encodeAnswer(answer: Answer | undefined, item: Item): readonly string[] {
  if (hasValue(answer)) return answerType(item).encode(answer.value as never, item);
  return isPaperReason(answer) ? [sentForReason(answer.missing, item)] : [];
}

function isPaperReason(answer: Answer | undefined): answer is { missing: PaperReason } {
  return paperReasons.some((r) => answer && 'missing' in answer && answer.missing === r);
}

/**
 * The sheet as it is stored at submission: every item has a value or the reason it has none.
 * On the web, answers in a branch that is no longer asked are left out; on paper they are kept
 * as they stand and flagged.
 */
export function completeSheet(
  instrument: Instrument,
  saved: Sheet,
  occasion: Occasion,
  policy: Policy,
): Sheet {
  const routes = route(instrument, saved, occasion);
  return Object.fromEntries(
    items(instrument).map(({ name }) => [
      name,
      complete(saved[name], routes.get(name) ?? 'unknown', policy),
    ]),
  );
}

const notAsked = { 'not-applicable': 'not-applicable', unknown: 'routing-unknown' } as const;

/** Routing is worked out anew each time: what an earlier completion said of it does not count. */
function complete(saved: Answer | undefined, routing: Routing, policy: Policy): Answer {
  const given = hasValue(saved) || isPaperReason(saved) ? saved : undefined;
  if (given && (routing === 'asked' || policy === 'paper'))
    return hasValue(given) ? flagged(given, routing !== 'asked') : given;
  return { missing: routing === 'asked' ? 'skipped' : notAsked[routing] };
}

function flagged({ value, flags = [] }: Given, wrongBranch: boolean): Given {
  const others = flags.filter((flag) => flag !== 'wrong-branch');
  const all: Flag[] = wrongBranch ? [...others, 'wrong-branch'] : others;
  return all.length > 0 ? { value, flags: all } : { value };
}

/** Items that hold a saved answer although their branch is not asked any more. */
export function leftOut(instrument: Instrument, saved: Sheet, occasion: Occasion): Item[] {
  const routes = route(instrument, saved, occasion);
  return items(instrument).filter(
    (item) => hasValue(saved[item.name]) && routes.get(item.name) !== 'asked',
  );
}

/** Items that are asked and have no answer. */
export function unanswered(instrument: Instrument, saved: Sheet, occasion: Occasion): Item[] {
  const routes = route(instrument, saved, occasion);
  return items(instrument).filter(
    (item) => routes.get(item.name) === 'asked' && !hasValue(saved[item.name]),
  );
}
