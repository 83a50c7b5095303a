/** The way through a form on paper: what is printed, and where each answer leads, worked out from the conditions. */

import { answerType, type Item } from './answer-types/index.ts';
import { canAllHold, type Demand, demandsOf } from './demands.ts';
import { type Instrument, type PlacedItem, placedItems, type Section } from './instrument.ts';
import type { Occasion } from './routing.ts';

/** The next question to answer; null where there is none left. */
export type Next = Item | null;

/** Everything that somebody may be asked on this occasion, in order. */
export function printedItems(instrument: Instrument, { firstWave }: Occasion): PlacedItem[] {
  return placedItems(instrument).filter((placed) => {
    const demands = demandsOf(placed, instrument);
    const asked = [placed.item, ...demands.map(({ item }) => item)];
    return canAllHold(demands) && (firstWave || asked.every(({ once }) => !once));
  });
}

/** Where a question leads: to the same place whatever the answer, or option by option. */
export type Jump = { readonly to: Next } | { readonly by: ReadonlyMap<number, Next> };

/**
 * The printed items that lead somewhere else than to the next question, for all or some of their options.
 * What hangs on answers that are not known there says so itself.
 */
export function jumps(instrument: Instrument, occasion: Occasion): ReadonlyMap<string, Jump> {
  const printed = printedItems(instrument, occasion);
  const all = printed.map((placed, index) => {
    const later = printed.slice(index + 1);
    return [placed.item.name, jumpFrom(instrument, placed, later)] as const;
  });
  return new Map(all.filter((entry): entry is [string, Jump] => entry[1] !== null));
}

function jumpFrom(
  instrument: Instrument,
  placed: PlacedItem,
  later: readonly PlacedItem[],
): Jump | null {
  const { item } = placed;
  const reached = demandsOf(placed, instrument);
  const nextOf = (...given: Demand[]) =>
    firstThatMayBeAsked(instrument, later, [...reached, ...given]);
  const printedNext = later[0]?.item ?? null;
  const nexts = optionsOf(item).map(
    (value) => [value, nextOf({ item, values: [value], holds: true })] as const,
  );
  const [[, to] = [null, nextOf()]] = nexts;
  if (nexts.every(([, next]) => next === to)) return to === printedNext ? null : { to };
  return { by: new Map(nexts.filter(([, next]) => next !== printedNext)) };
}

/** Where those go who are not asked a section; null where nothing is left for them. */
export function pastSection(instrument: Instrument, occasion: Occasion, section: Section): Next {
  const printed = printedItems(instrument, occasion);
  const last = printed.findLastIndex((placed) => placed.section === section);
  const later = printed.slice(last + 1);
  // Not being asked takes one demand that does not hold.
  const ways = demandsOf({ section }, instrument).map((demand) => [{ ...demand, holds: false }]);
  const nexts = ways.map((given) => firstThatMayBeAsked(instrument, later, given));
  return later.find(({ item }) => nexts.includes(item))?.item ?? null;
}

function firstThatMayBeAsked(
  instrument: Instrument,
  later: readonly PlacedItem[],
  given: readonly Demand[],
): Next {
  const next = later.find((placed) => canAllHold([...given, ...demandsOf(placed, instrument)]));
  return next?.item ?? null;
}

function optionsOf(item: Item): number[] {
  const view = answerType(item).paper(item, '');
  return 'choices' in view ? view.choices.map(({ value }) => value) : [];
}
