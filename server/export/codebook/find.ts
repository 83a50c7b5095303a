/** Questions and scales by their names, in the newest version of the form that has them. */

import {
  type Instrument,
  type PlacedItem,
  placedItems,
  type Scale,
} from '../../../surveys/instrument.ts';

export function placedIn(instruments: readonly Instrument[], name: string): PlacedItem | null {
  for (const instrument of instruments) {
    const placed = placedItems(instrument).find(({ item }) => item.name === name);
    if (placed) return placed;
  }
  return null;
}

export function scaleIn(instruments: readonly Instrument[], name: string): Scale | null {
  for (const { scales } of instruments) {
    const scale = scales.find((one) => one.name === name);
    if (scale) return scale;
  }
  return null;
}
