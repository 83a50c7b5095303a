/** The lowest and the highest that can stand in a column. */

import type { Instrument } from '../../../surveys/instrument.ts';
import type { ExportColumn } from '../columns.ts';
import { placedIn, scaleIn } from './find.ts';

/**
 * As wide as in any version that was answered. Null where the values are a list; of a scale no more
 * than its ends have labels.
 */
export function rangeIn(
  { source, values }: ExportColumn,
  instruments: readonly Instrument[],
): readonly [number, number] | null {
  const ranges = instruments.flatMap((instrument) => {
    const item = source === undefined ? null : placedIn([instrument], source)?.item;
    const scale = source === undefined ? null : scaleIn([instrument], source);
    if (item) return item.type === 'number' || item.type === 'scale' ? [item.range] : [];
    return scale ? [scale.range] : [];
  });
  const ends = ranges.flat();
  if (values.some(({ value }) => typeof value !== 'number' || !ends.includes(value))) return null;
  return ends.length === 0 ? null : [Math.min(...ends), Math.max(...ends)];
}
