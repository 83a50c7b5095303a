/** Which items are asked, given the answers so far. */

import type { Sheet } from './answer.ts';
import { type Branch, type Routing, routeBranches } from './branches.js';
import { type Group, type Instrument, type PlacedItem, placedItems } from './instrument.ts';

export type { Routing };

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
  const branches = placedItems(instrument).map((placed) => branchOf(placed, occasion));
  return routeBranches(branches, sheet);
}

/** What decides whether an item is asked. */
export function branchOf({ item, section }: PlacedItem, { firstWave }: Occasion): Branch {
  return {
    name: item.name,
    absent: item.once === true && !firstWave,
    when: [section.when ?? [], item.when ?? []].flat(),
  };
}

/** The groups that have at least one item to ask, in order. */
export function askedGroups(instrument: Instrument, sheet: Sheet, occasion: Occasion): Group[] {
  const routes = route(instrument, sheet, occasion);
  return instrument.sections
    .flatMap((section) => section.groups)
    .filter((group) => group.items.some((item) => routes.get(item.name) === 'asked'));
}
