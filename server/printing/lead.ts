/** An arrow, and the words that say where to go on. */

import type { Next } from '../../surveys/paper-routing.ts';
import type { Drawable } from './drawing.ts';
import { body, styles } from './page-size.ts';
import type { Setting } from './setting.ts';
import { drawnLines, leading, linesOf } from './text-lines.ts';

const arrow = { width: 7, space: 2 } as const;
const style = styles.strong;

/** Beside what stands on the line from `top` on, or where there is no room for it, below. */
export function leadsTo(
  next: Next,
  place: { readonly beside: number; readonly below: number; readonly top: number },
  { words, measure }: Setting,
): { lines: number; parts: Drawable[] } {
  const text = words.goTo(next);
  const room = (x: number) => body.x + body.width - x - arrow.width - arrow.space;
  const isBeside = measure(text, style) <= room(place.beside);
  const x = isBeside ? place.beside : place.below;
  const top = place.top + (isBeside ? 0 : leading(style));
  const lines = linesOf(text, room(x), style, measure);
  return {
    lines: isBeside ? 0 : lines.length,
    parts: [
      { draw: 'arrow', x, y: top + leading(style) / 2, width: arrow.width },
      ...drawnLines(lines, { x: x + arrow.width + arrow.space, width: room(x), style }, top),
    ],
  };
}
