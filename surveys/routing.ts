/** Which items are asked, given the answers so far. */

import { type Answer, hasValue, type Sheet } from './answer.ts';
import type { Condition } from './answer-type.ts';
import { type Group, type Instrument, type PlacedItem, placedItems } from './instrument.ts';

/** `unknown`: the item that decides was left blank, so neither branch is shown. */
export type Routing = 'asked' | 'not-applicable' | 'unknown';

/** What is known of the occasion besides the answers. */
export interface Occasion {
  /** True at a participant's first wave, when items marked `once` are asked. */
  readonly firstWave: boolean;
}

/** The routing of every item, by name. */
export function route(
  instrument: Instrument,
  sheet: Sheet,
  occasion: Occasion,
): ReadonlyMap<string, Routing> {
  const routes = new Map<string, Routing>();
  for (const placed of placedItems(instrument))
    routes.set(placed.item.name, routeOf(placed, routes, sheet, occasion));
  return routes;
}

/** The groups that have at least one item to ask, in order. */
export function askedGroups(instrument: Instrument, sheet: Sheet, occasion: Occasion): Group[] {
  const routes = route(instrument, sheet, occasion);
  return instrument.sections
    .flatMap((section) => section.groups)
    .filter((group) => group.items.some((item) => routes.get(item.name) === 'asked'));
}

function routeOf(
  { item, section }: PlacedItem,
  earlier: ReadonlyMap<string, Routing>,
  sheet: Sheet,
  occasion: Occasion,
): Routing {
  if (item.once && !occasion.firstWave) return 'not-applicable';
  const parts = [section.when, item.when].flatMap((condition) =>
    holds(condition ?? {}, earlier, sheet),
  );
  if (parts.includes('not-applicable')) return 'not-applicable';
  return parts.includes('unknown') ? 'unknown' : 'asked';
}

function holds(
  condition: Condition,
  earlier: ReadonlyMap<string, Routing>,
  sheet: Sheet,
): Routing[] {
  return Object.entries(condition).map(([name, values]) => {
    const routing = earlier.get(name) ?? 'unknown';
    if (routing !== 'asked') return routing;
    const answer: Answer | undefined = sheet[name];
    if (!hasValue(answer)) return 'unknown';
    const given = [answer.value].flat();
    return [values].flat().some((value) => given.includes(value)) ? 'asked' : 'not-applicable';
  });
}
