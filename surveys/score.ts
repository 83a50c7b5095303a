/** From a complete answer sheet to the scores of its instrument. */

import { type Answer, hasValue, type Sheet } from './answer.ts';
import { answerType, type Item } from './answer-types/index.ts';
import { type Instrument, items, type Scale } from './instrument.ts';
import type { MissingReason } from './missing.ts';
import { scoringRules, type Term } from './scoring-rules.ts';

export interface Score {
  readonly scale: string;
  /** The named and versioned rule it was computed by. */
  readonly rule: string;
  /** Null when too few items were answered; `missing` then says why. */
  readonly value: number | null;
  readonly missing: MissingReason | null;
  readonly answered: number;
  readonly of: number;
}

/** All scores of a sheet, in the order of the instrument's scales; later scales may use earlier ones. */
export function scoreSheet(instrument: Instrument, sheet: Sheet): Score[] {
  const byName = new Map(items(instrument).map((item) => [item.name, item]));
  const scores = new Map<string, Score>();
  for (const scale of instrument.scales) {
    const inputs = scale.items.map((name) => {
      const item = byName.get(name);
      const earlier = instrument.scales.find((other) => other.name === name);
      return item
        ? fromItem(item, sheet[name], scale)
        : fromScore(scores.get(name), earlier?.range ?? scale.range, scale);
    });
    scores.set(scale.name, score(scale, inputs));
  }
  return [...scores.values()];
}

/** The band in which a value of a scale falls, null below the lowest or without bands. */
export function bandOf(scale: Scale, value: number): string | null {
  return scale.bands?.findLast((band) => value >= band.from)?.name ?? null;
}

/** The answers to a scale's items as the scale takes them, reversed ones turned: what its reliability is of. */
export function termsOf(
  instrument: Instrument,
  scale: Scale,
  sheet: Sheet,
): (number | MissingReason)[] {
  return items(instrument)
    .filter(({ name }) => scale.items.includes(name))
    .map((item) => {
      const input = fromItem(item, sheet[item.name], scale);
      return 'value' in input ? input.value : input.missing;
    });
}

/** What an item's lowest and highest number give together: a reversed answer is what is left of it. */
export function turnedFrom(item: Item, scale: Scale): number {
  const [low, high] = ends(item, scale);
  return low + high;
}

type Input = Term | { readonly missing: MissingReason };

function score(scale: Scale, inputs: readonly Input[]): Score {
  const terms = inputs.filter((input): input is Term => 'value' in input);
  const said = { scale: scale.name, rule: scale.rule, answered: terms.length, of: inputs.length };
  if (terms.length < minimumAnswered(scale))
    return { ...said, value: null, missing: commonReason(inputs) };
  const rule = scoringRules[scale.rule];
  return { ...said, value: rule(terms, inputs.length, { cap: scale.cap }), missing: null };
}

export function minimumAnswered({ minimum, items: { length } }: Scale): number {
  if (minimum === 'all') return length;
  return minimum === 'half' ? Math.ceil(length / 2) : minimum;
}

function fromItem(item: Item, answer: Answer | undefined, scale: Scale): Input {
  if (!hasValue(answer)) return { missing: answer?.missing ?? 'skipped' };
  if (scale.branch === 'strict' && answer.flags?.includes('wrong-branch'))
    return { missing: 'not-applicable' };
  const type = answerType(item);
  if (scale.dont_know !== 'as-value' && type.saysDontKnow(answer.value as never, item))
    return { missing: 'dont-know' };
  const value = type.score(answer.value as never, item);
  if (value === null) return { missing: 'skipped' };
  return term(item.name, value, ends(item, scale), scale);
}

function fromScore(
  earlier: Score | undefined,
  range: readonly [number, number],
  scale: Scale,
): Input {
  return typeof earlier?.value === 'number'
    ? term(earlier.scale, earlier.value, range, scale)
    : { missing: earlier?.missing ?? 'skipped' };
}

/** A reversed number is what is left of the lowest and the highest possible one together. */
function term(
  name: string,
  value: number,
  [low, high]: readonly [number, number],
  scale: Scale,
): Term {
  const reversed = scale.reversed?.includes(name) ?? false;
  return {
    value: reversed ? low + high - value : value,
    counted: scale.counted?.[name],
  };
}

/** The lowest and the highest number an item can give to a scale. */
function ends(item: Item, scale: Scale): readonly [number, number] {
  if ('range' in item) return item.range;
  if (item.type !== 'single') return [1, 2];
  const values = item.options
    .filter((option) => scale.dont_know === 'as-value' || !option.dont_know)
    .map((option) => option.value);
  return [Math.min(...values), Math.max(...values)];
}

/** One reason if all missing inputs share it, else "skipped". */
function commonReason(inputs: readonly Input[]): MissingReason {
  const reasons = new Set(inputs.flatMap((input) => ('missing' in input ? [input.missing] : [])));
  const [only, another] = reasons;
  return only && !another ? only : 'skipped';
}
