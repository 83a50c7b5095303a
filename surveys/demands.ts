/** What must have been answered for an item to be asked, and whether two such demands go together. */

import type { Condition } from './answer-type.ts';
import type { Item } from './answer-types/index.ts';
import { shownOptions } from './answer-types/multiple.ts';
import { type Instrument, items, type PlacedItem, placedItems } from './instrument.ts';

/** One demand on one item: its answer is, or includes, one of these values; or none of them. */
export interface Demand {
  readonly item: Item;
  readonly values: readonly number[];
  readonly holds: boolean;
}

/**
 * All that must hold for an item in a section to be asked. A condition on an item that is itself asked
 * on a condition demands both.
 */
export function demandsOf(
  { item, section }: Pick<PlacedItem, 'section'> & Partial<PlacedItem>,
  instrument: Instrument,
): Demand[] {
  return [section.when, item?.when].flatMap((condition) => demands(condition ?? {}, instrument));
}

function demands(condition: Condition, instrument: Instrument): Demand[] {
  return ownDemandsOf(condition, instrument).flatMap((demand) => {
    const decider = placedItems(instrument).find(({ item }) => item === demand.item);
    return decider ? [demand, ...demandsOf(decider, instrument)] : [demand];
  });
}

/** What a condition says itself. */
export function ownDemandsOf(condition: Condition | undefined, instrument: Instrument): Demand[] {
  return Object.entries(condition ?? {}).flatMap(([name, values]) => {
    const decider = items(instrument).find((item) => item.name === name);
    return decider ? [{ item: decider, values: [values].flat(), holds: true }] : [];
  });
}

/** True when some sheet meets every demand. Each item is answered by itself. */
export function canAllHold(all: readonly Demand[]): boolean {
  const asked = new Set(all.map(({ item }) => item));
  return [...asked].every((item) => {
    const own = all.filter((demand) => demand.item === item);
    return possibleAnswers(item, own).some((answer) =>
      own.every(({ values, holds }) => values.some((value) => answer.includes(value)) === holds),
    );
  });
}

/** Enough answers to decide: if any answer meets the demands, one of these does. */
function possibleAnswers(item: Item, own: readonly Demand[]): readonly (readonly number[])[] {
  const unwanted = own.flatMap(({ values, holds }) => (holds ? [] : values));
  if (item.type === 'multiple') {
    const options = shownOptions(item).filter(({ value }) => !unwanted.includes(value));
    const together = options.filter(({ exclusive }) => !exclusive).map(({ value }) => value);
    return [together, ...options.map(({ value }) => [value])];
  }
  const mentioned = own.flatMap(({ values }) => values);
  return singleAnswers(item, mentioned).map((value) => [value]);
}

/** Of a number, those mentioned and one that is not: a range may hold millions. */
function singleAnswers(item: Item, mentioned: readonly number[]): readonly number[] {
  if (item.type === 'number' || item.type === 'scale') {
    const [from, to] = item.range;
    const others = mentioned.map((_, index) => from + index).concat(from + mentioned.length);
    return [...mentioned, ...others].filter((value) => from <= value && value <= to);
  }
  if (item.type === 'pair') return [1, 2];
  return item.type === 'single' ? item.options.map(({ value }) => value) : [];
}
