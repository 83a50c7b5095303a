/** The lowest and the highest that can stand in a column. */

import type { Instrument } from '../../../surveys/instrument.ts';
import type { ExportColumn } from '../columns.ts';
import { placedIn } from './item-entry.ts';
import { scaleIn } from './scale-entry.ts';

/** As wide as in any version that was answered. */
export function rangeIn(
  { source }: ExportColumn,
  instruments: readonly Instrument[],
): readonly [number, number] | null {
  const ranges = instruments.flatMap((instrument) => {
    const item = source === undefined ? null : placedIn([instrument], source)?.item;
    const scale = source === undefined ? null : scaleIn([instrument], source);
    if (item) return item.type === 'number' || item.type === 'scale' ? [item.range] : [];
    return scale ? [scale.range] : [];
  });
  if (ranges.length === 0) return null;
  return [Math.min(...ranges.map(([from]) => from)), Math.max(...ranges.map(([, to]) => to))];
}
