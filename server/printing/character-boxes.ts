/** A row of boxes for one character each: a number, a date, a code. */

import type { Drawable } from './drawing.ts';
import { styles } from './page-size.ts';
import { baseline } from './text-lines.ts';

export const characterSize = { width: 7, height: 8.5 } as const;

/**
 * One box for each letter or digit, with the letter below it that says what belongs there; another sign,
 * as the stop in a date, parts them.
 */
export function characterBoxes(
  item: string,
  hints: readonly string[],
  left: number,
  top = 0,
): { parts: Drawable[]; end: number } {
  const parts: Drawable[] = [];
  let x = left;
  let place = 1;
  for (const hint of hints) {
    if (hint !== '' && !/\p{L}/u.test(hint)) {
      x += 2.5;
      continue;
    }
    parts.push({
      ...{ draw: 'box', item, use: { kind: 'character', place } },
      ...{ x, y: top, ...characterSize },
    });
    if (hint !== '') {
      const y = top + characterSize.height + baseline(styles.small);
      parts.push({ draw: 'text', x: x + 2.5, y, text: hint, style: styles.small });
    }
    x += characterSize.width;
    place += 1;
  }
  return { parts, end: x };
}
